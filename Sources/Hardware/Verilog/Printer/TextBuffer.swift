/// Lines of Verilog, indented.
struct TextBuffer {
  private(set) var text = ""
  private var depth = 0
  /// Whether the last line was a directive.
  private(set) var isAfterDirective = false

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
    isAfterDirective = false
    if let comment, indentation + line.count + comment.count + 5 <= Self.columns { text += "  // \(comment)" }
    text += "\n"
  }

  /// What tools are told about the thing that the next line declares; a line each.
  mutating func attributes(_ attributes: [Attribute]) {
    for attribute in attributes { line("(* \(attribute.name) = \"\(attribute.value)\" *)") }
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
    isAfterDirective = true
  }
}
