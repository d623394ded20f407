/// A line of Swift source, as `#fileID` and `#line` give it.
///
/// `#fileID` is `Module/File.swift`: the same on every machine, so it may appear in emitted Verilog.
public struct SourceLocation: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// `Module/File.swift`.
  public let fileID: String
  /// The line, from 1.
  public let line: Int

  /// A line by the values of `#fileID` and `#line`.
  public init(fileID: String, line: Int) {
    self.fileID = fileID
    self.line = line
  }

  init(_ fileID: StaticString, _ line: UInt) {
    self.init(fileID: fileID.description, line: Int(line))
  }

  /// `File.swift:12`, without the module, for trailing comments.
  public var short: String {
    "\(fileID.split(separator: "/").last ?? ""):\(line)"
  }

  /// `Module/File.swift:12`, as editors and compilers write it.
  public var description: String { "\(fileID):\(line)" }

  /// By file, and within a file by line.
  public static func < (left: Self, right: Self) -> Bool {
    (left.fileID, left.line) < (right.fileID, right.line)
  }
}
