/// A real factor as hardware multiplies by it: `significand * 2^(shift - 31)`.
///
/// This is the compile-time half of the integer semantics of the TensorFlow Lite Micro reference kernels
/// (`QuantizeMultiplier`); the golden model and the requantiser in hardware are the run-time half.
public struct QuantizedMultiplier: Sendable, Hashable {
  /// 2^30 up to 2^31 - 1, or 0 for a factor that is too small to matter.
  public let significand: Int32
  /// -31 to 30; positive shifts to the left.
  public let shift: Int

  /// - Precondition: the significand is not negative and the shift is in -31...30.
  public init(significand: Int32, shift: Int) {
    precondition(significand >= 0 && (-31...30).contains(shift), "no multiplier: \(significand), shift \(shift)")
    self.significand = significand
    self.shift = shift
  }

  /// - Throws: ``QuantizationError`` if the factor is negative, not finite, or 2^30 and more, where the kernels'
  ///   shifts would lose the result.
  public init(_ factor: Double) throws(QuantizationError) {
    guard factor >= 0, factor.isFinite else { throw QuantizationError(factor: factor) }
    guard factor > 0 else {
      self.init(significand: 0, shift: 0)
      return
    }
    let (significand, exponent) = Self.normalize(factor)
    guard exponent <= 30 else { throw QuantizationError(factor: factor) }
    self.init(significand: exponent < -31 ? 0 : significand, shift: exponent < -31 ? 0 : exponent)
  }

  /// Splits a positive finite factor into `significand * 2^(exponent - 31)`, the significand being rounded half away
  /// from zero to 31 bits with the highest one set.
  static func normalize(_ factor: Double) -> (significand: Int32, exponent: Int) {
    // The kernels use `frexp`, which normalises to [0.5, 1); Swift's significand is in [1, 2).
    let rounded = Int64((factor.significand / 2 * 0x1p31).rounded(.toNearestOrAwayFromZero))
    let exponent = Int(factor.exponent) + 1
    return rounded == 1 << 31 ? (1 << 30, exponent + 1) : (Int32(rounded), exponent)
  }
}

/// Scales whose combination the integer kernels cannot represent.
public struct QuantizationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The factor or the scales that are wrong and what is possible, in one line without a full stop.
  public let description: String

  init(factor: Double) {
    description = "the scales combine to a factor of \(factor), but only 0 up to 2^30 can be represented"
  }

  init(_ description: String) { self.description = description }
}
