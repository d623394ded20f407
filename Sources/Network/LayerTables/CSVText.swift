import TextFiles

/// Lines of comma-separated values below a line of titles.
///
/// Blanks around values are dropped; quotes around a value let it contain commas, and two of them stand for one.
struct CSVText {
  let file: String
  let titles: [String]
  private let titleLine: Int
  private let lines: [(number: Int, cells: [String])]

  init(_ bytes: [UInt8], file: String) throws(ReadError) {
    self.file = file
    var lines: [(number: Int, cells: [String])] = []
    for (index, line) in try Self.text(bytes, file: file)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
    {
      guard let cells = Self.cells(line) else {
        throw ReadError(file: file, location: .line(index + 1), problem: "a quote is not closed")
      }
      if cells.contains(where: { !$0.isEmpty }) { lines.append((index + 1, cells)) }
    }
    guard let first = lines.first else { throw ReadError(file: file, problem: "the file is empty") }
    (titleLine, titles) = (first.number, first.cells)
    self.lines = Array(lines.dropFirst())
  }

  /// What the bytes say, without a byte order mark.
  private static func text(_ bytes: [UInt8], file: String) throws(ReadError) -> String {
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    guard let text = String(validating: bytes.dropFirst(hasMark ? 3 : 0), as: UTF8.self) else {
      throw ReadError(
        file: file, problem: "this is " + (isUTF16 ? "text in UTF-16" : "not text in UTF-8"),
        remedy: "comma-separated values in UTF-8 are expected")
    }
    return text
  }

  /// The values of a line; nil where a quote is not closed.
  private static func cells(_ line: Substring) -> [String]? {
    guard line.contains("\"") else { return line.split(separator: ",", omittingEmptySubsequences: false).map(trimmed) }
    var cells: [String] = []
    var rest = line
    while true {
      rest = rest.drop(while: \.isWhitespace)
      var cell = ""
      if rest.first == "\"" {
        guard let quoted = quotedCell(&rest) else { return nil }
        cell = quoted
      }
      let end = rest.firstIndex(of: ",") ?? rest.endIndex
      cells.append(cell + trimmed(rest[..<end]))
      guard end < rest.endIndex else { return cells }
      rest = rest[rest.index(after: end)...]
    }
  }

