import Accelerator
import Golden
import Network
import TestSupport
import Testing

@testable import Mapping

/// Mappings for the whole accelerator, in which feature maps lie as vectors of neighbouring channels.
@Suite struct AcceleratorMappingTests {
  @Test(arguments: MappingTests.layers.indices, MappingTests.arrays() + [.eyeriss])
  func theTablesOfAMappingComputeTheLayer(index: Int, architecture: Architecture) throws {
    let (name, layer) = MappingTests.layers[index]
    try compare(layer.single, architecture, seed: UInt64(index), name)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func randomLayersOnRandomArrays(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    // Buses of powers of two, as the whole accelerator asks for.
    let architecture = Architecture.random(&generator) { 1 << Int.random(in: 0...4, using: &$0) }
    for _ in 0..<4 {
      if let layer = LayerShape.random(architecture, &generator) {
        try compare(layer, architecture, seed: seed, "seed \(seed): \(layer) on \(architecture)")
      }
    }
  }

  /// Depthwise layers take whole vectors where they fit.
  @Test func aDepthwiseLayerTakesWholeVectors() throws {
    let layer = try LayerShape(
      outputChannels: 64, inputChannels: 64, inputHeight: 25, inputWidth: 5, filterHeight: 3, filterWidth: 3,
      padding: Padding(top: 1, bottom: 1, left: 1, right: 1), groups: 64)
    let mapping = try MappingSearch(.fourLanes, within: .accelerator).mapping(for: layer)
    #expect(mapping.groups == 4 && mapping.filters == 1 && mapping.channels == 1)
    #expect(mapping.window == 12 && mapping.psumsPerColumn == 4 && mapping.slide == 4)
  }

  /// The psums of 96 filters of 55x55 sums would not fit a buffer of 8192 words.
  @Test func aMappingCanBeHeldToTheBuffer() throws {
    let layer = try LayerShape(
      outputChannels: 96, inputChannels: 3, inputHeight: 227, inputWidth: 227, filterHeight: 11, filterWidth: 11,
      stride: SpatialStep(4))
    let search = MappingSearch(.eyeriss, within: .accelerator)
    let groups = { (mapping: Mapping) in mapping.psumGroupsPerPass(.eyeriss) }
    let free = try search.mapping(for: layer)
    let held = try search.mapping(for: layer) { groups($0) <= 8192 }
    #expect(groups(free) > 8192 && groups(held) <= 8192)
    #expect(throws: MappingError.self) { try search.mapping(for: layer) { _ in false } }

    let program = ArrayProgram(free, zeroPoint: 0, productShift: 0, .eyeriss)
    let data = LayerData(ifmap: [Int16](), weights: [Int16](), zeroPoint: 0)
    #expect(PassStreams(program, data, .eyeriss).collected.count == groups(free))
  }

  @Test func mappingsThatBreakVectorsAreTold() throws {
    let layer = try LayerShape(
      outputChannels: 20, inputChannels: 10, inputHeight: 4, inputWidth: 4, filterHeight: 1, filterWidth: 1)
    func keeps(p: Int, q: Int, tiles: Int = 1) -> Bool {
      Mapping(
        layer: layer, filters: p, channels: q, setWidth: 2, channelGroups: 1, filterRows: 1, filterTiles: tiles,
        layerGroups: 1
      ).keepsVectors(.fourLanes)
    }
    #expect(keeps(p: 4, q: 4) && keeps(p: 8, q: 12) && keeps(p: 2, q: 2) && keeps(p: 1, q: 1) && keeps(p: 20, q: 8))
    #expect(!keeps(p: 4, q: 5) && !keeps(p: 4, q: 10) && !keeps(p: 4, q: 3))
    #expect(!keeps(p: 5, q: 4) && !keeps(p: 3, q: 4) && !keeps(p: 6, q: 4, tiles: 2))
  }

  @Test func noGroupWritesIntoTheNextOne() throws {
    let layer = try LayerShape(
      outputChannels: 10, inputChannels: 4, inputHeight: 4, inputWidth: 4, filterHeight: 1, filterWidth: 1, groups: 2)
    func keeps(filterTiles: Int) -> Bool {
      Mapping(
        layer: layer, filters: 1, channels: 2, setWidth: 2, channelGroups: 1, filterRows: 1, filterTiles: filterTiles,
        layerGroups: 1
      ).keepsVectors(.fourLanes)
    }
    #expect(keeps(filterTiles: 1) && keeps(filterTiles: 5) && !keeps(filterTiles: 3))
  }

  /// Computes a layer by the program's tables and registers, and compares it with the golden model.
  private func compare(_ layer: LayerShape, _ architecture: Architecture, seed: UInt64, _ name: String) throws {
    let mapping = try MappingSearch(architecture, within: .accelerator).mapping(for: layer)
    var generator = SeededGenerator(seed: seed)
    let input = Tensor<Int8>(
      shape: layer.inputShape,
      elements: (0..<layer.inputShape.reduce(1, *)).map { _ in Int8.random(in: -128...127, using: &generator) })
    let weights = Tensor<Int8>(
      shape: layer.weightShape,
      elements: (0..<layer.weightShape.reduce(1, *)).map { _ in Int8.random(in: -128...127, using: &generator) })
    let expected = layer.accumulators(input: input, weights: weights, inputZeroPoint: -5)

    let ofmap = computed(mapping, input, weights.elements, zeroPoint: -5, architecture)
    let m = layer.outputChannels
    for (position, value) in expected.elements.enumerated() {
      let (channel, column, row) = (
        position % m, position / m % layer.outputWidth, position / m / layer.outputWidth
      )
      let place = ofmap.index(channel, row, column)
      try #require(
        ofmap.values[place] == value, "\(name), channel \(channel), row \(row), column \(column) with \(mapping)")
      try #require(ofmap.writes[place] == mapping.accumulatingPasses, "\(name) with \(mapping)")
    }
    // What fills up the last vector has no weights.
    for channel in m..<ofmap.vectors * ofmap.lanes {
      try #require(ofmap.values[ofmap.index(channel, 0, 0)] == 0, "\(name), channel \(channel) with \(mapping)")
    }
  }

