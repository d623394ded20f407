/// Fractions over time in lanes below one another, drawn as SVG: the darker the more.
struct LaneChart {
  struct Lane {
    let name, colour: String
    /// One for each span, from 0 to 1.
    let values: [Double]
    /// What stands behind it.
    let note: String
  }

  /// A place in time that is marked, from the top to the bottom.
  struct Mark {
    let time: Int
    let label, title: String
  }

  let unit: String
  /// The times at which spans begin, and the end of the last one.
  let borders: [Int]
  let lanes: [Lane]
  var marks: [Mark] = []

  private static let shades = 16
  private let width = 1100.0
  private let left = 120.0
  private let right = 56.0
  private let laneHeight = 15.0
  private var top: Double { marks.isEmpty ? 4 : 18 }
  private var bottom: Double { top + Double(lanes.count) * laneHeight }
  private var end: Int { borders.last ?? 0 }

  init(unit: String, borders: [Int], _ lanes: [Lane], marks: [Mark] = []) {
    (self.unit, self.borders, self.lanes, self.marks) = (unit, borders, lanes, marks)
  }

  var svg: String {
    "<svg width=\"\(Int(width))\" height=\"\(Int(bottom + 34))\" role=\"img\">\n"
      + lanes.enumerated().map { drawing($1, top: top + Double($0) * laneHeight) }.joined() + markSVG + axis
      + "</svg>\n"
  }

  private func place(_ time: Int) -> String {
    number(left + Double(time) / Double(max(1, end)) * (width - left - right))
  }

  private func drawing(_ lane: Lane, top: Double) -> String {
    let base = number(top + laneHeight * 0.75)
    let paths = Self.spans(lane.values, borders).map { shade, spans in
      let outline = spans.map {
        "M\(place($0.lowerBound)) \(number(top))H\(place($0.upperBound))v13H\(place($0.lowerBound))z"
      }
      return
        "<path d=\"\(outline.joined())\" fill-opacity=\"\(decimal(Double(shade) / Double(Self.shades), places: 2))\"/>\n"
    }
    return "<text x=\"\(number(left - 6))\" y=\"\(base)\" text-anchor=\"end\">\(lane.name.escapedForHTML)</text>\n"
      + "<g fill=\"\(lane.colour)\" shape-rendering=\"crispEdges\"><rect x=\"\(number(left))\" y=\"\(number(top))\" width=\"\(number(width - left - right))\" "
      + "height=\"13\" fill-opacity=\"0.06\"/>\n\(paths.joined())</g>\n"
      + "<text x=\"\(number(width - right + 6))\" y=\"\(base)\">\(lane.note.escapedForHTML)</text>\n"
  }

  /// By shade, from the lightest that is seen to the darkest, the times that have it.
  private static func spans(_ values: [Double], _ borders: [Int]) -> [(shade: Int, spans: [Range<Int>])] {
    var spans: [[Range<Int>]] = Array(repeating: [], count: shades + 1)
    var before = 0
    for (index, value) in values.enumerated() where borders[index + 1] > borders[index] {
      // What happens at all is seen.
      let shade = min(shades, Int((value * Double(shades)).rounded(.up)))
      if shade == before, let last = spans[shade].last, last.upperBound == borders[index] {
        spans[shade][spans[shade].count - 1] = last.lowerBound..<borders[index + 1]
      } else {
        spans[shade].append(borders[index]..<borders[index + 1])
      }
      before = shade
    }
    return spans.indices.dropFirst().filter { !spans[$0].isEmpty }.map { ($0, spans[$0]) }
  }

  private var markSVG: String {
    // Labels that would lie on the one before are left out.
    let room = Double(max(1, end)) * 16 / (width - left - right)
    var free = 0.0
    return marks.map { mark in
      let title = "<title>\(mark.title.escapedForHTML)</title>"
      let line = "<path d=\"M\(place(mark.time)) 4V\(number(bottom))\" stroke=\"#444\">\(title)</path>\n"
      guard Double(mark.time) >= free else { return line }
      free = Double(mark.time) + room
      return line + "<text x=\"\(place(mark.time))\" y=\"12\" dx=\"3\">\(mark.label.escapedForHTML)\(title)</text>\n"
    }.joined()
  }

  private var axis: String {
    let ticks = PlotAxis(unit, [0, Double(end)]).ticks.filter { $0 <= Double(end) }
    return ticks.map { tick in
      "<path d=\"M\(place(Int(tick))) \(number(bottom))v5\" stroke=\"#888\"/>"
        + "<text x=\"\(place(Int(tick)))\" y=\"\(number(bottom + 17))\" text-anchor=\"middle\">\(PlotAxis.label(tick))</text>\n"
    }.joined()
      + "<text x=\"\(number((left + width - right) / 2))\" y=\"\(number(bottom + 31))\" text-anchor=\"middle\" "
      + "font-weight=\"bold\">\(unit.escapedForHTML)</text>\n"
  }

  private func number(_ value: Double) -> String { decimal(max(0, value), places: 1) }
}
