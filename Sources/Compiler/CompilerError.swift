import TextFiles

/// Why a network does not run on an architecture: every reason, each with the operator that it is about.
public struct CompilerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One line for each reason, without a full stop.
  public let problems: [String]

  /// An error for all of these reasons.
  public init(problems: [String]) { self.problems = problems }

  /// One line for each reason; of many the first twenty, and how many more there are.
  public var description: String { listed(problems) }
}
