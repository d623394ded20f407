import TextFiles

/// Why a network does not run on an architecture: every reason, each with the operator that it is about.
public struct CompilerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One line for each reason, without a full stop.
  public let problems: [String]

  /// An error for all of these reasons.
  public init(problems: [String]) { self.problems = problems }

  /// All reasons, each on a line of its own where there are several.
  public var description: String { listed(problems) }
}
