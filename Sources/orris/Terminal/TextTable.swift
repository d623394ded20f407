import TextFiles

/// Rows of text in columns, for a terminal or as Markdown.
struct TextTable {
  enum Alignment { case left, right }

  /// Characters of a cell, so that one long name does not make the table unreadable.
  private static let longestCell = 240

  let columns: [(title: String, alignment: Alignment)]
  private(set) var rows: [[String]] = []

  init(_ columns: [(String, Alignment)]) {
    self.columns = columns.map { (title: $0.0, alignment: $0.1) }
  }

  /// Adds a row, which is one line, whatever is in its cells: line breaks become spaces.
  ///
  /// - Precondition: there is one cell for each column.
  mutating func add(_ row: [String]) {
    precondition(row.count == columns.count, "\(row.count) cells for \(columns.count) columns")
    rows.append(row.map { cell in String(cell.map { $0.isNewline ? " " : $0 }).shown(limit: Self.longestCell) })
  }

  /// Lines without a frame, the titles first.
  func lines(indent: Int = 2, style: (String) -> String = { $0 }) -> String {
    let widths = self.widths
    let margin = String(repeating: " ", count: indent)
    let titles = margin + style(line(columns.map(\.title), widths)) + "\n"
    return rows.reduce(titles) { $0 + margin + line($1, widths) + "\n" }
  }

  var markdown: String {
    let widths = self.widths
    let rule = zip(columns, widths).map { column, width in
      String(repeating: "-", count: max(3, width - 1)) + (column.alignment == .right ? ":" : "-")
    }
    return ([columns.map(\.title), rule] + rows).reduce("") { text, row in
      text + "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }
  }

  private var widths: [Int] {
    columns.indices.map { index in ([columns[index].title] + rows.map { $0[index] }).map(\.count).max()! }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: widths[index] - cell.count)
      line += columns[index].alignment == .left ? cell + padding : padding + cell
      if index < cells.count - 1 { line += "  " }
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
