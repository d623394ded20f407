import Accelerator
import Compiler
import Golden
import Network
import Randomness

/// A convolution of 16 bits with random weights, and an input for it.
public struct RandomConvolution {
  /// The convolution with its weights, to be compiled.
  public let layer: FixedPointConvolution
  /// (N, H, W, C).
  public let input: Tensor<Int16>
  private let psumBits: Int

  private static let productShift = 12

  /// - Parameters:
  ///   - architecture: of 16 bits; it says whether products are shifted, and at how many bits sums wrap.
  ///   - zeros: about this share of the input is zero.
  public init(_ shape: LayerShape, for architecture: Architecture, zeros: Double = 0.4, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func values(_ shape: [Int], zeros: Double) -> Tensor<Int16> {
      Tensor(
        shape: shape,
        elements: (0..<shape.reduce(1, *)).map { _ in
          Double.random(in: 0..<1, using: &generator) < zeros ? 0 : Int16.random(in: -2048...2047, using: &generator)
        })
    }
    psumBits = architecture.psumBits
    input = values(shape.inputShape, zeros: zeros)
    let weights = values(shape.weightShape, zeros: 0)
    layer = FixedPointConvolution(
      name: "layer", shape: shape, weights: weights,
      bias: (0..<shape.outputChannels).map { _ in Int16.random(in: -2048...2047, using: &generator) },
      productShift: architecture.productShift ? Self.productShift : 0, appliesReLU: true)
  }

  /// What the golden model makes of the input.
  public var output: Tensor<Int16> {
    let golden = FixedPointLayer(
      shape: layer.shape, weights: layer.weights, bias: layer.bias,
      arithmetic: AccumulatorArithmetic(productShift: layer.productShift, psumBits: psumBits))
    return golden.outputs(sums: golden.sums(input))
  }
}
