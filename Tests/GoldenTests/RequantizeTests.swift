import Golden
import Network
import TestSupport
import Testing

/// The kernel's two steps against the single pass that hardware uses; equal by algebra, and here over many cases.
@Suite struct RequantizeTests {
  static let seed: UInt64 = 0x5EED

  /// One pass: a product, one rounding constant, one shift.
  private func onePass(_ value: Int32, _ multiplier: QuantizedMultiplier, _ rounding: RoundingMode) -> Int32 {
    let (left, right) = (max(multiplier.shift, 0), max(-multiplier.shift, 0))
    let shifted = value << Int32(left)
    let shift = Int64(31 + right)
    let correction: Int64 = rounding == .single || right == 0 ? 0 : shifted >= 0 ? 1 << 30 : -1 << 30
    let product = Int64(shifted) * Int64(multiplier.significand)
    return Int32(truncatingIfNeeded: (product + (1 << (shift - 1)) + correction) >> shift)
  }

  @Test(arguments: RoundingMode.allCases)
  func equalsTheSinglePass(rounding: RoundingMode) {
    print("requantisation: seed \(Self.seed)")
    var generator = SeededGenerator(seed: Self.seed)
    var mismatches = 0
    for _ in 0..<200_000 {
      let multiplier = Self.multiplier(using: &generator)
      let value = Self.value(for: multiplier, using: &generator)
      if requantize(value, by: multiplier, rounding: rounding) != onePass(value, multiplier, rounding) {
        mismatches += 1
      }
    }
    #expect(mismatches == 0)
  }

  /// Where the shift keeps the value within 32 bits, the result is the product rounded to an integer: off by at most
  /// half with one rounding, and by 2^30 units of the product more with two.
  @Test func isTheRoundedProduct() {
    var generator = SeededGenerator(seed: Self.seed)
    for _ in 0..<20_000 {
      let multiplier = QuantizedMultiplier(
        significand: Int32.random(in: 1 << 30...Int32.max, using: &generator),
        shift: Int.random(in: -20...0, using: &generator))
      let value = Int32.random(in: Int32.min...Int32.max, using: &generator)
      let scale = Int64(1) << Int64(31 - multiplier.shift)
      let product = Int64(value) * Int64(multiplier.significand)
      let single = Int64(requantize(value, by: multiplier, rounding: .single))
      let error = product - single * scale
      #expect(error >= -scale / 2 && error < scale / 2)
      let double = Int64(requantize(value, by: multiplier))
      #expect(abs(product - double * scale) <= scale / 2 + (1 << 30))
    }
  }

  @Test func roundsTiesAsTheModeSays() throws {
    let half = try QuantizedMultiplier(0.25)
    #expect([-6, -2, 2, 6].map { requantize($0, by: half) } == [-2, -1, 1, 2])
    #expect([-6, -2, 2, 6].map { requantize($0, by: half, rounding: .single) } == [-1, 0, 1, 2])
    // Without a right shift there is a single rounding in both modes.
    let whole = try QuantizedMultiplier(0.5)
    for mode in RoundingMode.allCases {
      #expect([-3, -1, 1, 3].map { requantize($0, by: whole, rounding: mode) } == [-1, 0, 1, 2])
    }
  }

  @Test func wrapsWhatIsShiftedOut() throws {
    let large = try QuantizedMultiplier(0x1p20)
    #expect(requantize(3, by: large) == 3 << 20)
    #expect(requantize(1 << 20, by: large) == 0)
  }

  @Test func deadChannelsGiveZero() throws {
    let dead = try QuantizedMultiplier(0x1p-40)
    #expect(requantize(.max, by: dead) == 0)
    #expect(requantize(.min, by: dead) == 0)
  }

  private static func multiplier(using generator: inout SeededGenerator) -> QuantizedMultiplier {
    QuantizedMultiplier(
      significand: [0, 1 << 30, Int32.max, Int32.random(in: 1 << 30...Int32.max, using: &generator)]
        .randomElement(using: &generator)!,
      shift: Int.random(in: -31...30, using: &generator))
  }

  /// Any value, an extreme one, or one whose product lies next to a tie.
  private static func value(for multiplier: QuantizedMultiplier, using generator: inout SeededGenerator) -> Int32 {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return [Int32.min, -1, 0, 1, Int32.max].randomElement(using: &generator)!
    case 1: return Int32.random(in: -70_000...70_000, using: &generator)
    case 2 where multiplier.significand > 0:
      let tie = Double(Int.random(in: -100...100, using: &generator)) + 0.5
      let factor = Double(multiplier.significand) * Double(sign: .plus, exponent: multiplier.shift - 31, significand: 1)
      return Int32(min(max(tie / factor, -2e9), 2e9)) &+ Int32.random(in: -1...1, using: &generator)
    default: return Int32.random(in: Int32.min...Int32.max, using: &generator)
    }
  }
}
