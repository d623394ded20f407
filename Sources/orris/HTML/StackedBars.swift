/// A bar for each row, made of parts, drawn as SVG; a part's name and size are shown where the pointer rests on it.
struct StackedBars {
  let parts: [String]
  let rows: [(name: String, values: [Double])]
  let unit: String

  private static let colours = [
    "#2f7d4f", "#9fc6a9", "#4070b0", "#7aa6d8", "#a9c7e8", "#b08030", "#d8b060", "#c02020", "#e08080", "#808080",
    "#303030",
  ]
  private let width = 900.0
  private let left = 150.0
  private let rowHeight = 20.0

  init(_ parts: [String], unit: String, _ rows: [(name: String, values: [Double])]) {
    (self.parts, self.unit, self.rows) = (parts, unit, rows)
  }

  var svg: String {
    let most = max(1, rows.map { $0.values.reduce(0, +) }.max() ?? 1)
    let height = Double(rows.count) * rowHeight + 40
    return "<svg width=\"\(Int(width))\" height=\"\(Int(height))\" role=\"img\">\n" + legend
      + rows.enumerated().map { bar($0.offset, $0.element, most) }.joined() + "</svg>\n"
  }

  private var legend: String {
    var x = 0.0
    return parts.enumerated().map { index, part in
      defer { x += 26 + 6 * Double(part.count) }
      return "<rect x=\"\(number(x))\" y=\"4\" width=\"10\" height=\"10\" fill=\"\(colour(index))\"/>"
        + "<text x=\"\(number(x + 14))\" y=\"13\">\(part.escapedForHTML)</text>\n"
    }.joined()
  }

  private func bar(_ index: Int, _ row: (name: String, values: [Double]), _ most: Double) -> String {
    let top = 30 + Double(index) * rowHeight
    var x = left
    var text =
      "<text x=\"\(number(left - 6))\" y=\"\(number(top + 12))\" text-anchor=\"end\">\(row.name.escapedForHTML)</text>\n"
    for (part, value) in row.values.enumerated() where value > 0 {
      let extent = value / most * (width - left - 10)
      text +=
        "<rect x=\"\(number(x))\" y=\"\(number(top))\" width=\"\(number(extent))\" height=\"15\" fill=\"\(colour(part))\">"
        + "<title>\(row.name.escapedForHTML), \(parts[part].escapedForHTML): \(PlotAxis.label(value)) \(unit)</title></rect>\n"
      x += extent
    }
    return text
  }

  private func colour(_ index: Int) -> String { Self.colours[index % Self.colours.count] }
  private func number(_ value: Double) -> String { decimal(max(0, value), places: 1) }
}
