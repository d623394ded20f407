import Hardware

/// A partial sum on its way up a column of PEs.
public struct Psum: Signal {
  public var value: Signed
  /// Whether it is the last one of its output column.
  public var isLast: Bit

  public static func shape(bits: Int) -> Psum { Psum(value: .bits(bits), isLast: .shape) }
}
