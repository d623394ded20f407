import TextFiles

/// Why a network does not run on an architecture: every reason, each with the operator that it is about.
public struct CompilerError: Error, Hashable, Sendable, CustomStringConvertible {
  public let problems: [String]

  public init(problems: [String]) { self.problems = problems }

  public var description: String { listed(problems) }
}
