import TestSupport
import Testing

@testable import Accelerator

@Suite struct ReciprocalTests {
  /// As the tables' constants are used: shifted left, multiplied, shifted right.
  private func quotient(_ number: Int, _ reciprocal: Reciprocal) -> Int {
    let left = max(reciprocal.shift, 0)
    let right = max(-reciprocal.shift, 0)
    return ((number << left) * reciprocal.significand) >> (31 + right)
  }

  /// The quotient never falls as the number grows, so it is right everywhere if it is right on both sides of each
  /// multiple of the divisor.
  private func isExact(_ divisor: Int, upTo limit: Int) -> Bool {
    let reciprocal = Reciprocal(of: divisor)
    return (1...limit / divisor).allSatisfy {
      quotient($0 * divisor - 1, reciprocal) == $0 - 1 && quotient($0 * divisor, reciprocal) == $0
    }
  }

  @Test func everySumOfEightBitsIsDividedExactly() {
    for divisor in 1...1024 {
      #expect(isExact(divisor, upTo: 128 * divisor + divisor / 2), "divisor \(divisor)")
    }
  }

  /// In the plainest way, for some.
  @Test(arguments: [1, 2, 3, 7, 49, 64, 100])
  func everySumOfEightBitsIsRoundedAsInC(divisor: Int) {
    let reciprocal = Reciprocal(of: divisor)
    #expect(reciprocal.rounding == divisor / 2)
    for sum in -128 * divisor...127 * divisor {
      let magnitude = quotient(abs(sum) + reciprocal.rounding, reciprocal)
      let expected = (sum > 0 ? sum + divisor / 2 : sum - divisor / 2) / divisor
      guard (sum < 0 ? -magnitude : magnitude) == expected else {
        Issue.record("\(sum) / \(divisor) gives \(magnitude)")
        return
      }
    }
  }

  @Test func everySumOfSixteenBitsIsDividedExactly() {
    var generator = SeededGenerator(seed: 1)
    let random = (0..<20).map { _ in Int.random(in: 1...32767, using: &generator) }
    for divisor in [1, 2, 3, 1023, 1024, 1025, 16385, 32766, 32767] + random {
      #expect(isExact(divisor, upTo: 32768 * divisor + divisor / 2), "divisor \(divisor)")
    }
  }

  @Test func theConstantsFitTheTables() {
    for divisor in 1...131_071 {
      let reciprocal = Reciprocal(of: divisor)
      guard (1 << 30..<1 << 31).contains(reciprocal.significand), (-31...1).contains(reciprocal.shift),
        reciprocal.rounding < 1 << VectorSettings.countBits
      else {
        Issue.record("\(divisor): \(reciprocal)")
        return
      }
    }
  }
}
