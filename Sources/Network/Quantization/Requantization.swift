/// What turns an int32 accumulator into an int8 output: `clamp(zeroPoint + MBQM(accumulator, multiplier))`.
public struct Requantization: Sendable, Hashable {
  /// One for each output channel, or a single one for all.
  public let multipliers: [QuantizedMultiplier]
  /// The output's zero point.
  public let zeroPoint: Int
  /// The clamp, which is the activation function.
  public let bounds: ClosedRange<Int8>

  /// - Precondition: there is at least one multiplier.
  public init(multipliers: [QuantizedMultiplier], zeroPoint: Int, bounds: ClosedRange<Int8>) {
    precondition(!multipliers.isEmpty, "no multiplier")
    self.multipliers = multipliers
    self.zeroPoint = zeroPoint
    self.bounds = bounds
  }

  /// The multiplier of an output channel.
  public func multiplier(ofChannel channel: Int) -> QuantizedMultiplier {
    multipliers.count == 1 ? multipliers[0] : multipliers[channel]
  }

  private init(factors: [Double], output: Quantization, activation: Activation) throws(QuantizationError) {
    var multipliers: [QuantizedMultiplier] = []
    for factor in factors { multipliers.append(try QuantizedMultiplier(factor)) }
    self.init(multipliers: multipliers, zeroPoint: output.zeroPoint, bounds: activation.bounds(output))
  }

  /// For a convolution of any kind: one factor for each weight scale.
  static func convolution(
    input: Quantization, weightScales: [Float], output: Quantization, activation: Activation
  ) throws(QuantizationError) -> Requantization {
    try Requantization(
      factors: weightScales.map { Double(input.scale) * Double($0) / Double(output.scale) },
      output: output, activation: activation)
  }

  /// For a fully connected layer: with a single weight scale, the product of the scales is rounded to `Float` first.
  static func fullyConnected(
    input: Quantization, weightScales: [Float], output: Quantization, activation: Activation
  ) throws(QuantizationError) -> Requantization {
    guard weightScales.count == 1 else {
      return try convolution(input: input, weightScales: weightScales, output: output, activation: activation)
    }
    return try Requantization(
      factors: [Double(input.scale * weightScales[0]) / Double(output.scale)], output: output, activation: activation)
  }

  /// For a product of two feature maps.
  ///
  /// Kernels differ here: the one for microcontrollers, which counts, computes in double precision what the one for
  /// larger systems computes in single.
  static func product(
    first: Quantization, second: Quantization, output: Quantization, activation: Activation
  ) throws(QuantizationError) -> Requantization {
    try Requantization(
      factors: [Double(first.scale) * Double(second.scale) / Double(output.scale)], output: output,
      activation: activation)
  }

  /// For a sum of two feature maps that were shifted up and scaled by `twiceMaximum` before.
  static func sum(
    twiceMaximum: Double, output: Quantization, activation: Activation
  ) throws(QuantizationError) -> Requantization {
    let shifted = Float(1 << ElementwiseSum.leftShift) * output.scale
    return try Requantization(factors: [twiceMaximum / Double(shifted)], output: output, activation: activation)
  }
}
