/// What is looked at in every design before anything is made of it.
public enum Checks {
  private static var all: [any Check.Type] {
    [
      NameCheck.self, DriverCheck.self, UndrivenCheck.self, LatchCheck.self, LoopCheck.self, UnusedCheck.self,
      IdleCheck.self, AttributeCheck.self,
    ]
  }

  /// Of a foreign module there is only what its declaration says.
  private static var foreign: [any Check.Type] { [NameCheck.self, ForeignModelCheck.self] }

  /// All findings about a design, errors and warnings, in the order of the source.
  ///
  /// A netlist that contradicts itself (an operand of the wrong width, say) is a defect of whatever made it; then only
  /// that is reported, since nothing else can be relied upon.
  public static func run(_ design: Netlist.Design) -> [Diagnostic] {
    let defects = design.definitions.indices.flatMap { WellFormedCheck.defects(inDefinition: $0, of: design) }
    guard defects.isEmpty else { return defects }
    var findings = NameCheck.duplicateDefinitions(in: design) + ForeignNameCheck.findings(in: design)
    var dependencies: [PortDependencies] = []
    for index in design.definitions.indices {
      let subject = CheckSubject(definition: index, of: design, dependencies: dependencies)
      for check in subject.definition.foreign == nil ? all : foreign { findings += check.findings(in: subject) }
      dependencies.append(
        PortDependencies(subject.definition, subject.graph, order: subject.components.order))
    }
    findings += ClockCrossingCheck.findings(in: design)
    return findings.sorted(by: Diagnostic.inSourceOrder)
  }
}
