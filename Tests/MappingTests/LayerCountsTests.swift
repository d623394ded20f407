import Accelerator
import Golden
import Network
import TestSupport
import Testing

@testable import Mapping

/// The counts of a layer against the streams of its passes, and against the golden model.
@Suite struct LayerCountsTests {
  @Test(arguments: MappingTests.layers.indices, MappingTests.arrays() + [.eyeriss])
  func aLayerIsCountedAsItsStreamsAre(index: Int, architecture: Architecture) throws {
    let (name, layer) = MappingTests.layers[index]
    try compare(layer.single, architecture, seed: UInt64(index), name)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func randomLayersOnRandomArrays(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let architecture = Architecture.random(&generator) { 1 << Int.random(in: 0...4, using: &$0) }
    for _ in 0..<4 {
      if let layer = LayerShape.random(architecture, &generator) {
        try compare(layer, architecture, seed: seed, "seed \(seed): \(layer) on \(architecture)")
      }
    }
  }

  /// Each sum is made once, however the rows are cut.
  @Test(arguments: MappingTests.layers.indices)
  func tilesDoTheLayersMACs(index: Int) throws {
    let layer = MappingTests.layers[index].1.single
    let mapping = try MappingSearch(.edge, within: .accelerator).mapping(for: layer)
    let (input, statistics) = Self.input(layer, seed: 9)
    let activations = LayerActivations(layer, input.elements[...], zeroPoint: -5)
    for rows in 1...layer.outputHeight {
      let counts = LayerCounts(mapping, .edge).counts(LayerTile.tiles(of: layer, rows: rows), activations)
      #expect(counts.usefulMACs == statistics.total && counts.usefulGatedMACs == statistics.zeroOrPadding)
      #expect(counts.slots >= statistics.total && counts[.macsGated] >= statistics.zeroOrPadding)
    }
  }

  private static func input(_ layer: LayerShape, seed: UInt64) -> (Tensor<Int8>, MACStatistics) {
    var generator = SeededGenerator(seed: seed)
    let input = Tensor<Int8>(
      shape: layer.inputShape,
      elements: (0..<layer.inputShape.reduce(1, *)).map { _ in
        Int.random(in: 0..<3, using: &generator) == 0 ? -5 : Int8.random(in: -128...127, using: &generator)
      })
    return (input, layer.statistics(input: input, zeroPoint: -5))
  }

  private func compare(_ layer: LayerShape, _ architecture: Architecture, seed: UInt64, _ name: String) throws {
    let mapping = try MappingSearch(architecture, within: .accelerator).mapping(for: layer)
    let program = ArrayProgram(mapping, zeroPoint: -5, productShift: 0, architecture)
    let (input, statistics) = Self.input(layer, seed: seed)
    let activations = LayerActivations(layer, input.elements[...], zeroPoint: -5)
    let counts = LayerCounts(program, architecture).counts(LayerTile(layer), activations)
    let expected = streamed(program, input, architecture)
    for counter in PerformanceCounter.allCases where !Self.leftOut.contains(counter) {
      try #require(counts[counter] == expected[counter], "\(counter), \(name) with \(mapping)")
    }
    try #require(counts.usefulMACs == statistics.total, "\(name) with \(mapping)")
    try #require(counts.usefulGatedMACs == statistics.zeroOrPadding, "\(name) with \(mapping)")
  }

  /// What the array does not see.
  private static let leftOut: Set<PerformanceCounter> = [
    .ifmapReads, .psumReads, .psumWrites, .ofmapWrites, .filterBeats,
  ]

  private func streamed(_ program: ArrayProgram, _ input: Tensor<Int8>, _ architecture: Architecture) -> AccessCounts {
    let layer = program.mapping.layer
    var ifmap = VectorMap(
      rows: layer.inputHeight, columns: layer.inputWidth, channels: layer.inputChannels, lanes: architecture.lanes,
      fill: -5)
    ifmap.fill(input.elements, channels: layer.inputChannels)
    let weights = [Int8](repeating: 1, count: layer.weightShape.reduce(1, *))
    let delivery = VectorDelivery(program, ifmap: ifmap, weights: weights, zeroPoint: -5, architecture)
    let array = FunctionalArray(program, architecture)
    let streams = PassStreams(
      program, LayerData(ifmap: input.elements, weights: weights, zeroPoint: -5), architecture)
    let collected = streams.collected.count
    return program.mapping.accumulations.flatMap(\.passes).reduce(into: AccessCounts()) { counts, pass in
      let (ifmap, filter) = (delivery.ifmapStream(pass), delivery.filterStream(pass))
      counts += array.activity(ifmap: ifmap, filter: filter, zeroPoint: -5)
      counts[.ifmapGroups] += ifmap.count
      counts[.ifmapWords] += ifmap.wordCount
      counts[.filterGroups] += filter.count
      counts[.filterWords] += filter.wordCount
      counts[.psumOutputGroups] += collected
      if program.mapping.accumulatingPasses > 1 { counts[.psumInputGroups] += collected }
    }
  }
}

extension GroupStream {
  /// The words that count.
  fileprivate var wordCount: Int {
    Swift.stride(from: 0, to: storage.count, by: stride).reduce(0) { $0 + Int(storage[$1] >> 16) + 1 }
  }
}