  private func computed(
    _ mapping: Mapping, _ input: Tensor<Int8>, _ weights: [Int8], zeroPoint: Int32, _ architecture: Architecture
  ) -> VectorMap {
    let (layer, lanes) = (mapping.layer, architecture.lanes)
    var ifmap = VectorMap(
      rows: layer.inputHeight, columns: layer.inputWidth, channels: layer.inputChannels, lanes: lanes,
      fill: Int64(zeroPoint))
    ifmap.fill(input.elements, channels: layer.inputChannels)
    var ofmap = VectorMap(
      rows: layer.outputHeight, columns: layer.outputWidth, channels: layer.outputChannels, lanes: lanes)
    let program = ArrayProgram(mapping, zeroPoint: Int(zeroPoint), productShift: 0, architecture)
    let delivery = VectorDelivery(program, ifmap: ifmap, weights: weights, zeroPoint: zeroPoint, architecture)
    let array = FunctionalArray(program, architecture)
    for pass in mapping.accumulations.flatMap(\.passes) {
      let psums = array.psums(
        ifmap: delivery.ifmapStream(pass), filter: delivery.filterStream(pass), zeroPoint: zeroPoint)
      delivery.take(psums, pass, into: &ofmap)
    }
    return ofmap
  }
}

extension VectorMap {
  /// Takes a tensor of shape (1, H, W, C).
  mutating func fill(_ elements: [Int8], channels: Int) {
    for (position, element) in elements.enumerated() {
      let (channel, column, row) = (position % channels, position / channels % columns, position / channels / columns)
      set(Int64(element), channel, row, column)
    }
  }
}

extension LayerShape {
  /// One sample of it.
  var single: LayerShape {
    try! LayerShape(
      outputChannels: outputChannels, inputChannels: inputChannels, inputHeight: inputHeight, inputWidth: inputWidth,
      filterHeight: filterHeight, filterWidth: filterWidth, stride: stride, dilation: dilation, padding: padding,
      groups: groups)
  }
}
