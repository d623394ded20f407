/// One thing that can be wrong with a definition.
protocol Check {
  /// What diagnostics give as their origin.
  static var name: String { get }
  /// Everything of this kind that is wrong with the definition.
  static func findings(in subject: CheckSubject) -> [Diagnostic]
}

extension Check {
  static func diagnostic(
    _ message: String, at location: SourceLocation?, in subject: CheckSubject,
    severity: Diagnostic.Severity = .error
  ) -> Diagnostic {
    Diagnostic(
      severity: severity, check: name, message: message, module: subject.definition.name, location: location)
  }
}
