import Accelerator
import CoSimulation
import Compiler
import Mapping
import Network
import TestSupport
import Testing

/// Layers with mappings that are given by hand, small ones of the kinds that the published chip ran: their accesses to the
/// buffer and to DRAM in RTL are those of the cost model.
@Suite struct HandMappingTests {
  private struct Case {
    let name: String
    let shape: LayerShape
    let hand: HandMapping
    /// Words a cycle on the networks of activations and psums.
    let busWords: Int
  }

  private static let around = Padding(top: 1, bottom: 1, left: 1, right: 1)

  private static let cases = [
    Case(
      name: "filters inside channels, samples share weights, as conv4",
      shape: try! LayerShape(
        batch: 4, outputChannels: 64, inputChannels: 48, inputHeight: 7, inputWidth: 7, filterHeight: 3, filterWidth: 3,
        padding: around, groups: 2), hand: HandMapping(m: 32, n: 2, e: 7, p: 8, q: 4, r: 2, t: 2), busWords: 4),
    Case(
      name: "strips with stride, as conv1",
      shape: try! LayerShape(
        batch: 2, outputChannels: 32, inputChannels: 3, inputHeight: 27, inputWidth: 27, filterHeight: 5,
        filterWidth: 5,
        stride: SpatialStep(2)), hand: HandMapping(m: 32, n: 1, e: 7, p: 8, q: 1, r: 1, t: 2), busWords: 4),
    Case(
      name: "three channels of a PE, as conv4 on the chip",
      shape: try! LayerShape(
        batch: 4, outputChannels: 32, inputChannels: 24, inputHeight: 7, inputWidth: 7, filterHeight: 3, filterWidth: 3,
        padding: around), hand: HandMapping(m: 32, n: 4, e: 7, p: 8, q: 3, r: 2, t: 2), busWords: 1),
  ]

  @Test(arguments: cases.indices)
  func countersAreThoseOfTheCostModel(index: Int) throws {
    let layer = Self.cases[index]
    var architecture = Architecture.eyeriss
    (architecture.rows, architecture.bufferDepth) = (6, 1024)
    (architecture.ifmapBusWords, architecture.psumBusWords) = (layer.busWords, layer.busWords)
    let schedule = try MappingSearch(architecture, within: .accelerator).schedule(layer.hand, for: layer.shape)
    #expect(schedule.filtersInFlight == layer.hand.m && schedule.samplesPerPass == layer.hand.n)
    let random = RandomConvolution(layer.shape, for: architecture, zeros: 0.5, seed: UInt64(index + 1))
    let network = try Compiler(architecture).compile(random.layer, schedule: schedule)
    let found = try AcceleratorRun(network, AcceleratorModel(architecture)).infer(random.input)
    #expect(found.output == random.output, "\(layer.name)")
    #expect(
      network.counts(operands: [0: random.input.elements]).total.differences(from: found.counters) == [],
      "\(layer.name)")

    let model = AccessCounts(schedule, of: layer.shape, architecture)
    let accesses: [PerformanceCounter] = [
      .ifmapReads, .psumReads, .psumWrites, .ofmapWrites, .loadWrites, .storeReads, .filterBeats, .loadBeats,
      .storeBeats,
    ]
    #expect(model.differences(from: found.counters.filter { accesses.contains($0.key) }) == [], "\(layer.name)")
    #expect(accesses.allSatisfy { found.counters[$0]! > 0 })
    let cycles = try #require(network.steps[0].layer).cycles.total
    let error = Double(cycles) / Double(found.counters[.cycles]!) - 1
    #expect(abs(error) < 0.1, "\(layer.name): \(cycles) cycles predicted, \(found.counters[.cycles]!) measured")
  }
}
