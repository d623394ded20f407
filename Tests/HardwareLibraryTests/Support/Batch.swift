import Hardware

/// Many designs side by side in one, with nothing between them: each port is called `<design>_<port>`.
struct Batch {
  private(set) var design = Netlist.Design(definitions: [])
  private var top = Netlist.Definition(name: "batch")
  private var indices: [String: Int] = [:]

  init(_ designs: [Netlist.Design]) {
    for design in designs { add(design) }
    top.domains = Set(designs.flatMap(\.top.domains)).sorted()
    design.definitions.append(top)
  }

  /// What stands in front of the names of a block's ports.
  static func prefix(of block: any Module) -> String { "\(block.moduleName)_" }

  // A definition's name says what it is, so what the designs share is there once.
  private mutating func add(_ added: Netlist.Design) {
    var places: [Int] = []
    for definition in added.definitions {
      if let place = indices[definition.name] {
        places.append(place)
        continue
      }
      var definition = definition
      for index in definition.instances.indices {
        definition.instances[index].definition = places[definition.instances[index].definition]
      }
      indices[definition.name] = design.definitions.count
      places.append(design.definitions.count)
      design.definitions.append(definition)
    }
    addInstance(of: places[places.count - 1])
  }

  private mutating func addInstance(of index: Int) {
    let child = design.definitions[index]
    let connections = child.ports.map { export(child[$0], of: child.name) }
    top.instances.append(Netlist.Instance(name: "the_\(child.name)", definition: index, connections: connections))
  }

  /// A port of the batch, and the net that joins it to the port of the instance that is being added.
  private mutating func export(_ port: Netlist.Net, of name: String) -> Netlist.NetID {
    let instance = top.instances.count
    let isInput = port.direction == .input
    let outer = addNet(port, "\(name)_\(port.name)", isInput ? .outside : .statements)
    top[outer].direction = port.direction
    top.ports.append(outer)
    let inner = addNet(port, "the_\(name)_\(port.name)", isInput ? .statements : .instance(instance))
    if isInput { top[inner].feedsInstance = instance }
    let (target, value) = isInput ? (inner, outer) : (outer, inner)
    top.nodes.append(Netlist.Node(.net(value), width: port.width, isSigned: port.isSigned))
    top.statements.append(.assign(target, Netlist.NodeID(top.nodes.count - 1), source: nil))
    return inner
  }

  private mutating func addNet(_ port: Netlist.Net, _ name: String, _ driver: Netlist.Net.Driver) -> Netlist.NetID {
    top.nets.append(
      Netlist.Net(
        name: name, width: port.width, isSigned: port.isSigned, driver: driver, enumeration: port.enumeration))
    return Netlist.NetID(top.nets.count - 1)
  }
}
