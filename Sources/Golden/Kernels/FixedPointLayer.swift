import Network

/// A layer in 16-bit fixed point as Eyeriss computes it: no zero points, no scales, partial sums of at most 16 bits.
///
///     psum   = (sum of (activation * weight >> productShift) + bias) mod 2^psumBits, sign-extended
///     output = max(psum, 0) with ReLU, else psum
///
/// Sums wrap; ``AccumulatorArithmetic`` says why. JSSC 52(1), 2017, sections II and V.
public struct FixedPointLayer: Sendable, Hashable {
  /// The loops of the layer, all samples included.
  public let shape: LayerShape
  /// (M, R, S, C / G).
  public let weights: Tensor<Int16>
  /// One for each output channel.
  public let bias: [Int16]
  /// How products are shifted and at how many bits, at most 16, sums wrap.
  public let arithmetic: AccumulatorArithmetic
  /// Whether a negative output becomes 0.
  public let appliesReLU: Bool

  /// - Precondition: weights and bias match the shape, and a partial sum fits into 16 bits.
  public init(
    shape: LayerShape, weights: Tensor<Int16>, bias: [Int16]? = nil, arithmetic: AccumulatorArithmetic,
    appliesReLU: Bool = true
  ) {
    let bias = bias ?? Array(repeating: 0, count: shape.outputChannels)
    precondition(weights.shape == shape.weightShape, "weights of shape \(weights.shape) for \(shape.weightShape)")
    precondition(bias.count == shape.outputChannels, "\(bias.count) biases for \(shape.outputChannels) channels")
    precondition(arithmetic.psumBits <= 16, "psums of \(arithmetic.psumBits) bits are no 16-bit outputs")
    self.shape = shape
    self.weights = weights
    self.bias = bias
    self.arithmetic = arithmetic
    self.appliesReLU = appliesReLU
  }

  /// The partial sums before the bias, shape (N, E, F, M).
  public func sums(_ input: Tensor<Int16>) -> Tensor<Int16> {
    let wide = shape.accumulators(input: input, weights: weights, arithmetic: arithmetic)
    return Tensor(shape: wide.shape, elements: wide.elements.map { Int16($0) })
  }

  /// The outputs for partial sums, which are those of ``sums(_:)`` or were computed by hardware.
  public func outputs(sums: Tensor<Int16>) -> Tensor<Int16> {
    var channel = 0
    let elements = sums.elements.map { sum in
      let psum = Int16(arithmetic.wrap(Int64(sum) + Int64(bias[channel])))
      channel = channel + 1 == shape.outputChannels ? 0 : channel + 1
      return appliesReLU ? max(psum, 0) : psum
    }
    return Tensor(shape: sums.shape, elements: elements)
  }
}
