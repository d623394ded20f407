/// One pass of a layer by its tiles.
public struct PassIndex: Hashable, Sendable {
  /// The number of the pass over groups, filters, channels and filter rows, each from 0.
  public let groupPass, filterPass, channelPass, filterRowPass: Int

  /// Each number is from 0 to one less than the mapping's passes over groups, filters, channels or filter rows.
  public init(groupPass: Int, filterPass: Int, channelPass: Int, filterRowPass: Int) {
    (self.groupPass, self.filterPass) = (groupPass, filterPass)
    (self.channelPass, self.filterRowPass) = (channelPass, filterRowPass)
  }
}

/// Passes whose psums add up: all filter rows and channels of some filters of some groups.
public struct Accumulation: Hashable, Sendable {
  /// The number of the passes over groups and over filters, which all of `passes` have in common.
  public let groupPass, filterPass: Int
  /// In the order in which they run: channels outside, filter rows inside.
  ///
  /// The first one begins with psums of zero.
  public let passes: [PassIndex]
}

extension Mapping {
  /// All passes in the order in which they run.
  public var accumulations: [Accumulation] {
    (0..<groupPasses).flatMap { group in
      (0..<filterPasses).map { filter in
        let passes = (0..<channelPasses).flatMap { channel in
          (0..<filterRowPasses).map {
            PassIndex(groupPass: group, filterPass: filter, channelPass: channel, filterRowPass: $0)
          }
        }
        return Accumulation(groupPass: group, filterPass: filter, passes: passes)
      }
    }
  }
}
