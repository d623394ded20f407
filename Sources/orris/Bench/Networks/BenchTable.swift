/// A table of the benchmark, as it is printed.
struct BenchTable: Encodable {
  let title: String
  let text: TextTable

  private enum CodingKeys: CodingKey { case title, columns, rows }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(title, forKey: .title)
    try container.encode(text.columns.map(\.title), forKey: .columns)
    try container.encode(text.rows, forKey: .rows)
  }
}

/// What a part of the benchmark found.
struct BenchResult {
  var tables: [BenchTable] = []
  var summary: [SummaryRow] = []
  /// By their names, see `NetworkBenchmark.Part.texts`.
  var texts: [String: String] = [:]

  /// Whether the part was left out, for want of data.
  var isEmpty: Bool { tables.isEmpty && texts.isEmpty }
}
