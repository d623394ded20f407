extension ModuleLegaliser {
  /// Declares the wires that the node's expression needs, the node's own included.
  ///
  /// - Parameters:
  ///   - target: what the wires' names begin with.
  ///   - role: what the name of the node's own wire ends in, where that is not a matter of its operation.
  mutating func hoist(_ root: Netlist.NodeID, for target: String, as role: String? = nil) {
    var stack = [(node: root, rest: definition[root].operation.operands[...])]
    var entered: Set<Int> = [root.index]
    while let last = stack.last {
      guard let operand = last.rest.first else {
        stack.removeLast()
        if plan[last.node], expressions.signal(of: last.node) == nil {
          declare(last.node, for: target, as: last.node == root ? role : useRole(of: last.node, in: stack.last?.node))
        }
        continue
      }
      stack[stack.count - 1].rest = last.rest.dropFirst()
      if needsVisit(operand), entered.insert(operand.index).inserted {
        stack.append((operand, definition[operand].operation.operands[...]))
      }
    }
  }

  private func needsVisit(_ node: Netlist.NodeID) -> Bool {
    expressions.signal(of: node) == nil
  }

  mutating func hoistOperands(of node: Netlist.NodeID, for target: String) {
    guard needsVisit(node) else { return }
    for operand in definition[node].operation.operands {
      hoist(operand, for: target, as: useRole(of: operand, in: node))
    }
  }

  /// Declares the wires that the statements need.
  mutating func hoistOperands(of statements: [Netlist.Statement]) {
    for statement in statements {
      switch statement {
      case .assign(let net, let value, _): hoist(value, for: definition[net].name, as: nextRole(of: net))
      case .when(let branches, let otherwise, _):
        let target = firstTarget(statement)
        for branch in branches {
          hoist(branch.condition, for: target)
          hoistOperands(of: branch.body)
        }
        hoistOperands(of: otherwise)
      case .match(let subject, _, let arms, _):
        hoist(subject, for: firstTarget(statement))
        for arm in arms { hoistOperands(of: arm.body) }
      case .choose(let subject, let choices, let otherwise, _):
        hoist(subject, for: firstTarget(statement))
        for choice in choices { hoistOperands(of: choice.body) }
        hoistOperands(of: otherwise)
      }
    }
  }

  private func firstTarget(_ statement: Netlist.Statement) -> String {
    var first: Netlist.NetID?
    statement.forEachTarget { first = first ?? $0 }
    return first.map { definition[$0].name } ?? "condition"
  }

  private mutating func declare(_ node: Netlist.NodeID, for target: String, as role: String?) {
    let value = definition[node]
    let signal = addSignal(
      Verilog.Signal(
        name: names.unique(wireName(node, for: target, as: role)), width: value.width, isSigned: value.isSigned,
        keyword: value.isSelect ? .reg : .wire, isPayload: payload?.nodes[node.index] ?? false))
    if value.isSelect {
      section.append(.declaration(signal, source: value.source))
      section.append(.combinational([choice(node, into: signal)]))
    } else {
      section.append(.wire(signal, expressions.definingExpression(node), source: value.source))
    }
    expressions.signalOfNode[node.index] = signal
  }

  /// The `case` statement of a `select`.
  func choice(_ node: Netlist.NodeID, into signal: Verilog.SignalID) -> Verilog.Statement {
    guard case .select(let index, let elements) = definition[node].operation else {
      preconditionFailure("no select")
    }
    let width = definition[index].width
    let enumeration = expressions.signals[signal.index].enumeration
    let arms = elements.enumerated().map { position, element in
      let value = expressions.expression(element, as: enumeration)
      return Verilog.Arm(
        labels: [.literal(Bits(.init(position), width: width), isSigned: false)],
        body: [.assign(.signal(signal), value, source: nil)])
    }
    let zero = expressions.zero(of: signal)
    return .choice(
      expressions.address(index), arms: arms, defaultBody: .body([.assign(.signal(signal), zero, source: nil)]))
  }
}
