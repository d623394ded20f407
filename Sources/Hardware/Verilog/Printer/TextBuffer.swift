/// Lines of Verilog, indented.
struct TextBuffer {
  private(set) var text = ""
  /// The line of Swift that each line comes from, by its number from 1.
  private(set) var sources: [Int: SourceLocation] = [:]
  private var lineNumber = 1
  private let sourceComments: Verilog.SourceComments
  private var depth = 0
  /// Whether the last line was a directive.
  private(set) var isAfterDirective = false

  static let columns = 100

  /// - Parameter sourceComments: which lines end in a comment that tells where they come from.
  init(sourceComments: Verilog.SourceComments = .none) { self.sourceComments = sourceComments }

  var indentation: Int { depth * 2 }

  mutating func indented(_ body: (inout TextBuffer) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }

  /// A line, with its source behind it where it is shown and has room.
  ///
  /// - Parameter isLast: whether it is the last line of what comes from this source; the others show it not.
  mutating func line(_ line: String, source: SourceLocation? = nil, isLast: Bool = true) {
    defer { lineNumber += 1 }
    if line.isEmpty {
      text += "\n"
      return
    }
    sources[lineNumber] = source
    for _ in 0..<depth { text += "  " }
    text += line
    isAfterDirective = false
    if sourceComments != .none, isLast, let comment = source?.short,
      indentation + line.count + comment.count + 5 <= Self.columns
    {
      text += "  // \(comment)"
    }
    text += "\n"
  }

  /// A line with a comment behind it that starts at a column.
  mutating func line(_ line: String, comment: String?, at column: Int, source: SourceLocation?) {
    self.line(comment.map { line.padded(to: column) + "// \($0)" } ?? line, source: source, isLast: false)
  }

  /// Whether the sources of ports are to be shown.
  var showsSourcesOfPorts: Bool { sourceComments == .all }

  /// What tools are told about the thing that the next line declares; a line each.
  mutating func attributes(_ attributes: [Attribute]) {
    for attribute in attributes { line("(* \(attribute.name) = \"\(attribute.value)\" *)") }
  }

  /// What stands between the braces of a structure.
  mutating func fields(of structure: Verilog.Structure) {
    let types = structure.fields.map { $0.width > 1 ? "logic [\($0.width - 1):0]" : "logic" }
    let column = types.map(\.count).max() ?? 0
    indented { buffer in
      for (field, type) in zip(structure.fields, types) { buffer.line("\(type.padded(to: column)) \(field.name);") }
    }
  }

  /// A comment of as many lines as it takes; line breaks of the text are kept.
  mutating func comment(_ comment: String) {
    for paragraph in comment.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = "//"
      for word in paragraph.split(separator: " ") {
        if line != "//", indentation + line.count + 1 + word.count > Self.columns {
          self.line(line)
          line = "//"
        }
        line += " \(word)"
      }
      self.line(line)
    }
  }

  /// A line of the compiler's directives, which start at the margin.
  mutating func directive(_ directive: String) {
    text += "`\(directive)\n"
    lineNumber += 1
    isAfterDirective = true
  }
}
