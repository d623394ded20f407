/// Which values a row's X-buses take from the Y-buses: one tag for each network.
///
/// In the word, from bit 0 up: ifmap, filter, psum tag, `rowTagBits` each.
public struct RowWord: Hashable, Sendable {
  /// The row tag under which the row takes values from each network, 0 to `unusedRowTag`, which means none.
  public var ifmapTag, filterTag, psumTag: Int

  /// A word by its tags, each from 0 to `unusedRowTag`.
  public init(ifmapTag: Int, filterTag: Int, psumTag: Int) {
    self.ifmapTag = ifmapTag
    self.filterTag = filterTag
    self.psumTag = psumTag
  }

  /// A row that takes no part.
  public static func unused(_ architecture: Architecture) -> RowWord {
    let tag = architecture.unusedRowTag
    return RowWord(ifmapTag: tag, filterTag: tag, psumTag: tag)
  }

  /// The configuration word.
  public func encoded(_ architecture: Architecture) -> UInt32 {
    let bits = architecture.rowTagBits
    return UInt32(ifmapTag | filterTag << bits | psumTag << (2 * bits))
  }
}
