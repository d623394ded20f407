/// Wires that some path through the statements leaves without a value.
enum LatchCheck: Check {
  static let name = "latch"

  static func findings(in subject: CheckSubject) -> [Diagnostic] {
    let definition = subject.definition
    let always = Set(alwaysAssigned(definition.statements, definition))
    return definition.nets.indices.compactMap { index in
      let id = Netlist.NetID(index)
      guard definition[id].driver == .statements, subject.firstAssignments[index] != nil, !always.contains(id)
      else { return nil }
      return diagnostic(
        "\(subject.describe(id)) is not assigned on every path, which would make it a latch: "
          + "assign a default before the conditions",
        at: subject.location(id), in: subject)
    }
  }

  /// The nets that get a value whichever way the conditions turn out.
  private static func alwaysAssigned(
    _ statements: [Netlist.Statement], _ definition: Netlist.Definition
  ) -> [Netlist.NetID] {
    statements.flatMap { statement -> [Netlist.NetID] in
      switch statement {
      case .assign(let net, _, _): return [net]
      case .when(let branches, let otherwise, _): return inAll(branches.map(\.body) + [otherwise], definition)
      case .match(_, _, let arms, _): return inAll(arms.map(\.body), definition)
      case .choose(let subject, let choices, let otherwise, _):
        let isComplete = choices.isComplete(width: definition[subject].width)
        return inAll(choices.map(\.body) + (isComplete ? [] : [otherwise]), definition)
      }
    }
  }

  private static func inAll(
    _ bodies: [[Netlist.Statement]], _ definition: Netlist.Definition
  ) -> [Netlist.NetID] {
    var counts: [Netlist.NetID: Int] = [:]
    for body in bodies {
      for net in Set(alwaysAssigned(body, definition)) { counts[net, default: 0] += 1 }
    }
    return counts.filter { $0.value == bodies.count }.map(\.key)
  }
}
