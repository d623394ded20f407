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
}
