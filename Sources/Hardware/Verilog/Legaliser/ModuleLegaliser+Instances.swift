extension ModuleLegaliser {
  /// The instances, each after the wires that only it reads.
  mutating func writeInstances() {
    for instance in definition.instances {
      let child = design.definitions[instance.definition]
      let printed = children[instance.definition]
      var connections: [Verilog.Connection] = []
      for domain in child.domains {
        if let clock = clocks[domain] {
          connections.append(Verilog.Connection(port: domain.clockName, direction: .input, value: .signal(clock)))
        }
        if let reset = resets[domain] {
          connections.append(Verilog.Connection(port: domain.resetName, direction: .input, value: .signal(reset)))
        }
      }
      for port in printed.ports {
        let parts = port.members.map { connection(instance.connections[$0]) }
        let value = parts.count == 1 ? parts[0] : .concatenation(parts)
        connections.append(Verilog.Connection(port: port.name, direction: port.direction, value: value))
      }
      section.append(
        .instance(
          Verilog.Instance(
            name: instance.name, module: printed.name, width: printed.width, connections: connections,
            source: instance.source)))
    }
    closeSection()
  }

  private mutating func connection(_ net: Netlist.NetID) -> Verilog.Expression {
    visit(net)
    guard connections.isInlined[net.index], case .once(let value, _) = drivers[net] else {
      return .signal(expressions.signalOfNet[net.index])
    }
    hoist(value, for: definition[net].name)
    return expressions.expression(value, as: definition[net].enumeration)
  }
}
