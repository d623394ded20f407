/// Everything that is wrong with a design, reported together.
public struct DesignError: Error, Sendable, CustomStringConvertible {
  /// The errors in the order of the source.
  public let diagnostics: [Diagnostic]

  /// An error with these findings; not empty.
  public init(diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// One line for each finding.
  public var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}
