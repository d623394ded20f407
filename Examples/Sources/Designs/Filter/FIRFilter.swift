import Hardware
import HardwareLibrary

/// A filter with a finite impulse response: each output is the sum of the last inputs, each times its coefficient.
///
/// In transposed form: every input meets all coefficients at once, and the sums move on from register to register.
public struct FIRFilter: Module {
  /// Samples, and the filtered ones; an input is taken where the output can go on.
  public let input, output: Stream<Signed>
  private let coefficients: [Int]

  /// - Parameters:
  ///   - coefficients: that of the latest input first.
  ///   - sampleBits: bits of an input; outputs have as many as the largest sum needs.
  public init(coefficients: [Int], sampleBits: Int) {
    let largest = coefficients.reduce(0) { $0 + $1.magnitude } << (sampleBits - 1)
    (input, output) = (.input(.bits(sampleBits)), .output(.bits(UInt.bitWidth - largest.leadingZeroBitCount + 1)))
    self.coefficients = coefficients
  }

  /// A register of sums for each coefficient.
  public var body: [Statement] {
    let sums = coefficients.map { _ in output.payload }.register("sums", reset: coefficients.map { _ in 0 })
    let isFull = Bit.register("is_full", reset: false)
    when(input.fires) {
      for (tap, coefficient) in coefficients.enumerated() {
        let product = Signed(coefficient) * input.payload.extended(to: output.payload.width)
        let sum = tap + 1 < sums.count ? sums[tap + 1] &+ product : product
        sums[tap] <== sum.truncated(to: output.payload.width)
      }
    }
    input.ready <== !isFull || output.ready
    when(input.ready) { isFull <== input.valid }
    output.valid <== isFull
    output.payload <== sums[0]
  }
}
