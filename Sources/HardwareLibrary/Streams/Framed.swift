import Hardware

/// A word of a sequence, with a mark on the last one.
public struct Framed<Word: Signal>: Signal {
  /// The word.
  public var word: Word
  /// Whether it is the last one of its sequence.
  public var last: Bit

  /// A word with its mark, from signals; for the shape see ``shape(_:)``.
  public init(word: Word, last: Bit) {
    self.word = word
    self.last = last
  }

  /// The shape, from that of a word.
  public static func shape(_ word: Word) -> Framed { Framed(word: word, last: .shape) }
}
