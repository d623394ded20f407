import Accelerator
import CoSimulation
import Compiler
import Golden
import Network
import TestSupport
import Testing

/// Layers of several samples, whose passes work on some or all of them with the same weights.
@Suite struct BatchTests {
  /// 4x5 PEs with the scratchpads of `eyeriss`.
  static let architecture: Architecture = {
    var architecture = Architecture.eyeriss
    (architecture.rows, architecture.columns, architecture.bufferBanks) = (4, 5, 6)
    return architecture
  }()

  static let layers: [(shape: LayerShape, sharesWeights: Bool)] = [
    // Few places for many weights, which then take longer than the MACs unless samples share them.
    (
      try! LayerShape(
        batch: 4, outputChannels: 24, inputChannels: 16, inputHeight: 2, inputWidth: 2, filterHeight: 3, filterWidth: 3,
        padding: Padding(top: 1, bottom: 1, left: 1, right: 1)), true
    ),
    // Rows of the input below the last window lie between the samples.
    (
      try! LayerShape(
        batch: 3, outputChannels: 16, inputChannels: 16, inputHeight: 6, inputWidth: 5, filterHeight: 3, filterWidth: 3,
        stride: SpatialStep(2), padding: Padding(top: 0, bottom: 0, left: 0, right: 1)), true
    ),
    // The buffer has no room for the maps of all samples at once.
    (
      try! LayerShape(
        batch: 4, outputChannels: 32, inputChannels: 256, inputHeight: 4, inputWidth: 4, filterHeight: 3,
        filterWidth: 3), true
    ),
    // Many places: nothing is gained by sharing.
    (
      try! LayerShape(
        batch: 2, outputChannels: 8, inputChannels: 32, inputHeight: 24, inputWidth: 24, filterHeight: 3,
        filterWidth: 3), false
    ),
  ]

  @Test(arguments: layers.indices)
  func samplesShareWeights(index: Int) throws {
    let (shape, sharesWeights) = Self.layers[index]
    var generator = SeededGenerator(seed: UInt64(index + 1))
    func tensor(_ shape: [Int]) -> Tensor<Int16> {
      Tensor(
        shape: shape,
        elements: (0..<shape.reduce(1, *)).map { _ in
          Bool.random(using: &generator) ? 0 : Int16.random(in: -2048...2047, using: &generator)
        })
    }
    let (input, weights) = (tensor(shape.inputShape), tensor(shape.weightShape))
    let bias = (0..<shape.outputChannels).map { _ in Int16.random(in: -2048...2047, using: &generator) }
    let network = try Compiler(Self.architecture).compile(
      FixedPointConvolution(
        name: "conv", shape: shape, weights: weights, bias: bias, productShift: 12, appliesReLU: true))
    let found = try AcceleratorRun(network, AcceleratorModel(Self.architecture), timing: .slow).infer(input)
    let golden = FixedPointLayer(
      shape: shape, weights: weights, bias: bias, arithmetic: .fixedPoint16(productShift: 12))
    #expect(found.output == golden.outputs(sums: golden.sums(input)))
    let counts = network.counts(operands: [0: input.elements]).total
    #expect(counts.differences(from: found.counters) == [])
    let stored = network.memoryMap.regions.filter { $0.content == .weights }.reduce(0) { $0 + $1.bytes }
    let fetches = found.counters[.filterBeats]! * Self.architecture.beatBytes / stored
    #expect(sharesWeights == (fetches < shape.batch), "each weight is fetched \(fetches) times")
  }
}
