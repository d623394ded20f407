/// What is configured for one PE: which values it takes from the networks, and where it stands in its column.
///
/// In the word, from bit 0 up: ifmap tag, filter tag, psum tag (`columnTagBits` each), psum source (2), to network (1).
public struct PEWord: Hashable, Sendable {
  /// The column tag under which the PE takes values from each network, 0 to `unusedColumnTag`, which means none.
  public var ifmapTag, filterTag, psumTag: Int
  /// Where the psums that are added to this PE's come from.
  public var psumSource: PsumSource
  /// Whether the PE's psums leave through the output network, rather than to the PE above.
  public var toNetwork: Bool

  /// A word by its parts; tags are from 0 to `unusedColumnTag`.
  public init(ifmapTag: Int, filterTag: Int, psumTag: Int, psumSource: PsumSource, toNetwork: Bool) {
    self.ifmapTag = ifmapTag
    self.filterTag = filterTag
    self.psumTag = psumTag
    self.psumSource = psumSource
    self.toNetwork = toNetwork
  }

  /// A PE that takes no part.
  public static func unused(_ architecture: Architecture) -> PEWord {
    let tag = architecture.unusedColumnTag
    return PEWord(ifmapTag: tag, filterTag: tag, psumTag: tag, psumSource: .nothing, toNetwork: false)
  }

  /// The configuration word.
  public func encoded(_ architecture: Architecture) -> UInt32 {
    let bits = architecture.columnTagBits
    let tags = ifmapTag | filterTag << bits | psumTag << (2 * bits)
    return UInt32(tags | psumSource.rawValue << (3 * bits) | (toNetwork ? 1 : 0) << (3 * bits + 2))
  }
}
