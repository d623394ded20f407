import Hardware

/// A partial sum on its way up a column of PEs.
public struct Psum: Signal {
  public let value: Signed
  /// Whether it is the last one of its output column.
  public let isLast: Bit

  public static func shape(bits: Int) -> Psum { Psum(value: .bits(bits), isLast: .shape) }

  public func map(_ each: SignalMap) -> Psum { Psum(value: each(value), isLast: each(isLast)) }
}
