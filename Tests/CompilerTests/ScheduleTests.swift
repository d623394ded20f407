import Accelerator
import Compiler
import Mapping
import Network
import TestSupport
import Testing

/// Layers by themselves, carried out as a schedule says: the cost model knows every access of the program to the buffer and
/// to DRAM.
@Suite struct ScheduleTests {
  private static let counters: [PerformanceCounter] = [
    .ifmapReads, .psumReads, .psumWrites, .ofmapWrites, .loadWrites, .storeReads, .filterBeats, .loadBeats, .storeBeats,
  ]

  /// Small buffers, so that layers are cut in all ways.
  private static func architecture(_ generator: inout SeededGenerator) -> Architecture {
    var architecture = Architecture.eyeriss
    architecture.rows = Int.random(in: 2...12, using: &generator)
    architecture.columns = Int.random(in: 2...14, using: &generator)
    architecture.ifmapBusWords = [1, 2, 4].randomElement(using: &generator)!
    architecture.psumBusWords = [1, 2, 4].randomElement(using: &generator)!
    architecture.bufferBanks = Int.random(in: 4...16, using: &generator)
    architecture.bufferDepth = [16, 64, 256].randomElement(using: &generator)!
    return architecture
  }

  private static func layer(_ generator: inout SeededGenerator) -> LayerShape? {
    let filter = [1, 3, 5].randomElement(using: &generator)!
    let around = filter / 2
    let groups = [1, 1, 1, 2, 8].randomElement(using: &generator)!
    let size = Int.random(in: 3...14, using: &generator)
    return try? LayerShape(
      batch: [1, 1, 2, 4].randomElement(using: &generator)!,
      outputChannels: groups * Int.random(in: 1...40 / groups, using: &generator),
      inputChannels: groups * Int.random(in: 1...60 / groups, using: &generator), inputHeight: size, inputWidth: size,
      filterHeight: filter, filterWidth: filter, stride: SpatialStep(Int.random(in: 1...2, using: &generator)),
      padding: Padding(top: around, bottom: around, left: around, right: around), groups: groups)
  }

  @Test func accessesOfRandomLayersAreThoseOfTheCostModel() throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    var (found, cut) = (0, 0)
    for _ in 0..<40 {
      let architecture = Self.architecture(&generator)
      guard (try? architecture.validatedForAccelerator()) != nil, let layer = Self.layer(&generator) else { continue }
      for objective in [Objective.cycles, .energy, .dramTraffic] {
        let search = MappingSearch(architecture, within: .accelerator, objective: objective)
        guard let schedule = try? search.solution(for: layer).schedule else { continue }
        let weights = Tensor<Int16>(
          shape: layer.weightShape, elements: Array(repeating: 1, count: layer.weightShape.reduce(1, *)))
        let network = try Compiler(architecture).compile(
          FixedPointConvolution(
            name: "layer", shape: layer, weights: weights, bias: Array(repeating: 0, count: layer.outputChannels),
            productShift: 0, appliesReLU: false), schedule: schedule)
        let (program, model) = (
          network.counts.total, AccessCounts(schedule, of: layer, architecture)
        )
        for counter in Self.counters {
          #expect(
            model[counter] == program[counter],
            "seed \(seed): \(counter) of \(layer) with \(schedule) and vectors of \(architecture.lanes)")
        }
        found += 1
        cut += schedule.groupParts * schedule.filterParts * schedule.channelParts > 1 ? 1 : 0
      }
    }
    #expect(found > 20 && cut > 3, "seed \(seed): \(found) layers, \(cut) of them cut by channels")
  }
}
