import Golden
import Network
import Testing

@Suite struct FixedPointLayerTests {
  private func layer(
    weights: [Int16], bias: [Int16]? = nil, shift: Int = 0, bits: Int = 16, relu: Bool = true
  ) throws -> FixedPointLayer {
    let shape = try LayerShape.fullyConnected(inputs: weights.count, outputs: 1)
    return FixedPointLayer(
      shape: shape, weights: Tensor(shape: shape.weightShape, elements: weights), bias: bias,
      arithmetic: AccumulatorArithmetic(productShift: shift, psumBits: bits), appliesReLU: relu)
  }

  private func run(_ layer: FixedPointLayer, _ input: [Int16]) -> (sum: Int16, output: Int16) {
    let sums = layer.sums(Tensor(shape: layer.shape.inputShape, elements: input))
    return (sums.elements[0], layer.outputs(sums: sums).elements[0])
  }

  @Test func truncatesEveryProduct() throws {
    // Each of the products 3, 3 and -3 is halved towards minus infinity before it is added: 1 + 1 - 2.
    #expect(run(try layer(weights: [1, 1, -1], shift: 1), [3, 3, 3]).sum == 0)
    #expect(run(try layer(weights: [Int16.min], shift: 16, relu: false), [Int16.max]).sum == -16384)
  }

  @Test func wrapsSums() throws {
    let result = run(try layer(weights: [1, 1], relu: false), [Int16.max, 1])
    #expect(result.sum == Int16.min && result.output == Int16.min)
    #expect(run(try layer(weights: [1], bits: 12), [2048]).sum == -2048)
  }

  @Test func addsBiasAndClipsNegativeOutputs() throws {
    #expect(run(try layer(weights: [2], bias: [-7]), [3]).output == 0)
    #expect(run(try layer(weights: [2], bias: [-7], relu: false), [3]).output == -1)
    #expect(run(try layer(weights: [2], bias: [Int16.max], relu: false), [1]).output == Int16.min + 1)
  }
}
