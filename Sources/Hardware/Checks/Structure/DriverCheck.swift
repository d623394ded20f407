/// Assignments to nets that something else drives, and assignments that a later one makes idle.
enum DriverCheck: Check {
  static let name = "drivers"

  static func findings(in subject: CheckSubject) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    subject.definition.forEachAssignment { net, source in
      let what = subject.describe(net)
      switch subject.definition[net].driver {
      case .statements, .register: return
      case .outside:
        findings.append(
          diagnostic("\(what) cannot be assigned: the parent drives it", at: source, in: subject))
      case .instance:
        findings.append(
          diagnostic("\(what) cannot be assigned: the instance drives it", at: source, in: subject))
      case .memory:
        findings.append(
          diagnostic("\(what) cannot be assigned: the memory drives it", at: source, in: subject))
      }
    }
    _ = idleAssignments(subject.definition.statements, subject, &findings)
    return findings
  }

  /// Reports every assignment after which earlier ones of the same list have no effect.
  ///
  /// - Returns: the nets that the list assigns, each with the line of its last assignment.
  private static func idleAssignments(
    _ statements: [Netlist.Statement], _ subject: CheckSubject, _ findings: inout [Diagnostic]
  ) -> [Netlist.NetID: SourceLocation?] {
    var assigned: [Netlist.NetID: SourceLocation?] = [:]
    for statement in statements {
      switch statement {
      case .assign(let net, _, let source):
        if let earlier = assigned[net] {
          let place = earlier.map { " at \($0.short)" } ?? ""
          findings.append(
            diagnostic(
              "this assignment of \(subject.describe(net)) leaves the earlier one\(place) without effect: "
                + "put the unconditional assignment first, or remove one of them",
              at: source, in: subject))
        }
        assigned.updateValue(source, forKey: net)
      case .when(let branches, let otherwise, _):
        for branch in branches {
          assigned.merge(idleAssignments(branch.body, subject, &findings)) { $1 }
        }
        assigned.merge(idleAssignments(otherwise, subject, &findings)) { $1 }
      case .match(_, _, let arms, _):
        for arm in arms { assigned.merge(idleAssignments(arm.body, subject, &findings)) { $1 } }
      case .choose(_, let choices, let otherwise, _):
        for choice in choices { assigned.merge(idleAssignments(choice.body, subject, &findings)) { $1 } }
        assigned.merge(idleAssignments(otherwise, subject, &findings)) { $1 }
      }
    }
    return assigned
  }
}
