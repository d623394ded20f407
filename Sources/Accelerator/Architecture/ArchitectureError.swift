/// Everything that is wrong with an architecture or with the file that it was to be read from.
public struct ArchitectureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, where there is one.
  public let file: String?
  /// One sentence each: which field, its value, and what would be right.
  public let problems: [String]

  public init(file: String? = nil, problems: [String]) {
    self.file = file
    self.problems = problems
  }

  /// One line a problem, each with the file's name where there is one.
  public var description: String {
    problems.map { (file.map { "\($0): " } ?? "") + $0 }.joined(separator: "\n")
  }
}
