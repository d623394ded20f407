/// The part of a layer that is worked on between transfers: from the outside in by rows of the output, groups, filters and
/// input channels, as in the paper (Eyeriss, JSSC 2017, figure 7, with the strips outside).
public struct TileCut: Hashable, Sendable {
  /// Strips of a sample, at most.
  public internal(set) var strips: Int
  /// Passes over groups, filters (m) and channels, at most.
  ///
  /// Sums of several filter passes wait in the buffer at the same time where the channels come in several parts.
  public let groupPasses, filterPasses, channelPasses: Int

  /// A cut as it is given; each number is at least 1 and at most what the mapping has of it.
  public init(strips: Int, groupPasses: Int, filterPasses: Int, channelPasses: Int) {
    (self.strips, self.groupPasses) = (strips, groupPasses)
    (self.filterPasses, self.channelPasses) = (filterPasses, channelPasses)
  }

  /// All groups, filters and channels.
  public init(strips: Int, of mapping: Mapping) {
    self.init(
      strips: strips, groupPasses: mapping.groupPasses, filterPasses: mapping.filterPasses,
      channelPasses: mapping.channelPasses)
  }

  /// The smallest one, if that is how it is cut.
  static let smallest = TileCut(strips: 1, groupPasses: 1, filterPasses: 1, channelPasses: 1)

  /// All cuts of so many strips: everything, or some filter passes and some channel passes of one group pass.
  ///
  /// For each number of parts there is one size, the smallest, which needs the least room.
  static func all(strips: Int, of mapping: Mapping) -> [TileCut] {
    let whole = mapping.groupPasses == 1 ? [] : [TileCut(strips: strips, of: mapping)]
    let channels = partSizes(of: mapping.channelPasses)
    return whole
      + partSizes(of: mapping.filterPasses).flatMap { filters in
        channels.map { TileCut(strips: strips, groupPasses: 1, filterPasses: filters, channelPasses: $0) }
      }
  }

  /// How many cuts of so many strips there are.
  static func count(groupPasses: Int, filterPasses: Int, channelPasses: Int) -> Int {
    (groupPasses == 1 ? 0 : 1) + partSizeCount(of: filterPasses) * partSizeCount(of: channelPasses)
  }

  static func count(of mapping: Mapping) -> Int {
    count(
      groupPasses: mapping.groupPasses, filterPasses: mapping.filterPasses, channelPasses: mapping.channelPasses)
  }

  /// For each number of parts the smallest size that gives no more of them, the largest first.
  static func partSizes(of total: Int) -> [Int] {
    var sizes: [Int] = []
    var size = total
    while size > 0 {
      let smallest = divided(total, by: divided(total, by: size))
      sizes.append(smallest)
      size = smallest - 1
    }
    return sizes
  }

  /// The different quotients of a number, rounded up: one more than those of its predecessor, rounded down.
  private static func partSizeCount(of total: Int) -> Int {
    guard total > 1 else { return 1 }
    var root = Int(Double(total - 1).squareRoot())
    while root * root > total - 1 { root -= 1 }
    while (root + 1) * (root + 1) <= total - 1 { root += 1 }
    return 2 * root + 1 - ((total - 1) / root == root ? 1 : 0)
  }
}
