import Hardware

/// The names of a flattened design: dots between instances, the top's own name left out.
struct Hierarchy {
  let program: Program
  let design: Netlist.Design

  init(_ program: Program, _ design: Netlist.Design) {
    self.program = program
    self.design = design
  }

  /// Where an instance keeps its values.
  func instance(_ place: DesignPaths.Place) -> Program.FlatInstance {
    place.instances.reduce(program.instances[0]) { program.instances[$0.children[$1]] }
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
