import Hardware

/// What a buffet is told to do: read a word, let words go, or both in this order.
public struct BuffetCommand: Signal {
  /// Whether a word is read.
  public var read: Bit
  /// Which word is read, counted from the oldest one.
  public var offset: Unsigned
  /// Whether an update of that word will follow; reads of the same word wait for it.
  ///
  /// There only where the buffet takes updates.
  public var willUpdate: Bit?
  /// How many of the oldest words are let go, after the read.
  public var shrink: Unsigned

  /// A command from signals; for the shape of one see ``shape(depth:updates:)``.
  public init(read: Bit, offset: Unsigned, willUpdate: Bit? = nil, shrink: Unsigned) {
    self.read = read
    self.offset = offset
    self.willUpdate = willUpdate
    self.shrink = shrink
  }

  /// The shape for a buffet of `depth` words.
  public static func shape(depth: Int, updates: Bool) -> BuffetCommand {
    BuffetCommand(
      read: .shape, offset: .bits(Netlist.addressWidth(of: depth)), willUpdate: updates ? .shape : nil,
      shrink: .bits(Netlist.addressWidth(of: depth + 1)))
  }
}

/// The new value of a word that was read for update.
public struct BuffetUpdate<Word: Signal>: Signal {
  /// Which word, counted from the oldest one.
  public var offset: Unsigned
  /// The word's new value.
  public var word: Word

  /// An update from signals; for the shape of one see ``shape(_:depth:)``.
  public init(offset: Unsigned, word: Word) {
    self.offset = offset
    self.word = word
  }

  /// The shape for a buffet of `depth` words of the shape `word`.
  public static func shape(_ word: Word, depth: Int) -> BuffetUpdate {
    BuffetUpdate(offset: .bits(Netlist.addressWidth(of: depth)), word: word)
  }
}
