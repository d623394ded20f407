/// What the channel tables hold so that an average is divided by a number of cells: `significand * 2^(shift - 31)`, the
/// least such number of 31 bits that is not below `1 / divisor`.
///
/// It has the form of any other multiplier, so an average takes the requantiser's way. With N = `|sum| + rounding`, the
/// quotient `N * significand >> (31 - shift)` is exactly `N / divisor`, rounded down, for every N below 2^30: with
/// K = 31 - shift, `significand * divisor` exceeds 2^K by less than `divisor`, and the quotient is right where N times
/// that excess stays below 2^K, which is at least 2^30 times `divisor`. So the sum of n cells may be divided by n
///
/// - with 8 bits, where N is at most 128.5 n, for any n up to 2^22;
/// - with 16 bits, where N is at most 32768.5 n, for any n up to 32767.
///
/// The method is that of Granlund and Montgomery, "Division by invariant integers using multiplication", PLDI 1994.
public struct Reciprocal: Sendable, Hashable {
  /// 2^30 up to 2^31 - 1, for `ProgramTable.significand`.
  public let significand: Int
  /// 1 for a divisor of 1, else 0 and less, for `ProgramTable.shift`.
  public let shift: Int
  /// Half the divisor, rounded down, for `ProgramRegister.vectorRounding`: makes the division round half away from zero.
  public let rounding: Int

  /// - Parameter divisor: cells of a window.
  /// - Precondition: the divisor is in 1...131071, so that its half fits the register.
  public init(of divisor: Int) {
    precondition((1...131_071).contains(divisor), "the reciprocal of \(divisor) cells")
    let exponent = Int.bitWidth - (divisor - 1).leadingZeroBitCount
    significand = ((1 << (30 + exponent)) + divisor - 1) / divisor
    shift = 1 - exponent
    rounding = divisor / 2
  }
}
