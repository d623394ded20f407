import Hardware

/// The names of a flattened design: dots between instances, the top's own name left out.
struct Hierarchy {
  let program: Program
  let design: Netlist.Design

  init(_ program: Program, _ design: Netlist.Design) {
    self.program = program
    self.design = design
  }

  struct FoundNet {
    let net: Netlist.Net
    let slot: Slot
  }

  /// The net of a hierarchical name, for example `pe_0.mac.sum`.
  ///
  /// - Throws: `SimulationError` that names the part of the path that is not there.
  func net(_ path: String) throws -> FoundNet {
    var parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let name = parts.removeLast()
    var instance = program.instances[0]
    for part in parts {
      guard let child = instance.children.first(where: { program.instances[$0].name == part }) else {
        throw SimulationError("no net '\(path)': '\(definition(of: instance).name)' has no instance '\(part)'")
      }
      instance = program.instances[child]
    }
    let definition = definition(of: instance)
    guard let index = definition.nets.firstIndex(where: { $0.name == name }) else {
      throw SimulationError("no net '\(path)': '\(definition.name)' has no net '\(name)'")
    }
    let net = definition.nets[index]
    return FoundNet(net: net, slot: Slot(offset: instance.nets[index], width: net.width))
  }

  func definition(of instance: Program.FlatInstance) -> Netlist.Definition {
    design.definitions[instance.definition]
  }

  /// The net in the storage at an offset that is highest in the hierarchy.
  func name(ofOffset offset: UInt32) -> String? {
    var level = [(path: "", instance: 0)]
    while !level.isEmpty {
      var next: [(path: String, instance: Int)] = []
      for (path, index) in level {
        let instance = program.instances[index]
        if let net = instance.nets.firstIndex(of: offset) { return path + definition(of: instance).nets[net].name }
        next += instance.children.map { (path + program.instances[$0].name + ".", $0) }
      }
      level = next
    }
    return nil
  }
}
