/// A place in a text file, both numbers from 1; columns are Unicode scalars.
public struct TextPlace: Hashable, Sendable, CustomStringConvertible {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) { (self.line, self.column) = (line, column) }

  public var description: String { "line \(line), column \(column)" }
}
