import Hardware

/// What the memory wrappers share about writing parts of a word.
enum WriteMask {
  /// Bits of the mask of a word.
  static func width(of wordWidth: Int, granularity: Int) -> Int {
    precondition(
      granularity > 0 && wordWidth % granularity == 0,
      "a write granularity of \(granularity) bits does not divide words of \(wordWidth) bits")
    return wordWidth / granularity
  }

  /// What a wrapper's name says about its mask: `_m8` for one bit a byte.
  static func suffix(_ mask: Unsigned?, _ word: Unsigned) -> String {
    mask.map { "_m\(word.width / $0.width)" } ?? ""
  }
}
