/// Fixed-point functions on 32-bit integers as gemmlowp defines them; Qm.n has m integer and n fractional bits.
///
/// The int8 softmax of TensorFlow Lite is built from them. Each rounds at every step, so only the same steps give the
/// same bits.
enum FixedPoint {
  /// The product of two fixed-point numbers; the integer bits of the formats add up.
  static func multiply(_ a: Int32, _ b: Int32) -> Int32 {
    a == .min && b == .min ? .max : roundingHighMultiply(Int64(a) * Int64(b))
  }

  /// `value * 2^exponent`, saturating.
  private static func scale(_ value: Int32, byPowerOfTwo exponent: Int32) -> Int32 {
    let threshold = (Int32(1) << (31 - exponent)) - 1
    if value > threshold { return .max }
    return value < -threshold ? .min : value << exponent
  }

  /// exp(a) for a in [-1/4, 0), Q0.31 to Q0.31: a Taylor series around -1/8.
  private static func exponentialNearZero(_ a: Int32) -> Int32 {
    let (expOfMinusEighth, third): (Int32, Int32) = (1_895_147_668, 715_827_883)
    let x = a &+ (1 << 28)
    let x2 = multiply(x, x)
    let x3 = multiply(x2, x)
    let x4 = multiply(x2, x2)
    let higherTerms = multiply(roundingDivide(x4, byPowerOfTwo: 2) &+ x3, third) &+ x2
    return expOfMinusEighth &+ multiply(expOfMinusEighth, x &+ roundingDivide(higherTerms, byPowerOfTwo: 1))
  }

  /// exp(a) for a in (-32, 0], Q5.26 to Q0.31.
  ///
  /// The argument is split into a part in [-1/4, 0) and powers of two, whose exponentials are multiplied.
  static func exponential(_ a: Int32) -> Int32 {
    guard a != 0 else { return .max }
    let quarter: Int32 = 1 << 24
    let nearZero = (a & (quarter - 1)) - quarter
    var result = exponentialNearZero(nearZero << 5)
    let rest = nearZero &- a
    // exp(-1/4), exp(-1/2), exp(-1), ... exp(-16) in Q0.31.
    let factors: [Int32] = [1_672_461_947, 1_302_514_674, 790_015_084, 290_630_308, 39_332_535, 720_401, 242]
    for (bit, factor) in factors.enumerated() where rest & (quarter << Int32(bit)) != 0 {
      result = multiply(result, factor)
    }
    return result
  }

  /// 1 / (1 + a) for a in [0, 1), Q0.31 to Q0.31: three steps of Newton and Raphson's division.
  static func reciprocalOfOnePlus(_ a: Int32) -> Int32 {
    let (fortyEightSeventeenths, minusThirtyTwoSeventeenths): (Int32, Int32) = (1_515_870_810, -1_010_580_540)
    let halfDenominator = Int32((Int64(a) + Int64(Int32.max) + 1) / 2)
    var x = fortyEightSeventeenths &+ multiply(halfDenominator, minusThirtyTwoSeventeenths)
    for _ in 0..<3 {
      let error = (1 << 29) &- multiply(halfDenominator, x)
      // The product of two Q2.29 is Q4.27.
      x = x &+ scale(multiply(x, error), byPowerOfTwo: 2)
    }
    return scale(x, byPowerOfTwo: 1)
  }
}
