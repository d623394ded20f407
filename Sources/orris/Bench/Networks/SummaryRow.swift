import Network

/// A line of what the networks have to show: what was published, what is possible, what is to be reached, and what was.
struct SummaryRow: Codable {
  enum Quantity: String, Codable {
    /// A fraction of the MAC slots; more is better.
    case slots
    /// Cycles of an inference, words from and to DRAM a MAC, seconds; less is better.
    case cycles, wordsPerMAC, seconds
  }

  let name: String
  let quantity: Quantity
  var published: Double?
  var bound: Double?
  let target: Double
  var predicted: Double?
  var measured: Double?

  /// Whether what was measured, or else predicted, reaches the target; nil where there is neither.
  var isReached: Bool? {
    (measured ?? predicted).map { quantity == .slots ? $0 >= target : $0 <= target }
  }

  private enum CodingKeys: CodingKey {
    case name, quantity, published, bound, target, predicted, measured, isReached
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(quantity, forKey: .quantity)
    try container.encodeIfPresent(published, forKey: .published)
    try container.encodeIfPresent(bound, forKey: .bound)
    try container.encode(target, forKey: .target)
    try container.encodeIfPresent(predicted, forKey: .predicted)
    try container.encodeIfPresent(measured, forKey: .measured)
    try container.encodeIfPresent(isReached, forKey: .isReached)
  }

  private func text(_ value: Double?) -> String {
    guard let value else { return "-" }
    return switch quantity {
    case .slots: percent(value)
    case .cycles: grouped(value)
    case .wordsPerMAC: decimal(value, places: 5)
    case .seconds: "\(Int(value.rounded())) s"
    }
  }

  static func table(_ rows: [SummaryRow]) -> BenchTable {
    var table = TextTable(
      [("", .left)] + ["published", "bound", "target", "predicted", "measured"].map { ($0, .right) }
        + [("reached", .left)])
    for row in rows {
      table.add(
        [row.name] + [row.published, row.bound, row.target, row.predicted, row.measured].map(row.text)
          + [row.isReached.map { ($0 ? "yes" : "no") + (row.measured == nil ? ", as predicted" : "") } ?? "-"])
    }
    return BenchTable(title: "summary", text: table)
  }
}

extension SummaryRow {
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func number(_ key: CodingKeys) throws -> Double? { try container.decodeIfPresent(Double.self, forKey: key) }
    self.init(
      name: try container.decode(String.self, forKey: .name),
      quantity: try container.decode(Quantity.self, forKey: .quantity), published: try number(.published),
      bound: try number(.bound), target: try container.decode(Double.self, forKey: .target),
      predicted: try number(.predicted), measured: try number(.measured))
  }
}
