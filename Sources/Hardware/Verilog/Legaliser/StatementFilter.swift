/// Cuts a statement tree down to the assignments of some nets.
struct StatementFilter {
  var builder: NodeBuilder
  private let keeps: (Netlist.NetID) -> Bool

  init(_ builder: NodeBuilder, keeping keeps: @escaping (Netlist.NetID) -> Bool) {
    self.builder = builder
    self.keeps = keeps
  }

  mutating func filter(_ statements: [Netlist.Statement]) -> [Netlist.Statement] {
    statements.compactMap { filter($0) }
  }

  private mutating func filter(_ statement: Netlist.Statement) -> Netlist.Statement? {
    switch statement {
    case .assign(let net, _, _):
      return keeps(net) ? statement : nil
    case .when(let branches, let otherwise, let source):
      return filter(branches, otherwise: otherwise, source: source)
    case .match(let subject, let enumeration, let arms, let source):
      let kept = arms.map { Netlist.Arm(caseIndex: $0.caseIndex, body: filter($0.body)) }
      if kept.allSatisfy(\.body.isEmpty) { return nil }
      return .match(subject, enumeration, arms: kept, source: source)
    }
  }

  private mutating func filter(
    _ branches: [Netlist.Branch], otherwise: [Netlist.Statement], source: SourceLocation?
  ) -> Netlist.Statement? {
    var kept: [Netlist.Branch] = []
    var excluded: Netlist.NodeID?
    for branch in branches {
      let body = filter(branch.body)
      if body.isEmpty {
        excluded = excluded.map { builder.binary(.or, $0, branch.condition, isSigned: false) } ?? branch.condition
        continue
      }
      kept.append(Netlist.Branch(condition: condition(branch.condition, unless: excluded), body: body))
      excluded = nil
    }
    let rest = filter(otherwise)
    if let excluded, !rest.isEmpty {
      // An `else` after a branch that does nothing is a branch of its own.
      kept.append(Netlist.Branch(condition: builder.not(excluded, isSigned: false), body: rest))
      return .when(kept, otherwise: [], source: source)
    }
    return kept.isEmpty ? nil : .when(kept, otherwise: rest, source: source)
  }

  private mutating func condition(
    _ condition: Netlist.NodeID, unless excluded: Netlist.NodeID?
  ) -> Netlist.NodeID {
    guard let excluded else { return condition }
    return builder.binary(.and, builder.not(excluded, isSigned: false), condition, isSigned: false)
  }
}
