/// Which line of Swift the lines of a design's Verilog come from: ports, declarations, assignments and assertions.
///
/// As a file it is JSON: an object with one member for each Verilog file, an object whose members are the numbers of
/// lines and whose values are `Module/File.swift:line`. Lines that are missing come from no one line of Swift: instances
/// and their connections, values after a reset, vectors, `begin`, `end` and the like.
public struct LineMap: Sendable {
  /// What the file is called, beside the Verilog.
  public static let fileName = "line_map.json"

  private let files: [(name: String, sources: [Int: SourceLocation])]

  /// - Parameter files: what `Verilog.emit` returns; of them, those that hold modules.
  public init(_ files: [VerilogFile]) { self.files = files.filter(\.isModule).map { ($0.name, $0.sources) } }

  /// The text of the file: a line for each Verilog file and each of its lines, in their order.
  public var json: String {
    guard !files.isEmpty else { return "{}\n" }
    let members = files.map { name, sources -> String in
      let lines = sources.sorted { $0.key < $1.key }.map { "    \"\($0)\": \"\($1)\"" }
      return lines.isEmpty ? "  \"\(name)\": {}" : "  \"\(name)\": {\n\(lines.joined(separator: ",\n"))\n  }"
    }
    return "{\n\(members.joined(separator: ",\n"))\n}\n"
  }

  /// The line of Swift that a line of Verilog, counted from 1, comes from; nil where it comes from no one line.
  public func source(ofLine line: Int, in file: String) -> SourceLocation? {
    files.first { $0.name == file }?.sources[line]
  }
}
