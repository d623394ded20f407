/// What a parent has to know of a printed module: its name, its ports, its parameter.
struct PrintedModule {
  struct Port {
    var name: String
    var direction: Netlist.Net.Direction
    /// The ports of the definition that it is made of, the most significant first.
    var members: [Int]
  }

  var name: String
  var ports: [Port]
  /// The width of the payload, for a module that is printed for all of them.
  var width: Int?

  /// A definition printed as it is.
  init(_ definition: Netlist.Definition) {
    name = definition.name
    ports = definition.ports.enumerated().map { place, port in
      Port(name: definition[port].name, direction: definition[port].direction ?? .input, members: [place])
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
