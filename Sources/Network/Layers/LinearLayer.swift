/// A convolution, depthwise convolution or fully connected layer with its constants.
///
///     accumulator = bias[m] + sum of (x - inputZeroPoint) * w        padding contributes 0
///     output      = requantization of the accumulator
///
/// All three kinds are the same loops, so they share one value and one layout of weights; hardware need not
/// tell them apart.
public struct LinearLayer: Sendable, Hashable {
  /// The loops, all samples included.
  public let shape: LayerShape
  /// (M, R, S, C / G), whatever the file's layout was; weights have zero point 0.
  public let weights: Tensor<Int8>
  /// One for each output channel; zeros where the operator has no bias.
  public let bias: [Int32]
  /// What is subtracted from each activation, and what padding stands for.
  public let inputZeroPoint: Int
  /// How an accumulator becomes an output, with one multiplier or one for each output channel.
  public let requantization: Requantization

  /// - Precondition: weights and bias match the shape.
  public init(
    shape: LayerShape, weights: Tensor<Int8>, bias: [Int32], inputZeroPoint: Int, requantization: Requantization
  ) {
    precondition(weights.shape == shape.weightShape, "weights of shape \(weights.shape) for \(shape.weightShape)")
    precondition(bias.count == shape.outputChannels, "\(bias.count) biases for \(shape.outputChannels) channels")
    precondition([1, shape.outputChannels].contains(requantization.multipliers.count), "multipliers do not match")
    self.shape = shape
    self.weights = weights
    self.bias = bias
    self.inputZeroPoint = inputZeroPoint
    self.requantization = requantization
  }
}
