import Accelerator
import Mapping

/// How the work of a layer is cut into tiles: from the outside in by samples, rows of the output, groups, filters, and
/// input channels, as in the paper (Eyeriss, JSSC 2017, figure 7, with the strips outside).
struct LinearCut: Hashable {
  /// Rows of the output of a tile, at most.
  let rows: Int
  /// Passes over groups, filters (m) and channels of a tile, at most. Sums of several filter passes wait in the buffer at
  /// the same time where the channels come in several parts.
  let groupPasses, filterPasses, channelPasses: Int
}

extension LinearCut {
  /// All cuts with tiles of so many rows that may be worth it, from everything at once down to single filters and
  /// channels.
  static func all(of mapping: Mapping, rows: Int) -> [LinearCut] {
    [
      LinearCut(
        rows: rows, groupPasses: mapping.groupPasses, filterPasses: mapping.filterPasses,
        channelPasses: mapping.channelPasses)
    ] + parts(of: mapping, rows: rows)
  }

  /// The cuts that need least room: where these have none, no other has.
  static func smallest(of mapping: Mapping) -> [LinearCut] {
    [
      LinearCut(rows: 1, groupPasses: 1, filterPasses: 1, channelPasses: 1),
      LinearCut(
        rows: 1, groupPasses: mapping.groupPasses, filterPasses: mapping.filterPasses,
        channelPasses: mapping.channelPasses),
    ]
  }

  /// Cuts into the passes of a single group, or a part of them.
  private static func parts(of mapping: Mapping, rows: Int) -> [LinearCut] {
    partSizes(of: mapping.channelPasses).flatMap { channels in
      partSizes(of: mapping.filterPasses).compactMap { filters in
        let isWhole = mapping.groupPasses == 1 && filters == mapping.filterPasses && channels == mapping.channelPasses
        return isWhole
          ? nil : LinearCut(rows: rows, groupPasses: 1, filterPasses: filters, channelPasses: channels)
      }
    }
  }

  /// From all rows of a sample down to one: whole strips, where there are any.
  static func rowSizes(of mapping: Mapping) -> [Int] {
    let total = mapping.layer.outputHeight
    var sizes: [Int] = []
    for size in partSizes(of: total) {
      let rows = size > mapping.setWidth ? min(total, size.rounded(upToMultipleOf: mapping.setWidth)) : size
      if sizes.last != rows { sizes.append(rows) }
    }
    return sizes
  }

  /// For each number of parts the smallest size that gives no more of them, the largest first.
  private static func partSizes(of total: Int) -> [Int] {
    var sizes: [Int] = []
    var size = total
    while size > 0 {
      let smallest = total.divided(roundingUpBy: total.divided(roundingUpBy: size))
      sizes.append(smallest)
      size = smallest - 1
    }
    return sizes
  }
}

extension Int {
  /// 0 ..< self, so many at a time.
  func parts(of size: Int) -> [Range<Int>] {
    stride(from: 0, to: self, by: size).map { $0..<Swift.min($0 + size, self) }
  }
}
