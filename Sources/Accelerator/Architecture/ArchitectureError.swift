import TextFiles

/// Everything that is wrong with an architecture or with the file that it was to be read from.
public struct ArchitectureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence: which field, its value, and what would be right.
  public struct Problem: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringInterpolation {
    /// Where it stands in the file; nil where it is about several fields, or there is no file.
    public let place: TextPlace?
    /// The sentence, without a full stop and without the place.
    public let text: String

    /// A problem, with its place in the file if it has one.
    public init(_ text: String, at place: TextPlace? = nil) { (self.text, self.place) = (text, place) }

    /// A problem without a place.
    public init(stringLiteral text: String) { self.init(text) }

    /// The place, if there is one, and the sentence.
    public var description: String { (place.map { "\($0): " } ?? "") + text }
  }

  /// The file, where there is one.
  public let file: String?
  /// All problems that were found, not the first one alone; not empty.
  public let problems: [Problem]

  /// An error for all of these problems.
  public init(file: String? = nil, problems: [Problem]) {
    self.file = file
    self.problems = problems
  }

  /// One line a problem, each with the file's name where there is one.
  public var description: String {
    listed(
      problems.map { problem in
        guard let file = file?.shown(limit: .max) else { return problem.description }
        return file + (problem.place == nil ? ": " : ", ") + problem.description
      })
  }
}
