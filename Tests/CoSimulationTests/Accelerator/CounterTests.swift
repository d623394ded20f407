import Accelerator
import CoSimulation
import Compiler
import Golden
import Mapping
import Network
import TestSupport
import Testing

/// What the hardware counts, against the golden model and against the memory's own statistics.
@Suite struct CounterTests {
  /// Layers that a mapping divides without a rest, so that nothing is multiplied but the layer's own MACs.
  static let layers: [LayerShape] = [
    try! LayerShape(
      outputChannels: 32, inputChannels: 16, inputHeight: 4, inputWidth: 4, filterHeight: 1, filterWidth: 1),
    try! LayerShape(
      outputChannels: 16, inputChannels: 16, inputHeight: 8, inputWidth: 8, filterHeight: 3, filterWidth: 3,
      padding: Padding(top: 1, bottom: 1, left: 1, right: 1), groups: 16),
  ]

  @Test func multiplicationsAreTheGoldenModels() throws {
    let model = try AcceleratorModel(.edge)
    for (index, shape) in Self.layers.enumerated() {
      let layer = RandomLayer(shape, seed: UInt64(index + 1))
      let (graph, input) = (layer.graph, layer.input)
      let expected = try GoldenModel(graph).run(input)
      let found = try AcceleratorRun(Compiler(.edge).compile(graph), model, timing: .slow).infer(input)
      #expect(found.output == expected.output)
      let statistics = expected.statistics
      #expect(found.counters[.macsGated] == statistics.zeroOrPadding, "layer \(index)")
      #expect(found.counters[.macsDone] == statistics.total - statistics.zeroOrPadding, "layer \(index)")
    }
  }

  /// Layers whose filters, channels and rows no mapping on 3x5 divides.
  static let oddLayers: [LayerShape] = [
    try! LayerShape(
      outputChannels: 7, inputChannels: 5, inputHeight: 7, inputWidth: 6, filterHeight: 3, filterWidth: 3,
      padding: Padding(top: 1, bottom: 1, left: 1, right: 1)),
    try! LayerShape(
      outputChannels: 9, inputChannels: 9, inputHeight: 8, inputWidth: 7, filterHeight: 5, filterWidth: 2,
      stride: SpatialStep(2), padding: Padding(top: 2, bottom: 1, left: 0, right: 1), groups: 9),
    try! LayerShape(
      outputChannels: 18, inputChannels: 70, inputHeight: 4, inputWidth: 3, filterHeight: 4, filterWidth: 2),
  ]

  /// What the hardware does beyond the golden model's MACs is what the mapping fills up, slot by slot: weights of zero
  /// and rows that the layer does not have.
  @Test(arguments: oddLayers.indices)
  func theRestIsFilledUp(index: Int) throws {
    let architecture = try AcceleratorNetworkTests.architecture("3x5")
    let shape = Self.oddLayers[index]
    let layer = RandomLayer(shape, seed: UInt64(index + 1))
    let (graph, input) = (layer.graph, layer.input)
    let expected = try GoldenModel(graph).run(input)
    let network = try Compiler(architecture).compile(graph)
    let mapping = try #require(network.steps[0].layer?.mapping)
    let found = try AcceleratorRun(network, AcceleratorModel(architecture), timing: .slow).infer(input)
    #expect(found.output == expected.output)

    let filled = FilledSlots(mapping, shape, input, architecture)
    let statistics = expected.statistics
    #expect(filled.total > 0)
    #expect(found.counters[.macsDone]! + found.counters[.macsGated]! == statistics.total + filled.total)
    #expect(found.counters[.macsGated] == statistics.zeroOrPadding + filled.gated)
  }

  @Test func beatsAreTheMemorys() throws {
    let graph = try Graph(tfliteFileAt: Workloads.path("digits", "model.tflite"))
    let input = try Tensor<Int8>(npyFileAt: Workloads.path("digits", "inputs/real_inputs.npy")).rows(0..<1)
    let network = try Compiler(.edge, keepsTensors: true).compile(graph)
    for timing in [MemoryTiming.fast, .slow] {
      let run = try AcceleratorRun(network, AcceleratorModel(.edge), timing: timing)
      let counters = try run.infer(input).counters
      let traffic = run.session.traffic
      let read = [PerformanceCounter.programBeats, .loadBeats, .filterBeats].reduce(0) { $0 + counters[$1]! }
      #expect(read == traffic.readBeats)
      #expect(counters[.storeBeats] == traffic.writeBeats)
      let weights = network.memoryMap.regions.filter { $0.content == .weights }.reduce(0) { $0 + $1.bytes }
      #expect(counters[.filterBeats]! * Architecture.edge.beatBytes == weights, "each weight is fetched once")
      let words = network.memoryMap.tensors.filter { $0.operatorIndex != nil }
      #expect(
        counters[.storeReads]! * Architecture.edge.wordBytes
          == Set(words.map(\.offset)).reduce(0) { total, offset in
            total + words.first { $0.offset == offset }!.map.bytes
          }, "each tensor is stored once")
    }
  }
}
