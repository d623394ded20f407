/// How products become partial sums: the arithmetic of a multiply-accumulate unit.
///
///     psum = (psum + ((activation - zeroPoint) * weight >> productShift)) mod 2^psumBits, sign-extended
///
/// Each product is exact, shifted arithmetically (which truncates towards minus infinity), and then added modulo
/// 2^`psumBits`. Addition wraps rather than saturates because only a modular sum is independent of the order of its
/// terms: hardware may then cut a layer into passes, strips and spatial accumulation as it likes and still produce the
/// same bits, so that results can be compared exactly. Saturation would make them depend on the mapping.
public struct AccumulatorArithmetic: Sendable, Hashable {
  /// Bits that each product is shifted right by, 0 to 32.
  public let productShift: Int
  /// Width of a partial sum, 8 to 48.
  public let psumBits: Int

  /// int8 networks: 32-bit sums of whole products.
  public static let int32 = AccumulatorArithmetic(productShift: 0, psumBits: 32)

  /// 16-bit fixed point as in Eyeriss, where a window of 16 of the product's 32 bits, chosen for each layer, is
  /// accumulated in 16 bits (JSSC 52(1), 2017, section V).
  public static func fixedPoint16(productShift: Int) -> AccumulatorArithmetic {
    AccumulatorArithmetic(productShift: productShift, psumBits: 16)
  }

  /// - Precondition: the shift is in 0...32 and the width in 8...48.
  public init(productShift: Int = 0, psumBits: Int = 32) {
    precondition((0...32).contains(productShift), "product shift \(productShift)")
    precondition((8...48).contains(psumBits), "psum of \(psumBits) bits")
    self.productShift = productShift
    self.psumBits = psumBits
  }

  /// The value that a partial sum of this width represents.
  public func wrap(_ sum: Int64) -> Int64 {
    let unused = Int64(64 - psumBits)
    return (sum << unused) >> unused
  }
}
