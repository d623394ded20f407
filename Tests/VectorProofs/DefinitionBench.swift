import Hardware

extension Netlist.Design {
  /// One definition with what it needs, as the only instance `unit` of a top that has its leaves for ports.
  ///
  /// So it is printed as it is in the whole design: inside another module, its structures and arrays as vectors.
  func bench(of index: Int) -> Netlist.Design {
    let kept = needed(by: index)
    var definitions = kept.map { self.definitions[$0] }
    for place in definitions.indices {
      for instance in definitions[place].instances.indices {
        let child = definitions[place].instances[instance].definition
        definitions[place].instances[instance].definition = kept.firstIndex(of: child)!
      }
    }
    return Netlist.Design(definitions: definitions + [Self.top(around: definitions.last!, at: definitions.count - 1)])
  }

  /// The definition and all those that it instantiates, children first.
  private func needed(by index: Int) -> [Int] {
    var found: Set<Int> = [index]
    var pending = [index]
    while let next = pending.popLast() {
      for instance in definitions[next].instances where found.insert(instance.definition).inserted {
        pending.append(instance.definition)
      }
    }
    return found.sorted()
  }

  private static func top(around unit: Netlist.Definition, at index: Int) -> Netlist.Definition {
    var top = Netlist.Definition(name: "bench", domains: unit.domains)
    var connections: [Netlist.NetID] = []
    for port in unit.ports.map({ unit[$0] }) {
      var outer = port
      outer.attributes = []
      let isInput = port.direction == .input
      outer.driver = isInput ? .outside : .instance(0)
      top.nets.append(outer)
      let id = Netlist.NetID(top.nets.count - 1)
      top.ports.append(id)
      guard isInput else {
        connections.append(id)
        continue
      }
      top.nodes.append(Netlist.Node(.net(id), width: port.width, isSigned: port.isSigned))
      outer.name = "unit_\(port.name)"
      (outer.direction, outer.driver, outer.feedsInstance) = (nil, .statements, 0)
      top.nets.append(outer)
      connections.append(Netlist.NetID(top.nets.count - 1))
      top.statements.append(.assign(connections.last!, Netlist.NodeID(top.nodes.count - 1), source: nil))
    }
    top.instances = [Netlist.Instance(name: "unit", definition: index, connections: connections)]
    return top
  }
}
