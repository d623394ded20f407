import Network

/// A convolution of 16 bits: products shifted right, psums that wrap at the architecture's `psumBits`, no zero points.
///
///     output = (sum of (activation * weight >> productShift) + bias) mod 2^psumBits, and with ReLU max(output, 0)
public struct FixedPointConvolution: Sendable, Hashable {
  public let name: String
  public let shape: LayerShape
  /// (M, R, S, C / G).
  public let weights: Tensor<Int16>
  /// One for each output channel.
  public let bias: [Int16]
  public let productShift: Int
  public let appliesReLU: Bool

  /// - Precondition: weights and bias match the shape.
  public init(
    name: String, shape: LayerShape, weights: Tensor<Int16>, bias: [Int16], productShift: Int, appliesReLU: Bool
  ) {
    precondition(weights.shape == shape.weightShape, "weights of shape \(weights.shape) for \(shape.weightShape)")
    precondition(bias.count == shape.outputChannels, "\(bias.count) biases for \(shape.outputChannels) channels")
    self.name = name
    self.shape = shape
    self.weights = weights
    self.bias = bias
    self.productShift = productShift
    self.appliesReLU = appliesReLU
  }
}
