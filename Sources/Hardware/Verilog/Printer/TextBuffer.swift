/// Lines of Verilog, indented.
struct TextBuffer {
  private(set) var text = ""
  private var depth = 0
  /// Whether the last line was a directive.
  private(set) var isAtStartOfPart = false

  static let columns = 100

  var indentation: Int { depth * 2 }

  mutating func indented(_ body: (inout TextBuffer) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }

  /// A line, with a comment behind it where there is room for one.
  mutating func line(_ line: String, comment: String? = nil) {
    if line.isEmpty {
      text += "\n"
      return
    }
    for _ in 0..<depth { text += "  " }
    text += line
    isAtStartOfPart = false
    if let comment, indentation + line.count + comment.count + 5 <= Self.columns { text += "  // \(comment)" }
    text += "\n"
  }

  /// A line of the compiler's directives, which start at the margin.
  mutating func directive(_ directive: String) {
    text += "`\(directive)\n"
    isAtStartOfPart = true
  }
}