  /// Takes a value in quotes from the beginning of `rest`.
  private static func quotedCell(_ rest: inout Substring) -> String? {
    var cell = ""
    rest = rest.dropFirst()
    while let end = rest.firstIndex(of: "\"") {
      cell += rest[..<end]
      rest = rest[rest.index(after: end)...]
      guard rest.first == "\"" else { return cell }
      cell += "\""
      rest = rest.dropFirst()
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// Rows below the titles.
  var count: Int { lines.count }

  /// Whether a column has this title, in whatever case.
  func has(_ title: String) -> Bool { column(title) != nil }

  /// Makes sure that each title is one of those given, and stands once.
  ///
  /// - Parameter form: what kind of table has these columns.
  func check(columns possible: [String], of form: String) throws(ReadError) {
    var seen: Set<String> = []
    for title in titles where !title.isEmpty {
      guard possible.contains(where: { Self.isSame($0, title) }) else { throw unknown(title, possible, form) }
      guard seen.insert(title.lowercased()).inserted else {
        throw error("the column \(title.shown()) stands twice", "once is expected")
      }
    }
  }

  private func unknown(_ title: String, _ possible: [String], _ form: String) -> ReadError {
    if titles.filter({ !$0.isEmpty }).count == 1, title.contains(";") {
      return error("the values are separated by semicolons", "commas are expected")
    }
    return error(
      "unknown column \"\(title.shown())\"" + didYouMean(title, among: possible),
      "\(form) has the columns \(possible.joined(separator: ", "))")
  }

  /// An error in the titles.
  func error(_ problem: String, _ remedy: String) -> ReadError {
    ReadError(file: file, location: .line(titleLine), problem: problem, remedy: remedy)
  }

  /// - Throws: What `value` throws, and `ReadError` for a value below no title.
  func rows<Value>(_ value: (CSVRow) throws(ReadError) -> Value) throws(ReadError) -> [Value] {
    var result: [Value] = []
    for line in lines {
      if let stray = line.cells.indices.first(where: {
        !line.cells[$0].isEmpty && ($0 >= titles.count || titles[$0].isEmpty)
      }) {
        throw ReadError(
          file: file, location: .line(line.number), problem: "\"\(line.cells[stray].shown())\" stands below no title",
          remedy: "the columns are \(titleList)")
      }
      result.append(try value(CSVRow(text: self, line: line.number, cells: line.cells)))
    }
    return result
  }

  fileprivate func column(_ title: String) -> Int? { titles.firstIndex { Self.isSame($0, title) } }

  private static func isSame(_ a: String, _ b: String) -> Bool { a.lowercased() == b.lowercased() }

  fileprivate var titleList: String { listed(names: titles.filter { !$0.isEmpty }) }
}

/// A row of values by the titles of their columns.
struct CSVRow {
  fileprivate let text: CSVText
  let line: Int
  fileprivate let cells: [String]

  /// The text of a column; nil where the table has no such column, or the row no value in it.
  func optionalString(_ title: String) -> String? {
    guard let column = text.column(title), column < cells.count, !cells[column].isEmpty else { return nil }
    return cells[column]
  }

  /// The text of a column that has to be there.
  func string(_ title: String) throws(ReadError) -> String {
    guard text.has(title) else {
      throw text.error("there is no column \(title)", "the columns are \(text.titleList)")
    }
    guard let string = optionalString(title) else { throw error(title, "there is no value") }
    return string
  }

  /// The whole number of a column that has to be there.
  func number(_ title: String) throws(ReadError) -> Int { try wholeNumber(title, try string(title)) }

  /// The whole number of a column; nil where the table has no such column, or the row no value in it.
  func optionalNumber(_ title: String) throws(ReadError) -> Int? {
    guard let string = optionalString(title) else { return nil }
    return try wholeNumber(title, string)
  }

  private func wholeNumber(_ title: String, _ string: String) throws(ReadError) -> Int {
    guard let number = Int(string) else { throw error(title, "\"\(string.shown())\" is no whole number") }
    return number
  }

  /// A share from 0 to 1; nil where the table has no such column, or the row no value in it.
  func optionalShare(_ title: String) throws(ReadError) -> Double? {
    guard let string = optionalString(title) else { return nil }
    guard let share = Double(string), (0...1).contains(share) else {
      throw error(title, "\"\(string.shown())\" is no number from 0 to 1")
    }
    return share
  }

  /// A layer's name, as it may be shown.
  ///
  /// - Parameter titles: of the columns that may hold it.
  func name(_ titles: [String]) throws(ReadError) -> String {
    let title = titles.first { text.has($0) } ?? titles[0]
    let name = try string(title)
    guard name.unicodeScalars.count <= Self.maximumNameLength else {
      throw error(
        title, "the name has \(name.unicodeScalars.count) characters; at most \(Self.maximumNameLength) are possible")
    }
    return name.shown(limit: .max)
  }

  private static let maximumNameLength = 200

  func error(_ title: String, _ problem: String, _ remedy: String = "") -> ReadError {
    ReadError(file: text.file, location: .cell(line: line, column: title), problem: problem, remedy: remedy)
  }

  /// The layer, or what is wrong with its dimensions.
  func layer(
    name: String, zeros: Double? = nil, ofmapZeros: Double? = nil, _ shape: () throws(LayerShapeError) -> LayerShape
  ) throws(ReadError) -> NamedLayer {
    do {
      return NamedLayer(name: name, shape: try shape(), zeros: zeros, ofmapZeros: ofmapZeros)
    } catch {
      throw ReadError(file: text.file, location: .line(line), problem: "layer \(name.shown()): \(error)")
    }
  }

  /// Makes sure that what a table repeats of a layer is what its dimensions make it.
  func check(_ computed: [(title: String, value: Int)]) throws(ReadError) {
    for (title, value) in computed {
      if let given = try optionalNumber(title), given != value {
        throw error(title, "\(given), but the layer's dimensions make it \(value)")
      }
    }
  }
}
