import Hardware

/// Turns a design's hierarchy into one program: every instance gets its own storage, and a port shares the storage of
/// the net to which it is connected.
struct Flattener {
  private let design: Netlist.Design
  private let builder: ProgramBuilder
  private var lowered: [Lowered?]

  private struct Lowered {
    let definition: LoweredDefinition
    let isUsed: [Bool]
  }

  private struct Pending {
    let instance: Int
    let path: String
    let ports: [UInt32]
  }

  /// - Throws: `SimulationError` where combinational values depend on themselves.
  static func program(of design: Netlist.Design) throws -> Program {
    var flattener = Flattener(design)
    flattener.flatten()
    return try Scheduler.schedule(flattener.builder.program, of: design)
  }

  private init(_ design: Netlist.Design) {
    self.design = design
    builder = ProgramBuilder(domains: design.top.domains)
    lowered = Array(repeating: nil, count: design.definitions.count)
  }

  private mutating func flatten() {
    let top = design.definitions.count - 1
    let ports = design.top.ports.map { builder.allocate(width: design.top[$0].width) }
    builder.program.ports = ports + builder.program.resets
    builder.program.instances = [Program.FlatInstance(name: design.top.name, definition: top, nets: [])]
    var pending = [Pending(instance: 0, path: "", ports: ports.map(\.offset))]
    while let next = pending.popLast() {
      let compiled = compile(next)
      for instance in design.definitions[builder.program.instances[next.instance].definition].instances {
        let child = builder.program.instances.count
        builder.program.instances[next.instance].children.append(child)
        builder.program.instances.append(
          Program.FlatInstance(name: instance.name, definition: instance.definition, nets: []))
        pending.append(
          Pending(
            instance: child, path: next.path + instance.name + ".",
            ports: instance.connections.map { compiled[$0.index] }))
      }
    }
    builder.separateRegisters()
  }

  /// Compiles one instance's own logic; returns the offsets of its nets.
  private mutating func compile(_ pending: Pending) -> [UInt32] {
    let index = builder.program.instances[pending.instance].definition
    let definition = design.definitions[index]
    let lowered = lowered(index)
    var compiler = InstanceCompiler(
      definition, lowered.definition, isUsed: lowered.isUsed, path: pending.path, ports: pending.ports,
      builder: builder)
    compiler.compile()
    builder.program.instances[pending.instance].nets = compiler.nets.map(\.offset)
    builder.program.instances[pending.instance].memories = compiler.memories
    return builder.program.instances[pending.instance].nets
  }

  private mutating func lowered(_ index: Int) -> Lowered {
    if let known = lowered[index] { return known }
    let definition = LoweredDefinition(design.definitions[index])
    let new = Lowered(definition: definition, isUsed: definition.usedNodes(of: design.definitions[index]))
    lowered[index] = new
    return new
  }
}
