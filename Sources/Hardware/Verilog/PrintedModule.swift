/// What a parent has to know of a printed module: its name, its ports, its parameter.
struct PrintedModule {
  struct Port {
    var name: String
    var direction: Netlist.Net.Direction
    /// The ports of the definition that it is made of, the most significant first.
    var members: [Int]
    /// What its bits are, where they are members of a structure.
    var structure: Verilog.Structure?
  }

  var name: String
  var ports: [Port]
  /// The width of the payload, for a module that is printed for all of them.
  var width: Int?

  /// A module that others print.
  init(foreign definition: Netlist.Definition) {
    name = definition.name
    ports = definition.ports.enumerated().map { place, port in
      Port(name: definition[port].name, direction: definition[port].direction ?? .input, members: [place])
    }
  }

  /// A definition printed for its own widths.
  init(_ definition: Netlist.Definition, _ result: Vectoriser.Result) {
    name = definition.name
    var places: [Int: Int] = [:]
    for (place, port) in definition.ports.enumerated() { places[port.index] = place }
    // Clocks and resets are connected by name.
    ports = zip(result.ports, result.module.ports).compactMap { port, printed in
      let members = port.signals.compactMap { places[$0.index] }
      let structure = result.module[printed.signal].structure
      return members.isEmpty
        ? nil : Port(name: port.name, direction: port.direction, members: members, structure: structure)
    }
  }

  init(_ form: PayloadForm, name: String) {
    self.name = name
    ports = zip(form.definition.ports, form.members).map { port, members in
      let net = form.definition[port]
      return Port(name: net.name, direction: net.direction ?? .input, members: members)
    }
    width = form.ownWidth
  }
}
