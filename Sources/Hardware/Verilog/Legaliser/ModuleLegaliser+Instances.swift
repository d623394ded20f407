extension ModuleLegaliser {
  /// The instances, each after the wires that only it reads.
  mutating func writeInstances() {
    for instance in definition.instances {
      let child = design.definitions[instance.definition]
      let printed = children[instance.definition]
      var connections = child.foreign.map(clockPorts) ?? clockPorts(child.domains)
      for port in printed.ports {
        let parts = port.members.map { connection(instance.connections[$0]) }
        let value = parts.count == 1 ? parts[0] : .concatenation(parts)
        connections.append(
          Verilog.Connection(port: port.name, direction: port.direction, value: value, structure: port.structure))
      }
      section.append(
        .instance(
          Verilog.Instance(
            name: instance.name, module: printed.name, width: printed.width,
            parameters: child.foreign?.parameters ?? [], connections: connections,
            attributes: instance.attributes, source: instance.source)))
    }
    closeSection()
  }

  /// The clocks and resets of a module of the design, which are connected by name.
  private func clockPorts(_ domains: [ClockDomain]) -> [Verilog.Connection] {
    domains.flatMap { domain in
      [
        clocks[domain].map { Verilog.Connection(port: clocking.clockName(of: domain), direction: .input, value: .signal($0)) },
        resets[domain].map { Verilog.Connection(port: clocking.resetName(of: domain), direction: .input, value: .signal($0)) },
      ].compactMap { $0 }
    }
  }

  /// Those of a foreign module, under its own names.
  private func clockPorts(_ foreign: Netlist.Foreign) -> [Verilog.Connection] {
    let clocked = foreign.clocks.compactMap { clock in
      clocks[clock.domain].map { Verilog.Connection(port: clock.port, direction: .input, value: .signal($0)) }
    }
    let resetPorts = foreign.resets.compactMap { reset in
      resets[reset.domain].map { signal -> Verilog.Connection in
        let value = Verilog.Expression.signal(signal)
        return Verilog.Connection(
          port: reset.port, direction: .input, value: reset.isActiveLow != (clocking.resetLevel == .low) ? .unary(.not, value) : value)
      }
    }
    return clocked + resetPorts
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
