import Hardware

/// A vector, or some of its lanes, on its way into the buffer.
public struct VectorWrite: Signal {
  /// The number of the vector in the buffer.
  public var address: Unsigned
  /// The activations, lane 0 in the low bits, each sign-extended to `Architecture.storageBits`.
  public var data: Unsigned
  /// The lanes to write, lane 0 lowest; 0 for a group that was dropped.
  public var mask: Unsigned
  /// The last one of a pass or of a vector command.
  public var isLast: Bit

  /// The shape for an architecture: a vector of `lanes` activations.
  public static func shape(_ architecture: Architecture) -> VectorWrite {
    VectorWrite(
      address: .bits(architecture.vectorAddressBits), data: .bits(architecture.vectorBits),
      mask: .bits(architecture.lanes), isLast: .shape)
  }
}
