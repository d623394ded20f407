import Foundation

/// Maps values to places along an axis, from 0 to 1.
struct PlotAxis {
  let title: String
  let isLogarithmic: Bool
  private let lower, upper: Double

  /// - Parameter values: positive where the axis is logarithmic.
  init(_ title: String, _ values: [Double], isLogarithmic: Bool = false) {
    (self.title, self.isLogarithmic) = (title, isLogarithmic)
    let (least, most) = (values.min() ?? 0, values.max() ?? 1)
    if isLogarithmic {
      (lower, upper) = (log10(least) - 0.1, log10(most) + 0.1)
    } else {
      // From 0, unless the values lie so close together that nothing could be told from it.
      lower = least > most / 2 && least < most ? least - (most - least) / 4 : 0
      upper = most > lower ? most + (most - lower) / 16 : lower + 1
    }
  }

  func place(_ value: Double) -> Double { ((isLogarithmic ? log10(value) : value) - lower) / (upper - lower) }

  /// Round values within the axis.
  var ticks: [Double] {
    if isLogarithmic {
      let decades = Int(nearest: lower.rounded(.down))...Int(nearest: upper.rounded(.up))
      let steps: [Double] = upper - lower > 3 ? [1] : [1, 2, 5]
      return decades.flatMap { decade in steps.map { $0 * pow(10, Double(decade)) } }.filter {
        (0...1).contains(place($0))
      }
    }
    let raw = (upper - lower) / 6
    let power = pow(10, log10(raw).rounded(.down))
    let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= raw }!
    return Array(stride(from: (lower / step).rounded(.up) * step, through: upper, by: step))
  }

  /// A value with a unit of thousands, as far as it is needed.
  static func label(_ value: Double) -> String {
    for (unit, name) in [(1e12, " T"), (1e9, " G"), (1e6, " M"), (1e3, " k")] where abs(value) >= unit {
      return short(value / unit) + name
    }
    return short(value)
  }

  private static func short(_ value: Double) -> String {
    guard abs(value) < 1e12 else { return "\(value)" }
    let hundredths = Int((value * 100).rounded())
    if hundredths % 100 == 0 { return "\(hundredths / 100)" }
    return hundredths % 10 == 0 ? decimal(value, places: 1) : decimal(value, places: 2)
  }
}
