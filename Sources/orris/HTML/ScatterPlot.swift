/// Points in a plane, drawn as SVG; what a point stands for is shown where the pointer rests on it.
struct ScatterPlot {
  struct Point {
    let x, y: Double
    let label: String
    let isHighlighted: Bool
  }

  let x, y: PlotAxis
  let points: [Point]
  /// A line through these places, if there are any.
  var line: [(x: Double, y: Double)] = []

  private let width = 420.0
  private let height = 320.0
  private let left = 64.0
  private let bottom = 44.0
  private var plotWidth: Double { width - left - 12 }
  private var plotHeight: Double { height - bottom - 12 }

  init(x: PlotAxis, y: PlotAxis, _ points: [Point], line: [(x: Double, y: Double)] = []) {
    (self.x, self.y, self.points, self.line) = (x, y, points, line)
  }

  var svg: String {
    // What is highlighted lies on top.
    let ordered = points.filter { !$0.isHighlighted } + points.filter(\.isHighlighted)
    return "<svg width=\"\(Int(width))\" height=\"\(Int(height))\" role=\"img\">\n" + grid + lineSVG
      + ordered.map(circle).joined() + "</svg>\n"
  }

  private func left(_ value: Double) -> String { number(left + x.place(value) * plotWidth) }
  private func top(_ value: Double) -> String { number(12 + (1 - y.place(value)) * plotHeight) }
  private func number(_ value: Double) -> String { decimal(max(0, value), places: 1) }

  private var grid: String {
    let (right, foot) = (number(left + plotWidth), number(12 + plotHeight))
    let columns = x.ticks.map { tick in
      "<path d=\"M\(left(tick)) 12V\(foot)\" stroke=\"#e4e4e4\"/>"
        + "<text x=\"\(left(tick))\" y=\"\(number(height - 26))\" text-anchor=\"middle\">\(PlotAxis.label(tick))</text>\n"
    }
    let rows = y.ticks.map { tick in
      "<path d=\"M\(number(left)) \(top(tick))H\(right)\" stroke=\"#e4e4e4\"/>"
        + "<text x=\"\(number(left - 6))\" y=\"\(top(tick))\" text-anchor=\"end\" dominant-baseline=\"middle\">"
        + "\(PlotAxis.label(tick))</text>\n"
    }
    let titles =
      "<text x=\"\(number(left + plotWidth / 2))\" y=\"\(number(height - 8))\" text-anchor=\"middle\" font-weight=\"bold\">"
      + "\(x.title.escapedForHTML)</text>"
      + "<text transform=\"translate(12 \(number(12 + plotHeight / 2))) rotate(-90)\" text-anchor=\"middle\" "
      + "font-weight=\"bold\">\(y.title.escapedForHTML)</text>\n"
    return columns.joined() + rows.joined() + titles
  }

  private var lineSVG: String {
    guard !line.isEmpty else { return "" }
    let places = line.map { "\(left($0.x)),\(top($0.y))" }.joined(separator: " ")
    return "<polyline points=\"\(places)\" fill=\"none\" stroke=\"#888\"/>\n"
  }

  private func circle(_ point: Point) -> String {
    "<circle cx=\"\(left(point.x))\" cy=\"\(top(point.y))\" r=\"\(point.isHighlighted ? 5 : 3)\" fill=\""
      + "\(point.isHighlighted ? "#c02020" : "#4070b0")\" fill-opacity=\"0.75\"><title>\(point.label.escapedForHTML)"
      + "</title></circle>\n"
  }
}
