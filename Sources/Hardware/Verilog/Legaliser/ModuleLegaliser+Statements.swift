extension ModuleLegaliser {
  /// The statements in Verilog; whatever they need hoisted has been.
  func legalised(_ statements: [Netlist.Statement]) -> [Verilog.Statement] {
    statements.map { legalised($0) }
  }

  private func legalised(_ statement: Netlist.Statement) -> Verilog.Statement {
    switch statement {
    case .assign(let net, let value, let source):
      let expression = expressions.rightHandSide(value, as: definition[net].enumeration)
      return .assign(.signal(Verilog.SignalID(net.index)), expression, source: source)
    case .when(let branches, let otherwise, _):
      let branches = branches.map {
        Verilog.Branch(condition: expressions.expression($0.condition), body: legalised($0.body))
      }
      return .conditional(branches, otherwise: legalised(otherwise))
    case .match(let subject, let enumeration, let arms, _):
      let kept = arms.filter { !$0.body.isEmpty }
      let isComplete = enumeration.isComplete(kept.count)
      let arms = kept.map { arm in
        Verilog.Arm(
          labels: [.parameter(Verilog.Parameter(enumeration: enumeration, caseIndex: arm.caseIndex))],
          body: legalised(arm.body))
      }
      return .choice(expressions.address(subject), arms: arms, defaultBody: isComplete ? .none : .empty)
    case .choose(let subject, let choices, let otherwise, _): return legalised(subject, choices, otherwise)
    }
  }

  private func legalised(
    _ subject: Netlist.NodeID, _ choices: [Netlist.Choice], _ otherwise: [Netlist.Statement]
  ) -> Verilog.Statement {
    let node = definition[subject]
    let kept = Self.withIdleTogether(choices, otherwise)
    let arms = kept.map { choice in
      Verilog.Arm(
        labels: choice.values.flatMap { Verilog.Expression.labels(for: $0, width: node.width, node.isSigned) },
        body: legalised(choice.body))
    }
    let isComplete = kept.isComplete(width: node.width)
    let rest: Verilog.DefaultArm = isComplete ? .none : otherwise.isEmpty ? .empty : .body(legalised(otherwise))
    // A signed operator would become an unsigned one beside labels that are unsigned.
    let value = expressions.signal(of: subject).map { .signal($0) } ?? expressions.address(subject)
    return .choice(value, arms: arms, defaultBody: rest)
  }

  /// The choices, those that do nothing as one, and without it where it would say no more than the default.
  private static func withIdleTogether(
    _ choices: [Netlist.Choice], _ otherwise: [Netlist.Statement]
  ) -> [Netlist.Choice] {
    let busy = choices.filter { !$0.body.isEmpty }
    let idle = choices.filter(\.body.isEmpty).flatMap(\.values)
    guard !otherwise.isEmpty, !idle.isEmpty else { return busy }
    return busy + [Netlist.Choice(values: idle.sorted { $0.lowerBound < $1.lowerBound }, body: [])]
  }
}
