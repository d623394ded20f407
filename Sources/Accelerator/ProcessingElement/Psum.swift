import Hardware

/// A partial sum on its way up a column of PEs.
public struct Psum: Signal {
  /// The sum, modulo 2 to its width.
  public var value: Signed
  /// Whether it is the last one of its output column.
  public var isLast: Bit

  /// The shape of sums of `bits` bits, `psumBits` of an architecture.
  public static func shape(bits: Int) -> Psum { Psum(value: .bits(bits), isLast: .shape) }
}
