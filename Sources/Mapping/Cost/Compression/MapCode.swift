import Accelerator

/// How a feature map lies in DRAM.
public struct MapCode: Hashable, Sendable {
  /// The format of its words: raw, or one of the two codes of the compression units.
  public let format: FeatureMapFormat
  /// Words on the bus for each word of the map, as expected.
  public let share: Double

  /// The map as it is: one word on the bus for each of its words.
  public static let raw = MapCode(format: .raw, share: 1)

  /// So many words on the bus, rounded to whole ones.
  func coded(_ words: Int) -> Int { format == .raw ? words : Int((Double(words) * share).rounded()) }
}

extension MapCode {
  /// The format that takes the least, raw if no other one takes less.
  init(_ code: ExpectedCode) {
    self = FeatureMapFormat.allCases.reduce(.raw) { best, format in
      let share = code.share(format)
      return share < best.share ? MapCode(format: format, share: share) : best
    }
  }
}
