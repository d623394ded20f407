import Hardware

/// A write of parts of a word into the global buffer.
public struct BufferWrite: Signal {
  public let address: Unsigned
  public let data: Unsigned
  /// One bit for each vector lane of the word, the least significant first.
  public let mask: Unsigned
  /// The last write of a command.
  public let isLast: Bit

  init(address: Unsigned, data: Unsigned, mask: Unsigned, isLast: Bit) {
    (self.address, self.data, self.mask, self.isLast) = (address, data, mask, isLast)
  }

  static func shape(_ architecture: Architecture) -> BufferWrite {
    BufferWrite(
      address: .bits(architecture.wordAddressBits), data: .bits(architecture.bufferWordBits),
      mask: .bits(architecture.bufferWordBits / architecture.storageBits), isLast: .shape)
  }

  public func map(_ each: SignalMap) -> BufferWrite {
    BufferWrite(address: each(address), data: each(data), mask: each(mask), isLast: each(isLast))
  }
}
