/// A grid of fractions, drawn as SVG: the darker the more.
struct HeatMap {
  /// By row and column, from 0 to 1.
  let values: [[Double]]

  private let cell = 26.0

  init(_ values: [[Double]]) { self.values = values }

  var svg: String {
    let (rows, columns) = (values.count, values.first?.count ?? 0)
    let cells = values.enumerated().flatMap { row, line in
      line.enumerated().map { column, value in
        "<rect x=\"\(number(Double(column) * cell))\" y=\"\(number(Double(row) * cell))\" width=\"24\" height=\"24\" "
          + "fill=\"#2f7d4f\" fill-opacity=\"\(decimal(0.05 + 0.95 * value, places: 2))\"><title>row \(row), column \(column): "
          + "\(percent(value))</title></rect>\n"
      }
    }
    return "<svg width=\"\(Int(Double(columns) * cell))\" height=\"\(Int(Double(rows) * cell))\" role=\"img\">\n"
      + cells.joined() + "</svg>\n"
  }

  private func number(_ value: Double) -> String { decimal(value, places: 1) }
}
