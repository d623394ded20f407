import Accelerator
import Golden
import Network
import TestSupport
import Testing

@testable import Mapping

@Suite struct MappingTests {
  static let layers: [(String, LayerShape)] = [
    (
      "3x3",
      try! LayerShape(
        outputChannels: 5, inputChannels: 7, inputHeight: 9, inputWidth: 8, filterHeight: 3, filterWidth: 3)
    ),
    (
      "padded stride 2",
      try! LayerShape(
        batch: 2, outputChannels: 4, inputChannels: 3, inputHeight: 8, inputWidth: 8, filterHeight: 3, filterWidth: 3,
        stride: SpatialStep(2), padding: Padding(top: 0, bottom: 1, left: 0, right: 1))
    ),
    (
      "1x1 stride 2",
      try! LayerShape(
        outputChannels: 9, inputChannels: 13, inputHeight: 7, inputWidth: 7, filterHeight: 1, filterWidth: 1,
        stride: SpatialStep(2))
    ),
    (
      "depthwise",
      try! LayerShape(
        outputChannels: 6, inputChannels: 6, inputHeight: 6, inputWidth: 5, filterHeight: 3, filterWidth: 3,
        padding: Padding(top: 1, bottom: 1, left: 1, right: 1), groups: 6)
    ),
    (
      "depthwise multiplier",
      try! LayerShape(
        outputChannels: 6, inputChannels: 3, inputHeight: 6, inputWidth: 5, filterHeight: 2, filterWidth: 3, groups: 3)
    ),
    (
      "depthwise that does not divide",
      try! LayerShape(
        outputChannels: 35, inputChannels: 7, inputHeight: 5, inputWidth: 6, filterHeight: 3, filterWidth: 3,
        stride: SpatialStep(2), padding: Padding(top: 1, bottom: 0, left: 0, right: 1), groups: 7)
    ),
    (
      "grouped",
      try! LayerShape(
        outputChannels: 8, inputChannels: 6, inputHeight: 6, inputWidth: 5, filterHeight: 3, filterWidth: 2, groups: 2)
    ),
    (
      "dilated",
      try! LayerShape(
        outputChannels: 3, inputChannels: 4, inputHeight: 9, inputWidth: 9, filterHeight: 3, filterWidth: 3,
        dilation: SpatialStep(vertical: 2, horizontal: 3))
    ),
    (
      "tall",
      try! LayerShape(
        outputChannels: 3, inputChannels: 1, inputHeight: 19, inputWidth: 7, filterHeight: 10, filterWidth: 4,
        stride: SpatialStep(2), padding: Padding(top: 4, bottom: 5, left: 1, right: 1))
    ),
    ("fully connected", try! .fullyConnected(batch: 3, inputs: 50, outputs: 11)),
  ]

  static func arrays() -> [Architecture] {
    [.edge, .tiny]
      + [(1, 1), (3, 5), (5, 2), (16, 16)].map { rows, columns in
        var architecture = Architecture.edge
        (architecture.rows, architecture.columns) = (rows, columns)
        return architecture
      }
  }

  @Test(arguments: layers.indices, arrays())
  func theStreamsOfAMappingComputeTheLayer(index: Int, architecture: Architecture) throws {
    let (name, layer) = Self.layers[index]
    try compare(layer, architecture, seed: UInt64(index), name)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func randomLayersOnRandomArrays(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let architecture = Architecture.random(&generator) { Int.random(in: 1...9, using: &$0) }
    for _ in 0..<4 {
      if let layer = LayerShape.random(architecture, &generator) {
        try compare(layer, architecture, seed: seed, "seed \(seed): \(layer) on \(architecture)")
      }
    }
  }

  /// Several groups at once, as many as the scratchpads hold at most and as the layer has.
  @Test func aDepthwiseLayerTakesSeveralGroups() throws {
    func mapping(channels: Int, multiplier: Int) throws -> Mapping {
      try MappingSearch(.fourLanes).mapping(
        for: LayerShape(
          outputChannels: channels * multiplier, inputChannels: channels, inputHeight: 12, inputWidth: 12,
          filterHeight: 3, filterWidth: 3, groups: channels))
    }
    let mappings = [try mapping(channels: 32, multiplier: 1), try mapping(channels: 32, multiplier: 2)]
    #expect(mappings.map(\.filters) == [1, 2])
    #expect(mappings[0].groups == 4 && mappings[1].groups > 1)
    for mapping in mappings {
      #expect(mapping.window == mapping.groups * 3 && mapping.window <= 12)
      #expect(mapping.psumsPerColumn == mapping.groups * mapping.filters)
    }
    #expect(try mapping(channels: 2, multiplier: 1).groups <= 2)
  }

  private func compare(_ layer: LayerShape, _ architecture: Architecture, seed: UInt64, _ name: String) throws {
    let mapping = try MappingSearch(architecture).mapping(for: layer)
    var generator = SeededGenerator(seed: seed)
    let input = Tensor<Int8>(
      shape: layer.inputShape,
      elements: (0..<layer.inputShape.reduce(1, *)).map { _ in Int8.random(in: -128...127, using: &generator) })
    let weights = Tensor<Int8>(
      shape: layer.weightShape,
      elements: (0..<layer.weightShape.reduce(1, *)).map { _ in Int8.random(in: -128...127, using: &generator) })
    let expected = layer.accumulators(input: input, weights: weights, inputZeroPoint: -5)

    let data = LayerData(ifmap: input.elements, weights: weights.elements, zeroPoint: -5)
    let found = computed(mapping, data, architecture)
    #expect(found == expected.elements, "\(name) with \(mapping)")
  }

  /// The layer by way of its streams.
  private func computed(_ mapping: Mapping, _ data: LayerData, _ architecture: Architecture) -> [Int64] {
    let program = ArrayProgram(mapping, zeroPoint: Int(data.zeroPoint), productShift: 0, architecture)
    let streams = PassStreams(program, data, architecture)
    let array = FunctionalArray(program, architecture)
    var tensor = [Int64](repeating: 0, count: mapping.layer.outputShape.reduce(1, *))
    for accumulation in mapping.accumulations {
      var words: [Int64] = []
      for pass in accumulation.passes {
        var psums = array.psums(ifmap: streams.ifmap(pass), filter: streams.filter(pass), zeroPoint: data.zeroPoint)
        let collected = streams.collected.flatMap { header -> [Int64] in
          let place = Int(header & 0xFF) * architecture.columns + Int(header >> 8 & 0xFF)
          let count = Int(header >> 16) + 1
          let group = Array(psums[place].prefix(count))
          psums[place].removeFirst(count)
          return group + Array(repeating: 0, count: architecture.psumBusWords - count)
        }
        words = words.isEmpty ? collected : zip(words, collected).map { $0 + $1 }
      }
      tensor.withUnsafeMutableBufferPointer { tensor in
        words.withUnsafeBufferPointer { streams.scatter($0, of: accumulation, into: tensor) }
      }
    }
    return tensor
  }
}
