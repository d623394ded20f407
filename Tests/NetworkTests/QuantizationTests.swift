import Foundation
import Network
import TestSupport
import Testing

@Suite struct QuantizationTests {
  @Test func splitsFactors() throws {
    #expect(try QuantizedMultiplier(1) == QuantizedMultiplier(significand: 1 << 30, shift: 1))
    #expect(try QuantizedMultiplier(0.5) == QuantizedMultiplier(significand: 1 << 30, shift: 0))
    #expect(try QuantizedMultiplier(0.75) == QuantizedMultiplier(significand: 3 << 29, shift: 0))
    // Rounds up to 2^31, which is half of the next power of two.
    #expect(try QuantizedMultiplier(1.0.nextDown) == QuantizedMultiplier(significand: 1 << 30, shift: 1))
    #expect(try QuantizedMultiplier(0x1p-32) == QuantizedMultiplier(significand: 1 << 30, shift: -31))
    #expect(try QuantizedMultiplier(0x1p-33) == QuantizedMultiplier(significand: 0, shift: 0))
    #expect(try QuantizedMultiplier(0) == QuantizedMultiplier(significand: 0, shift: 0))
    #expect(try QuantizedMultiplier(0x1p29) == QuantizedMultiplier(significand: 1 << 30, shift: 30))
  }

  @Test func approximatesFactorsTo31Bits() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<10_000 {
      let factor =
        Double.random(in: 0.5..<1, using: &generator) * pow(2, Double(Int.random(in: -31...29, using: &generator)))
      let multiplier = try QuantizedMultiplier(factor)
      let value = Double(multiplier.significand) * pow(2, Double(multiplier.shift - 31))
      #expect(abs(value / factor - 1) <= 0x1p-31)
      #expect(multiplier.significand >= 1 << 30)
    }
  }

  @Test(arguments: [-1, .infinity, .nan, 0x1p30, .greatestFiniteMagnitude])
  func refusesFactors(factor: Double) {
    #expect(throws: QuantizationError.self) { try QuantizedMultiplier(factor) }
  }

  @Test func clampsToActivations() {
    let output = Quantization(scale: 0.05, zeroPoint: -10)
    #expect(Activation.none.bounds(output) == -128...127)
    #expect(Activation.relu.bounds(output) == -10...127)
    #expect(Activation.relu6.bounds(output) == -10...110)
    #expect(Activation.relu6.bounds(Quantization(scale: .leastNonzeroMagnitude, zeroPoint: -128)) == -128...127)
    #expect(Activation.relu6.bounds(Quantization(scale: .greatestFiniteMagnitude, zeroPoint: 3)) == 3...3)
    // 6 / 4 is half a step from both neighbours.
    #expect(Activation.relu6.bounds(Quantization(scale: 4, zeroPoint: 0)) == 0...2)
  }
}
