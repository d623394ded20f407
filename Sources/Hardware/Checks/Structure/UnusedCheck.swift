/// Signals that nothing reads.
///
/// A name that contains `unused` says that this is meant.
enum UnusedCheck: Check {
  static let name = "unused"

  static func findings(in subject: CheckSubject) -> [Diagnostic] {
    let definition = subject.definition
    let nets = definition.nets.indices.compactMap { index -> Diagnostic? in
      let id = Netlist.NetID(index)
      guard subject.reads[index] == 0, isExpectedToBeRead(definition[id]) else { return nil }
      return warning(subject.describe(id), definition[id].name, definition[id].source, subject)
    }
    let memories = definition.memories.filter { $0.readPorts.isEmpty && !$0.name.contains("unused") }
    return nets + memories.map { warning("the memory '\($0.name)'", $0.name, $0.source, subject) }
  }

  private static func isExpectedToBeRead(_ net: Netlist.Net) -> Bool {
    if net.direction == .output || net.feedsInstance != nil || net.name.contains("unused") { return false }
    if case .instance = net.driver { return false }
    return true
  }

  private static func warning(
    _ what: String, _ name: String, _ source: SourceLocation?, _ subject: CheckSubject
  ) -> Diagnostic {
    diagnostic(
      "nothing reads \(what): remove it, or end its name in '_unused'", at: source, in: subject,
      severity: .warning)
  }
}
