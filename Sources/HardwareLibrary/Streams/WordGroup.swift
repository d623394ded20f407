import Hardware

/// A word of a sequence, with a mark on the last one.
public struct Framed<Word: Signal>: Signal {
  public var word: Word
  public var last: Bit

  public init(word: Word, last: Bit) {
    self.word = word
    self.last = last
  }

  /// The shape, from that of a word.
  public static func shape(_ word: Word) -> Framed { Framed(word: word, last: .shape) }

  public func map(_ each: SignalMap) -> Framed { Framed(word: each(word), last: each(last)) }
}

/// Several words of a sequence side by side.
public struct WordGroup<Word: Signal>: Signal {
  /// The first word of the sequence is element 0. Elements from `count` up mean nothing.
  public var words: [Word]
  /// How many words there are, at least 1.
  public var count: Unsigned
  /// Whether the last of them ends the sequence.
  public var last: Bit

  public init(words: [Word], count: Unsigned, last: Bit) {
    self.words = words
    self.count = count
    self.last = last
  }

  /// The shape of a group of up to so many words.
  public static func shape(_ word: Word, size: Int) -> WordGroup {
    precondition(size >= 1, "a group of \(size) words; the least is 1")
    return WordGroup(
      words: Array(repeating: word, count: size), count: .bits(Netlist.addressWidth(of: size + 1)), last: .shape)
  }

  public func map(_ each: SignalMap) -> WordGroup {
    WordGroup(words: each(words), count: each(count), last: each(last))
  }
}
