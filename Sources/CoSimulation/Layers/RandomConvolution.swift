import Compiler
import Golden
import Network
import Randomness

/// A convolution of 16 bits with random weights, and an input for it.
public struct RandomConvolution {
  public let layer: FixedPointConvolution
  /// (N, H, W, C).
  public let input: Tensor<Int16>

  private static let productShift = 12

  /// - Parameter zeros: about this share of the input is zero.
  public init(_ shape: LayerShape, zeros: Double, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func values(_ shape: [Int], zeros: Double) -> Tensor<Int16> {
      Tensor(
        shape: shape,
        elements: (0..<shape.reduce(1, *)).map { _ in
          Double.random(in: 0..<1, using: &generator) < zeros ? 0 : Int16.random(in: -2048...2047, using: &generator)
        })
    }
    input = values(shape.inputShape, zeros: zeros)
    let weights = values(shape.weightShape, zeros: 0)
    layer = FixedPointConvolution(
      name: "layer", shape: shape, weights: weights,
      bias: (0..<shape.outputChannels).map { _ in Int16.random(in: -2048...2047, using: &generator) },
      productShift: Self.productShift, appliesReLU: true)
  }

  /// What the golden model makes of the input.
  public var output: Tensor<Int16> {
    let golden = FixedPointLayer(
      shape: layer.shape, weights: layer.weights, bias: layer.bias,
      arithmetic: .fixedPoint16(productShift: layer.productShift))
    return golden.outputs(sums: golden.sums(input))
  }
}
