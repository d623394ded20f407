import Hardware

/// A write of parts of a word into the global buffer.
public struct BufferWrite: Signal {
  /// The number of the word, counted over all banks.
  public var address: Unsigned
  /// The word, vector 0 in the low bits; only what the mask says is written.
  public var data: Unsigned
  /// One bit for each vector lane of the word, the least significant first.
  public var mask: Unsigned
  /// The last write of a command.
  public var isLast: Bit

  static func shape(_ architecture: Architecture) -> BufferWrite {
    BufferWrite(
      address: .bits(architecture.wordAddressBits), data: .bits(architecture.bufferWordBits),
      mask: .bits(architecture.bufferWordBits / architecture.storageBits), isLast: .shape)
  }
}
