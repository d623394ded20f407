/// A place in a text file, both numbers from 1; columns are Unicode scalars.
public struct TextPlace: Hashable, Sendable, CustomStringConvertible {
  /// The line, from 1.
  public let line: Int
  /// The column, from 1, in Unicode scalars.
  public let column: Int

  /// A place by its numbers, both from 1.
  public init(line: Int, column: Int) { (self.line, self.column) = (line, column) }

  /// As messages show it: `line 3, column 7`.
  public var description: String { "line \(line), column \(column)" }
}
