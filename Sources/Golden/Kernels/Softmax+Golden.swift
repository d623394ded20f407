import Network

extension Softmax {
  /// Softmax over the last dimension; bit-exact to the kernel of TensorFlow Lite (`reference_ops::Softmax`, int8).
  public func outputs(_ input: Tensor<Int8>) -> Tensor<Int8> {
    let depth = input.shape[input.rank - 1]
    return Tensor(shape: input.shape) { results in
      input.withUnsafeBufferPointer { values in
        for start in stride(from: 0, to: values.count, by: depth) {
          row(
            UnsafeBufferPointer(rebasing: values[start..<start + depth]),
            into: UnsafeMutableBufferPointer(rebasing: results[start..<start + depth]))
        }
      }
    }
  }

  private func row(_ values: UnsafeBufferPointer<Int8>, into results: UnsafeMutableBufferPointer<Int8>) {
    let maximum = Int(values.max()!)
    let exponentials = values.map { exponential(ofDifference: Int($0) - maximum) }
    // The sum has 12 integer bits.
    let sum = exponentials.reduce(Int32(0)) { $0 &+ roundingDivide($1 ?? 0, byPowerOfTwo: 12) }
    // Normalised to [1, 2), the sum is 1 + fraction; its reciprocal is shifted back with the result.
    let headroom = sum.leadingZeroBitCount
    let fraction = Int32(bitPattern: (UInt32(bitPattern: sum) << UInt32(headroom)) &- (1 << 31))
    let reciprocal = FixedPoint.reciprocalOfOnePlus(fraction)
    let exponent = 12 - headroom + 31 - 8
    for (index, exponential) in exponentials.enumerated() {
      guard let exponential else {
        results[index] = .min
        continue
      }
      let probability = roundingDivide(FixedPoint.multiply(reciprocal, exponential), byPowerOfTwo: exponent)
      results[index] = Int8(clamping: Int(probability) - 128)
    }
  }

  /// exp of a difference to the row's maximum, Q0.31, or nil where it is too small to count.
  private func exponential(ofDifference difference: Int) -> Int32? {
    guard difference >= minimumDifference else { return nil }
    let shifted = Int32(truncatingIfNeeded: difference << leftShift)
    return FixedPoint.exponential(roundingHighMultiply(Int64(shifted) * Int64(significand)))
  }
}
