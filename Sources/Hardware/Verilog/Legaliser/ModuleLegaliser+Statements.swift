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
      let isComplete = kept.count == 1 << enumeration.width
      let arms = kept.map { arm in
        Verilog.Arm(
          label: .parameter(Verilog.Parameter(enumeration: enumeration, caseIndex: arm.caseIndex)),
          body: legalised(arm.body))
      }
      return .choice(expressions.address(subject), arms: arms, defaultBody: isComplete ? .none : .empty)
    }
  }
}
