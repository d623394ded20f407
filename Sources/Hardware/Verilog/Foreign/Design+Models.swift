extension Netlist.Design {
  /// The design with the models of its foreign modules in their place: what can be simulated without any Verilog.
  ///
  /// - Throws: `DesignError` that names the foreign modules without a model.
  public func withModels() throws -> Netlist.Design {
    try DesignError.refuse(foreignModules.filter { $0.foreign?.model == nil }) {
      "'\($0)' cannot be interpreted: give its behaviour in 'model'"
    }
    var merge = ModelMerge(self)
    for definition in definitions { try merge.add(definition) }
    return Netlist.Design(definitions: merge.definitions)
  }
}

/// The definitions of a design, those of models among them.
private struct ModelMerge {
  private(set) var definitions: [Netlist.Definition] = []
  /// By definition of the design: what stands in its place, and for each of that one's ports the place of the one that
  /// it replaces.
  private var replacements: [(definition: Int, ports: [Int])] = []
  private var names = NameTable()

  init(_ design: Netlist.Design) {
    for definition in design.definitions { names.reserve(definition.name) }
  }

  mutating func add(_ definition: Netlist.Definition) throws {
    if let foreign = definition.foreign, let model = try foreign.model?.withModels() {
      return add(model, for: foreign)
    }
    var definition = definition
    for (index, instance) in definition.instances.enumerated() {
      let replacement = replacements[instance.definition]
      definition.instances[index].definition = replacement.definition
      definition.instances[index].connections = replacement.ports.map { instance.connections[$0] }
    }
    append(definition, ports: Array(definition.ports.indices))
  }

  private mutating func append(_ definition: Netlist.Definition, ports: [Int]) {
    definitions.append(definition)
    replacements.append((definitions.count - 1, ports))
  }

  private mutating func add(_ model: Netlist.Design, for foreign: Netlist.Foreign) {
    let base = definitions.count
    for var definition in model.definitions {
      definition.name = names.unique(definition.name)
      for index in definition.instances.indices { definition.instances[index].definition += base }
      definitions.append(definition)
    }
    let ports = model.top.ports.map { port in
      guard let place = foreign.modelPorts.firstIndex(of: model.top[port].name) else {
        preconditionFailure("the model '\(model.top.name)' has other ports than the module that it stands for")
      }
      return place
    }
    replacements.append((definitions.count - 1, ports))
  }
}
