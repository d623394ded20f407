/// A definition with what several checks need to know of it.
struct CheckSubject {
  let design: Netlist.Design
  let definition: Netlist.Definition
  let graph: CombinationalGraph
  let components: StronglyConnectedComponents
  /// How often the value of each net is read, by what has an effect or by assertions.
  let reads: [Int]
  /// The line of the first assignment of each net; nil for a net that nothing assigns.
  let firstAssignments: [Assignment?]

  struct Assignment {
    var source: SourceLocation?
  }

  /// - Parameter dependencies: those of all definitions before this one.
  init(definition index: Int, of design: Netlist.Design, dependencies: [PortDependencies]) {
    self.design = design
    definition = design.definitions[index]
    graph = CombinationalGraph(definition, dependencies: dependencies, design: design)
    components = StronglyConnectedComponents(graph.graph)
    reads = definition.netReads()
    var first = [Assignment?](repeating: nil, count: definition.nets.count)
    definition.forEachAssignment { net, source in
      if first[net.index] == nil { first[net.index] = Assignment(source: source) }
    }
    firstAssignments = first
  }

  /// The line to show for a net: its first assignment, else its declaration.
  func location(_ net: Netlist.NetID) -> SourceLocation? {
    firstAssignments[net.index]?.source ?? definition[net].source
  }

  /// The net as a reader knows it, for example `the input 'enable' of the instance 'unit'`.
  func describe(_ net: Netlist.NetID) -> String { definition.describe(net, in: design) }
}

extension Netlist.Definition {
  func describe(_ id: Netlist.NetID, in design: Netlist.Design) -> String {
    let net = self[id]
    if let instance = net.feedsInstance { return describePort(id, of: instance, in: design) }
    switch (net.direction, net.driver) {
    case (.input, _): return "the input '\(net.name)'"
    case (.output, _): return "the output '\(net.name)'"
    case (nil, .register): return "the register '\(net.name)'"
    case (nil, .instance(let instance)): return describePort(id, of: instance, in: design)
    case (nil, .memory(let memory, _)):
      return "the word '\(net.name)' read from the memory '\(memories[memory].name)'"
    case (nil, .statements), (nil, .outside): return "the wire '\(net.name)'"
    }
  }

  private func describePort(_ id: Netlist.NetID, of index: Int, in design: Netlist.Design) -> String {
    let instance = instances[index]
    let child = design.definitions[instance.definition]
    guard let position = instance.connections.firstIndex(of: id) else { return "the wire '\(self[id].name)'" }
    let port = child[child.ports[position]]
    return "the \(port.direction == .input ? "input" : "output") '\(port.name)' of the instance '\(instance.name)'"
  }

  func forEachAssignment(_ body: (Netlist.NetID, SourceLocation?) -> Void) {
    Self.forEachAssignment(in: statements, body)
  }

  private static func forEachAssignment(
    in statements: [Netlist.Statement], _ body: (Netlist.NetID, SourceLocation?) -> Void
  ) {
    for statement in statements {
      switch statement {
      case .assign(let net, _, let source): body(net, source)
      case .when(let branches, let otherwise, _):
        for branch in branches { forEachAssignment(in: branch.body, body) }
        forEachAssignment(in: otherwise, body)
      case .match(_, _, let arms, _):
        for arm in arms { forEachAssignment(in: arm.body, body) }
      case .choose(_, let choices, let otherwise, _):
        for choice in choices { forEachAssignment(in: choice.body, body) }
        forEachAssignment(in: otherwise, body)
      }
    }
  }

  /// How often each net is read, directly or inside an expression that is used.
  fileprivate func netReads() -> [Int] {
    var uses = [Int](repeating: 0, count: nodes.count)
    forEachRoot { uses[$0.index] += 1 }
    var reads = [Int](repeating: 0, count: nets.count)
    for index in nodes.indices.reversed() where uses[index] > 0 {
      if case .net(let net) = nodes[index].operation { reads[net.index] += uses[index] }
      for operand in nodes[index].operation.operands { uses[operand.index] += 1 }
    }
    return reads
  }
}
