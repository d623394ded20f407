// Combinational logic, in the order of the source as far as a wire can be declared before it is read.
extension ModuleLegaliser {
  mutating func writeWires(formal isFormal: Bool) {
    for statement in definition.statements {
      statement.forEachTarget { net in
        guard definition[net].driver == .statements, definition[net].feedsInstance == nil, formal[net] == isFormal
        else { return }
        visit(net)
      }
    }
    for memory in definition.memories {
      for port in memory.readPorts where port.latency == .combinational { visit(port.data) }
    }
  }

  /// Writes the wire after all those that it reads.
  mutating func visit(_ net: Netlist.NetID) {
    guard !visited[net.index] else { return }
    var stack = [enter(net.index)]
    while let last = stack.last {
      guard let successor = last.rest.first else {
        stack.removeLast()
        leave(last.vertex)
        continue
      }
      stack[stack.count - 1].rest = last.rest.dropFirst()
      if !visited[successor] { stack.append(enter(successor)) }
    }
  }

  /// Marks a vertex, and with a wire all that are assigned in the same block.
  private mutating func enter(_ vertex: Int) -> (vertex: Int, rest: ArraySlice<Int>) {
    visited[vertex] = true
    guard let net = graph.net(vertex) else { return (vertex, graph.graph.successors(vertex)) }
    // What an instance drives is declared beforehand, whatever it follows.
    if case .instance = definition[net].driver { return (vertex, []) }
    let group = groups.groupOfNet[vertex]
    guard group >= 0 else { return (vertex, graph.graph.successors(vertex)) }
    var successors: [Int] = []
    for member in groups.groups[group].nets {
      visited[member.index] = true
      successors += graph.graph.successors(member.index)
    }
    return (vertex, successors[...])
  }

  private mutating func leave(_ vertex: Int) {
    guard let net = graph.net(vertex) else { return }
    switch definition[net].driver {
    case .outside, .register, .instance: break
    case .memory(let memory, let port): writeRead(net, memory: memory, port: port)
    case .statements:
      if groups.groupOfNet[vertex] >= 0 {
        writeGroup(groups.groupOfNet[vertex])
      } else if case .once(let value, let source) = drivers[net] {
        writeOnce(net, value, source)
      }
    }
  }

  private mutating func writeOnce(_ net: Netlist.NetID, _ value: Netlist.NodeID, _ source: SourceLocation?) {
    guard !connections.isInlined[net.index], !connections.isAliased[net.index] else { return }
    let signal = Verilog.SignalID(net.index)
    let isPort = definition[net].direction != nil
    let name = definition[net].name
    hoistOperands(of: value, for: name)
    if isOwnSelect(value) {
      if !isPort { section.append(.declaration(signal, source: source)) }
      section.append(.combinational([choice(value, into: signal)]))
      return
    }
    if plan[value], expressions.signal(of: value) == nil, !definition[value].isSelect {
      // The wire shows what others read too: no need for a second one.
      append(signal, expressions.definingExpression(value), isPort: isPort, source: source)
      expressions.signalOfNode[value.index] = signal
      return
    }
    hoist(value, for: name)
    let expression = expressions.rightHandSide(value, as: definition[net].enumeration)
    append(signal, expression, isPort: isPort, source: source)
  }

  private mutating func append(
    _ signal: Verilog.SignalID, _ expression: Verilog.Expression, isPort: Bool, source: SourceLocation?
  ) {
    // Icarus takes no attribute of a declaration with a value.
    let isDeclared = !isPort && !expressions.signals[signal.index].attributes.isEmpty
    if isDeclared { section.append(.declaration(signal, source: source)) }
    section.append(
      isPort || isDeclared
        ? .assign(.signal(signal), expression, source: source) : .wire(signal, expression, source: source))
  }

  private mutating func writeGroup(_ group: Int) {
    let statements = blocks.combinational[group]
    hoistOperands(of: statements)
    var body: [Verilog.Statement] = []
    let defaults = groups.groups[group].nets.filter { !statements.alwaysAssign($0, in: definition) }
    for net in defaults {
      let signal = Verilog.SignalID(net.index)
      body.append(.assign(.signal(signal), expressions.zero(of: signal), source: nil))
    }
    section.append(.combinational(body + legalised(statements)))
  }

  private mutating func writeRead(_ net: Netlist.NetID, memory: Int, port: Int) {
    let read = definition.memories[memory].readPorts[port]
    guard read.latency == .combinational else { return }
    hoist(read.address, for: definition[net].name, as: "address")
    let word = Verilog.Expression.word(
      Verilog.MemoryID(memory), address: expressions.address(read.address))
    append(
      Verilog.SignalID(net.index), word, isPort: definition[net].direction != nil, source: read.source)
  }
}

extension Netlist.Node {
  var isSelect: Bool {
    if case .select = operation { true } else { false }
  }
}

extension [Netlist.Statement] {
  /// Whether a net gets a value whatever the conditions and encodings are.
  func alwaysAssign(_ net: Netlist.NetID, in definition: Netlist.Definition) -> Bool {
    contains { statement in
      switch statement {
      case .assign(let target, _, _): target == net
      case .when(let branches, let otherwise, _):
        otherwise.alwaysAssign(net, in: definition)
          && branches.allSatisfy { $0.body.alwaysAssign(net, in: definition) }
      case .match(_, let enumeration, let arms, _):
        enumeration.isComplete(arms.count) && arms.allSatisfy { $0.body.alwaysAssign(net, in: definition) }
      case .choose(let subject, let choices, let otherwise, _):
        choices.allSatisfy { $0.body.alwaysAssign(net, in: definition) }
          && (choices.isComplete(width: definition[subject].width) || otherwise.alwaysAssign(net, in: definition))
      }
    }
  }
}
