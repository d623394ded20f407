import TextFiles

/// Why a file could not be read: which file, where in it, what is wrong and what would be right.
///
/// The description is one line that can be shown to the user as it is.
public struct ReadError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The place in the file that the problem was found at.
  public enum Location: Sendable, Hashable {
    /// The file as a whole.
    case file
    /// A byte, counted from the start of the file.
    case byte(Int)
    /// An operator of the network, by its place in the order of execution, and its name.
    case operation(Int, name: String)
    /// A tensor of the network, by its index in the file, and its name.
    case tensor(Int, name: String)
    /// A line of a text file, from 1.
    case line(Int)
    /// A place in a text file.
    case place(TextPlace)
    /// A column of a line of a table, by the column's title.
    case cell(line: Int, column: String)
  }

  /// The path as it was given.
  public let file: String
  /// Where in the file the problem was found.
  public let location: Location
  /// What is wrong.
  public let problem: String
  /// What would be right; empty where the problem says it already.
  public let remedy: String

  /// A problem of a file, in phrases without full stops.
  public init(file: String, location: Location = .file, problem: String, remedy: String = "") {
    self.file = file
    self.location = location
    self.problem = problem
    self.remedy = remedy
  }

  /// What is wrong with a JSON file.
  public init(file: String, _ error: JSONError) {
    self.init(file: file, location: .place(error.place), problem: error.problem, remedy: error.remedy)
  }

  /// One line: file, place, problem and remedy; control characters of the file appear escaped.
  public var description: String {
    let place =
      switch location {
      case .file: ""
      case .byte(let offset): ", byte \(offset)"
      case .operation(let index, let name): ", operator \(index) (\(name.shown()))"
      case .tensor(let index, let name): ", tensor \(index) (\(name.shown()))"
      case .line(let line): ", line \(line)"
      case .place(let place): ", \(place)"
      case .cell(let line, let column): ", line \(line), column \(column)"
      }
    // Whatever the file has put into it, this stays one line.
    return ("\(file)\(place): \(problem)" + (remedy.isEmpty ? "" : "; \(remedy)")).shown(limit: .max)
  }
}
