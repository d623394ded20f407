import Accelerator
import Compiler
import Golden
import Mapping
import Network
import TestSupport
import Testing

/// Layers of 16 bits, whose sums wrap.
@Suite struct FixedPointTests {
  static let layers: [LayerShape] = [
    try! LayerShape(
      outputChannels: 10, inputChannels: 3, inputHeight: 23, inputWidth: 23, filterHeight: 11, filterWidth: 11,
      stride: SpatialStep(4)),
    try! LayerShape(
      batch: 2, outputChannels: 12, inputChannels: 8, inputHeight: 9, inputWidth: 9, filterHeight: 5, filterWidth: 5,
      padding: Padding(top: 2, bottom: 2, left: 2, right: 2), groups: 2),
    try! LayerShape(
      outputChannels: 30, inputChannels: 20, inputHeight: 7, inputWidth: 7, filterHeight: 3, filterWidth: 3,
      padding: Padding(top: 1, bottom: 1, left: 1, right: 1)),
    // Rows of the input below the last window lie between the samples.
    try! LayerShape(
      batch: 3, outputChannels: 20, inputChannels: 10, inputHeight: 10, inputWidth: 9, filterHeight: 3, filterWidth: 3,
      stride: SpatialStep(2), padding: Padding(top: 0, bottom: 0, left: 1, right: 1)),
    try! LayerShape(
      batch: 4, outputChannels: 60, inputChannels: 40, inputHeight: 7, inputWidth: 6, filterHeight: 3, filterWidth: 3,
      padding: Padding(top: 1, bottom: 1, left: 1, right: 1)),
  ]

  @Test(arguments: layers.indices, [27, 3])
  func layersOf16Bits(index: Int, banks: Int) throws {
    var architecture = Architecture.eyeriss
    architecture.bufferBanks = banks
    let shape = Self.layers[index]
    var generator = SeededGenerator(seed: UInt64(index))
    func tensor(_ shape: [Int]) -> Tensor<Int16> {
      Tensor(
        shape: shape,
        elements: (0..<shape.reduce(1, *)).map { _ in
          Bool.random(using: &generator) ? 0 : Int16.random(in: .min ... .max, using: &generator)
        })
    }
    let (input, weights) = (tensor(shape.inputShape), tensor(shape.weightShape))
    let bias = (0..<shape.outputChannels).map { _ in Int16.random(in: .min ... .max, using: &generator) }
    let layer = FixedPointConvolution(
      name: "conv", shape: shape, weights: weights, bias: bias, productShift: 13, appliesReLU: index != 1)
    let golden = FixedPointLayer(
      shape: shape, weights: weights, bias: bias, arithmetic: .fixedPoint16(productShift: 13),
      appliesReLU: layer.appliesReLU)

    let run = try CompiledRun(Compiler(architecture).compile(layer), input: input.elements)
    let found: Tensor<Int16> = try run.tensor(run.network.memoryMap.output)
    #expect(found == golden.outputs(sums: golden.sums(input)))
    let counts = run.network.counts(operands: [0: input.elements])
    for counter in PerformanceCounter.allCases where !counter.countsCycles && counter != .programBeats {
      #expect(counts.total[counter] == run.model.counts[counter], "\(counter)")
    }
    let statistics = shape.statistics(input: input)
    #expect(counts.total.usefulMACs == statistics.total)
    #expect(counts.total.usefulGatedMACs == statistics.zeroOrPadding)
  }

  @Test func theyNeedAnArchitectureOf16Bits() throws {
    let layer = FixedPointConvolution(
      name: "conv", shape: Self.layers[2], weights: Tensor(shape: Self.layers[2].weightShape),
      bias: Array(repeating: 0, count: 30), productShift: 3, appliesReLU: true)
    let error = #expect(throws: CompilerError.self) { try Compiler(.edge).compile(layer) }
    #expect(error?.problems.count == 3)
  }
}
