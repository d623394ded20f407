/// How statements drive each wire of a definition, decided from the top-level statements that assign it.
struct Drivers {
  enum Driver {
    /// Not by statements.
    case none
    /// One value, always.
    case once(Netlist.NodeID, SourceLocation?)
    /// The top-level statements that have a say, in order; at most the first of them is an assignment.
    case conditional([Int])
  }

  private(set) var drivers: [Driver]

  init(_ definition: Netlist.Definition) {
    var statementsOfNet = [[Int]](repeating: [], count: definition.nets.count)
    for (index, statement) in definition.statements.enumerated() {
      statement.forEachTarget { net in
        guard definition[net].driver == .statements, statementsOfNet[net.index].last != index else { return }
        // A value that is always assigned makes everything before it idle.
        if case .assign = statement { statementsOfNet[net.index].removeAll() }
        statementsOfNet[net.index].append(index)
      }
    }
    drivers = statementsOfNet.map { indices in
      guard let first = indices.first else { return .none }
      if indices.count == 1, case .assign(_, let value, let source) = definition.statements[first] {
        return .once(value, source)
      }
      return .conditional(indices)
    }
  }

  subscript(net: Netlist.NetID) -> Driver { drivers[net.index] }
}

extension Netlist.Statement {
  /// Calls `body` with the target of every assignment in this statement.
  func forEachTarget(_ body: (Netlist.NetID) -> Void) {
    switch self {
    case .assign(let net, _, _): body(net)
    case .when(let branches, let otherwise, _):
      for branch in branches { branch.body.forEach { $0.forEachTarget(body) } }
      otherwise.forEach { $0.forEachTarget(body) }
    case .match(_, _, let arms, _):
      for arm in arms { arm.body.forEach { $0.forEachTarget(body) } }
    case .choose(_, let choices, let otherwise, _):
      for choice in choices { choice.body.forEach { $0.forEachTarget(body) } }
      otherwise.forEach { $0.forEachTarget(body) }
    }
  }
}
