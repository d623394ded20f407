import Network

/// `MultiplyByQuantizedMultiplier` ("MBQM"): `value * multiplier`, rounded to an integer of 32 bits.
///
/// Written in the two steps of the kernel that defines it, not in the single pass that hardware uses; a left shift
/// wraps to 32 bits as it does there.
public func requantize(
  _ value: Int32, by multiplier: QuantizedMultiplier, rounding: RoundingMode = .double
) -> Int32 {
  let (left, right) = multiplier.shift > 0 ? (multiplier.shift, 0) : (0, -multiplier.shift)
  let product = Int64(value << Int32(left)) * Int64(multiplier.significand)
  switch rounding {
  case .double:
    return roundingDivide(roundingHighMultiply(product), byPowerOfTwo: right)
  case .single:
    let shift = Int64(31 + right)
    return Int32(truncatingIfNeeded: (product + (1 << (shift - 1))) >> shift)
  }
}

/// The second half of "saturating rounding doubling high multiply" (SRDHM): `product / 2^31`, half upwards.
///
/// Nothing saturates here, as the only product that would need it is that of two times -2^31.
func roundingHighMultiply(_ product: Int64) -> Int32 {
  Int32(truncatingIfNeeded: (product + (1 << 30)) >> 31)
}

/// `value / 2^exponent`, half away from zero.
func roundingDivide(_ value: Int32, byPowerOfTwo exponent: Int) -> Int32 {
  guard exponent > 0 else { return value }
  let wide = Int64(value)
  return Int32(truncatingIfNeeded: (wide + (1 << Int64(exponent - 1)) - (wide < 0 ? 1 : 0)) >> Int64(exponent))
}

extension Requantization {
  /// The output for an accumulator that was scaled already: adds the zero point and clamps.
  func finish(_ scaled: Int32) -> Int8 {
    let shifted = Int64(scaled) + Int64(zeroPoint)
    return Int8(truncatingIfNeeded: min(max(shifted, Int64(bounds.lowerBound)), Int64(bounds.upperBound)))
  }
}
