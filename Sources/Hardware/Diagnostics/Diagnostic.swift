/// One finding of elaboration or of a check.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  /// An error stops a design; a warning does not.
  public enum Severity: String, Sendable { case error, warning }

  /// How bad it is.
  public let severity: Severity
  /// What found it, in lower case, for example `latch` or `width`.
  public let check: String
  /// What is wrong and what would be right, in one sentence.
  public let message: String
  /// The definition in which it was found, as named in Verilog.
  public let module: String
  /// The user's source line, where one is known.
  public let location: SourceLocation?

  /// A finding.
  ///
  /// - Parameters:
  ///   - severity: how bad it is.
  ///   - check: what found it, in lower case.
  ///   - message: one sentence without a full stop.
  ///   - module: the definition, as named in Verilog.
  ///   - location: the user's source line, where one is known.
  public init(
    severity: Severity = .error, check: String, message: String, module: String, location: SourceLocation?
  ) {
    self.severity = severity
    self.check = check
    self.message = message
    self.module = module
    self.location = location
  }

  /// `Sources file:line: error: message [check, in module]`.
  public var description: String {
    let place = location.map { "\($0): " } ?? ""
    return "\(place)\(severity.rawValue): \(message) [\(check), in \(module)]"
  }
}
