/// Nets that statements should drive and none does.
enum UndrivenCheck: Check {
  static let name = "undriven"

  static func findings(in subject: CheckSubject) -> [Diagnostic] {
    subject.definition.nets.indices.compactMap { index in
      let id = Netlist.NetID(index)
      guard subject.firstAssignments[index] == nil else { return nil }
      let what = subject.describe(id)
      let name = subject.definition[id].name
      switch subject.definition[id].driver {
      case .statements:
        return diagnostic(
          "nothing assigns \(what): give it a value with '<=='", at: subject.definition[id].source, in: subject)
      case .register(_, nil):
        return diagnostic(
          "nothing assigns \(what), and it has no reset value: give it a value with '<=='",
          at: subject.definition[id].source, in: subject)
      case .register(_, _?):
        return diagnostic(
          "nothing assigns \(what) but its reset: make '\(name)' a constant",
          at: subject.definition[id].source, in: subject, severity: .warning)
      case .outside, .instance, .memory: return nil
      }
    }
  }
}
