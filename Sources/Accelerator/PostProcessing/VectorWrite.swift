import Hardware

/// A vector, or some of its lanes, on its way into the buffer.
public struct VectorWrite: Signal {
  public let address: Unsigned
  /// The activations, lane 0 in the low bits, each sign-extended to `Architecture.storageBits`.
  public let data: Unsigned
  /// The lanes to write, lane 0 lowest; 0 for a group that was dropped.
  public let mask: Unsigned
  /// The last one of a pass or of a vector command.
  public let isLast: Bit

  public static func shape(_ architecture: Architecture) -> VectorWrite {
    VectorWrite(
      address: .bits(architecture.vectorAddressBits), data: .bits(architecture.vectorBits),
      mask: .bits(architecture.lanes), isLast: .shape)
  }

  public func map(_ each: SignalMap) -> VectorWrite {
    VectorWrite(address: each(address), data: each(data), mask: each(mask), isLast: each(isLast))
  }
}
