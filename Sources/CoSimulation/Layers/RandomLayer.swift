import Network
import Randomness

/// A network of one int8 layer with random weights, and an input for it.
public struct RandomLayer {
  /// The network, to be compiled.
  public let graph: Graph
  /// (N, H, W, C).
  public let input: Tensor<Int8>

  private static let outputZero = 3

  /// - Parameters:
  ///   - zeros: about this share of the input is the zero point.
  ///   - inputZero: the input's zero point; 0 for architectures that have none.
  public init(_ shape: LayerShape, zeros: Double = 0.4, seed: UInt64, inputZero: Int8 = 5) {
    var generator = SeededGenerator(seed: seed)
    func values(_ shape: [Int], zeros: Double) -> Tensor<Int8> {
      Tensor(
        shape: shape,
        elements: (0..<shape.reduce(1, *)).map { _ in
          Double.random(in: 0..<1, using: &generator) < zeros
            ? inputZero : Int8.random(in: .min ... .max, using: &generator)
        })
    }
    // Channels differ in all of their constants, as those of networks do.
    var constants = SeededGenerator(seed: ~seed)
    let multipliers = (0..<shape.outputChannels).map { channel in
      QuantizedMultiplier(
        significand: Int32.random(in: 1 << 30 ... .max, using: &constants), shift: channel % 2 == 0 ? -8 : -9)
    }
    let layer = LinearLayer(
      shape: shape, weights: values(shape.weightShape, zeros: 0),
      bias: (0..<shape.outputChannels).map { _ in Int32.random(in: 0...1000, using: &constants) },
      inputZeroPoint: Int(inputZero),
      requantization: Requantization(
        multipliers: multipliers, zeroPoint: Self.outputZero,
        bounds: Int8.min...Int8.max))
    let tensors = [("in", shape.inputShape, Int(inputZero)), ("out", shape.outputShape, Self.outputZero)]
    graph = Graph(
      name: "layer",
      tensors: tensors.map {
        GraphTensor(name: $0.0, shape: $0.1, quantization: Quantization(scale: 1, zeroPoint: $0.2))
      },
      operators: [Operator(index: 0, name: "CONV_2D", kind: .convolution(layer), inputs: [0], output: 1)],
      input: 0, output: 1)
    input = values(shape.inputShape, zeros: zeros)
  }
}
