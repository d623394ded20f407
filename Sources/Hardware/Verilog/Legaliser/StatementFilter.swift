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
    case .choose(let subject, let choices, let otherwise, let source):
      let kept = choices.map { Netlist.Choice(values: $0.values, body: filter($0.body)) }
      let rest = filter(otherwise)
      if kept.allSatisfy(\.body.isEmpty) && rest.isEmpty { return nil }
      return .choose(subject, kept, otherwise: rest, source: source)
    }
  }

  private mutating func filter(
    _ branches: [Netlist.Branch], otherwise: [Netlist.Statement], source: SourceLocation?
  ) -> Netlist.Statement? {
    var kept = branches.map { Netlist.Branch(condition: $0.condition, body: filter($0.body)) }
    let rest = filter(otherwise)
    while rest.isEmpty, let last = kept.last, last.body.isEmpty { kept.removeLast() }
    let idle = kept.prefix { $0.body.isEmpty }
    let busy = Array(kept.dropFirst(idle.count))
    guard let first = idle.first else { return kept.isEmpty ? nil : .when(kept, otherwise: rest, source: source) }

    // What begins with branches that do nothing becomes a condition. Such branches in the middle stay as they are:
    // conditions that exclude them would grow with each.
    let excluded = idle.dropFirst().reduce(first.condition) {
      builder.binary(.or, $0, $1.condition, isSigned: false)
    }
    let remains = builder.not(excluded, isSigned: false)
    if busy.isEmpty {
      return .when([Netlist.Branch(condition: remains, body: rest)], otherwise: [], source: source)
    }
    if busy.count == 1, rest.isEmpty {
      let condition = builder.binary(.and, remains, busy[0].condition, isSigned: false)
      return .when([Netlist.Branch(condition: condition, body: busy[0].body)], otherwise: [], source: source)
    }
    let inner = Netlist.Statement.when(busy, otherwise: rest, source: source)
    return .when([Netlist.Branch(condition: remains, body: [inner])], otherwise: [], source: source)
  }
}
