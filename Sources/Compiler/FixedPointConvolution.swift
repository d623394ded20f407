import Network

/// A convolution of 16 bits: products shifted right, psums that wrap at the architecture's `psumBits`, no zero points.
///
///     output = (sum of (activation * weight >> productShift) + bias) mod 2^psumBits, and with ReLU max(output, 0)
public struct FixedPointConvolution: Sendable, Hashable {
  /// What messages and the memory map call the layer.
  public let name: String
  /// The loops; its batch is computed by one run of the program.
  public let shape: LayerShape
  /// (M, R, S, C / G).
  public let weights: Tensor<Int16>
  /// One for each output channel.
  public let bias: [Int16]
  /// How many low bits of a product are cut away before it is added; 0 where the architecture has no `productShift`.
  public let productShift: Int
  /// Whether a negative output becomes 0.
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
