/// Lines of comma-separated values below a line of titles. Quotes have no meaning; blanks around values are dropped.
struct CSVText {
  let file: String
  private let titles: [String]
  private let lines: [(number: Int, cells: [String])]

  init(_ bytes: [UInt8], file: String) throws(ReadError) {
    self.file = file
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ReadError(file: file, problem: "this is not text in UTF-8", remedy: "comma-separated values are expected")
    }
    var lines: [(number: Int, cells: [String])] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map {
        String($0.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      }
      if cells.contains(where: { !$0.isEmpty }) { lines.append((index + 1, cells)) }
    }
    guard let first = lines.first else { throw ReadError(file: file, problem: "the file is empty") }
    titles = first.cells
    self.lines = Array(lines.dropFirst())
  }

  /// Rows below the titles.
  var count: Int { lines.count }

  /// Whether a column has this title, in whatever case.
  func has(_ title: String) -> Bool { column(title) != nil }

  func rows<Value>(_ value: (CSVRow) throws(ReadError) -> Value) throws(ReadError) -> [Value] {
    var result: [Value] = []
    for line in lines { result.append(try value(CSVRow(text: self, line: line.number, cells: line.cells))) }
    return result
  }

  fileprivate func column(_ title: String) -> Int? {
    titles.firstIndex { $0.lowercased() == title.lowercased() }
  }

  fileprivate var titleList: String { titles.filter { !$0.isEmpty }.joined(separator: ", ") }
}

/// A row of values by the titles of their columns.
struct CSVRow {
  fileprivate let text: CSVText
  let line: Int
  fileprivate let cells: [String]

  /// The text of a column that has to be there.
  func string(_ title: String) throws(ReadError) -> String {
    guard let column = text.column(title) else {
      throw ReadError(
        file: text.file, location: .line(1), problem: "there is no column \(title)",
        remedy: "the columns are \(text.titleList)")
    }
    guard column < cells.count, !cells[column].isEmpty else { throw error(title, "there is no value") }
    return cells[column]
  }

  /// The whole number of a column that has to be there.
  func number(_ title: String) throws(ReadError) -> Int {
    let string = try string(title)
    guard let number = Int(string) else { throw error(title, "\"\(string)\" is no whole number") }
    return number
  }

  /// The whole number of a column, or nil where the table has no such column.
  func optionalNumber(_ title: String) throws(ReadError) -> Int? { text.has(title) ? try number(title) : nil }

  /// A share from 0 to 1; nil where the table has no such column, or the row no value in it.
  func optionalShare(_ title: String) throws(ReadError) -> Double? {
    guard let column = text.column(title), column < cells.count, !cells[column].isEmpty else { return nil }
    guard let share = Double(cells[column]), (0...1).contains(share) else {
      throw error(title, "\"\(cells[column])\" is no number from 0 to 1")
    }
    return share
  }

  func error(_ title: String, _ problem: String) -> ReadError {
    ReadError(file: text.file, location: .cell(line: line, column: title), problem: problem)
  }

  /// The layer, or what is wrong with its dimensions.
  func layer(
    name: String, zeros: Double? = nil, ofmapZeros: Double? = nil, _ shape: () throws(LayerShapeError) -> LayerShape
  ) throws(ReadError) -> NamedLayer {
    do {
      return NamedLayer(name: name, shape: try shape(), zeros: zeros, ofmapZeros: ofmapZeros)
    } catch {
      throw ReadError(file: text.file, location: .line(line), problem: "layer \(name): \(error)")
    }
  }
}
