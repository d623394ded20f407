import Hardware

/// Up to as many words as a bus carries in one cycle, all for the same PEs.
public struct WordGroup: Signal {
  /// Word 0 comes first.
  public var words: [Signed]
  /// The index of the last word that counts; the ones after it are padding. Absent on a bus of one word.
  public var lastIndex: Unsigned?

  /// A group of `count` words of `bits` bits.
  public static func shape(count: Int, bits: Int) -> WordGroup {
    WordGroup(
      words: (0..<count).map { _ in .bits(bits) },
      lastIndex: count > 1 ? .bits(Netlist.addressWidth(of: count)) : nil)
  }
}
