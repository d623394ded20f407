/// Registers and memory ports that follow what another clock drives.
///
/// A single bit may cross from a register into the first of two registers in a row, the synchroniser. A memory may be
/// written by one clock and read into a register by another: its user has to see to it that the word stands still.
enum ClockCrossingCheck {
  static let name = "crossing"

  static func findings(in design: Netlist.Design) -> [Diagnostic] {
    let table = DomainTable(design)
    guard table.domains.count > 1 else { return [] }
    var findings: [Diagnostic] = []
    var dependencies: [PortDependencies] = []
    var summaries: [DomainSummary] = []
    for index in design.definitions.indices {
      let subject = CheckSubject(definition: index, of: design, dependencies: dependencies)
      var analysis = CrossingAnalysis(subject, table, summaries)
      findings += analysis.run()
      summaries.append(analysis.summary())
      dependencies.append(
        PortDependencies(subject.definition, subject.graph, order: subject.components.order))
    }
    return findings
  }
}
