import Hardware

/// Several words of a sequence side by side.
public struct FramedWords<Word: Signal>: Signal {
  /// The first word of the sequence is element 0.
  ///
  /// Elements from `count` up mean nothing.
  public var words: [Word]
  /// How many words there are, at least 1.
  public var count: Unsigned
  /// Whether the last of them ends the sequence.
  public var last: Bit

  /// A group from signals; for the shape of one see ``shape(_:size:)``.
  public init(words: [Word], count: Unsigned, last: Bit) {
    self.words = words
    self.count = count
    self.last = last
  }

  /// The shape of a group of up to so many words.
  public static func shape(_ word: Word, size: Int) -> FramedWords {
    precondition(size >= 1, "a group of \(size) words; the least is 1")
    return FramedWords(
      words: Array(repeating: word, count: size), count: .bits(Netlist.addressWidth(of: size + 1)), last: .shape)
  }
}
