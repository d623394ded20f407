import Foundation

extension DesignSummary {
  /// For a person at a terminal.
  func text(for terminal: Terminal) -> String {
    sections
      .map { section in
        terminal.style(section.title, .heading) + "\n"
          + section.table.lines { terminal.style($0, .faint) }
      }
      .joined(separator: "\n")
  }

  var markdown: String {
    let size = "\(architecture.rows) x \(architecture.columns)"
    return sections.reduce("# \(top): \(size) processing elements\n") { text, section in
      text + "\n## \(section.title)\n\n" + section.table.markdown
    }
  }

  /// For a program; keys sorted, the same bytes for the same design.
  var json: String { orris.json(of: self) }
}

/// A value as indented JSON with sorted keys and a line feed at its end.
func json(of value: some Encodable) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  // Whole numbers, flags, text and, like this, all other numbers can be encoded.
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "infinite", negativeInfinity: "-infinite", nan: "none")
  return String(decoding: try! encoder.encode(value), as: UTF8.self) + "\n"
}
