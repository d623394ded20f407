import Compiler
import Golden
import Network
import Randomness

/// A convolution of 16 bits with random weights, and an input for it.
public struct RandomFixedPointLayer {
  public let convolution: FixedPointConvolution
  /// (N, H, W, C); about four tenths of it are 0.
  public let input: Tensor<Int16>

  private static let productShift = 12

  /// - Parameter shiftsProducts: whether the architecture can shift products; else sums wrap sooner.
  public init(_ shape: LayerShape, seed: UInt64, shiftsProducts: Bool = true) {
    var generator = SeededGenerator(seed: seed)
    func values(_ shape: [Int], zeros: Int) -> Tensor<Int16> {
      Tensor(
        shape: shape,
        elements: (0..<shape.reduce(1, *)).map { _ in
          Int.random(in: 0..<100, using: &generator) < zeros ? 0 : Int16.random(in: -2048...2047, using: &generator)
        })
    }
    convolution = FixedPointConvolution(
      name: "layer", shape: shape, weights: values(shape.weightShape, zeros: 0),
      bias: [Int16](repeating: 100, count: shape.outputChannels),
      productShift: shiftsProducts ? Self.productShift : 0, appliesReLU: true)
    input = values(shape.inputShape, zeros: 40)
  }

  /// What the golden model makes of it.
  public func output(psumBits: Int) -> Tensor<Int16> {
    let golden = FixedPointLayer(
      shape: convolution.shape, weights: convolution.weights, bias: convolution.bias,
      arithmetic: AccumulatorArithmetic(productShift: convolution.productShift, psumBits: psumBits))
    return golden.outputs(sums: golden.sums(input))
  }
}
