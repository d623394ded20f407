import Accelerator
import Network
import TestSupport
import Testing

@testable import Mapping

/// One statement of the counts: what the search minimises, what is reported, and what `LayerCounts` counts pass by pass.
@Suite struct DenseCountsTests {
  @Test func countsOfRandomSchedulesAreThoseOfTheirPasses() throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    var (compared, padded, repeated) = (0, 0, 0)
    for _ in 0..<400 {
      let architecture = Self.architecture(&generator)
      guard
        let layer = LayerShape.random(architecture, &generator)?.batch(of: Int.random(in: 1...3, using: &generator)),
        let schedule = Self.schedule(layer, architecture, &generator)
      else { continue }
      let counts = AccessCounts(schedule, of: layer, architecture)
      let expected = Self.counted(schedule, layer, architecture)
      for counter in PerformanceCounter.allCases where !Self.transfers.contains(counter) {
        try #require(
          counts[counter] == expected[counter],
          "seed \(seed): \(counter) of \(layer) with \(schedule) on \(architecture)")
      }
      try #require(counts.usefulMACs == expected.usefulMACs && counts.usefulGatedMACs == expected.usefulGatedMACs)
      compared += 1
      padded += counts.usefulGatedMACs > 0 ? 1 : 0
      repeated += IfmapDelivery(schedule.mapping, architecture).repeated == nil ? 0 : 1
    }
    #expect(compared > 100 && padded > 20, "seed \(seed): \(compared) schedules, \(padded) of layers with padding")
  }

  /// The value that a certificate proves is the one that is reported, in all objectives.
  @Test func certifiedValuesAreTheReportedOnes() throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    var compared = 0
    for _ in 0..<60 {
      var architecture = Self.architecture(&generator)
      (architecture.rows, architecture.columns) = (
        .random(in: 1...4, using: &generator), .random(in: 1...4, using: &generator)
      )
      guard let layer = LayerShape.random(architecture, &generator) else { continue }
      for objective in Objective.allCases {
        let search = MappingSearch(architecture, within: .accelerator, objective: objective)
        guard let solution = try? search.solution(for: layer) else { continue }
        var counts = Self.counted(solution.schedule, layer, architecture)
        for counter in Self.transfers { counts[counter] = solution.counts[counter] }
        let accesses = Accesses(counts, architecture)
        let reported =
          switch objective {
          case .cycles: Double(solution.cycles.total)
          case .energy: solution.energy.total
          case .energyDelay: solution.energy.total * Double(solution.cycles.total)
          case .dramTraffic: Double(solution.accesses.memory.total)
          case .balanced: Double(solution.schedule.passRuns)
          }
        #expect(solution.certificate.stages.last?.best == reported, "seed \(seed): \(objective) of \(layer)")
        #expect(accesses == solution.accesses, "seed \(seed): \(layer)")
        #expect(EnergyTable.published.energy(of: accesses) == solution.energy, "seed \(seed): \(layer)")
        compared += 1
      }
    }
    #expect(compared > 50, "seed \(seed)")
  }

  /// What only the program's commands and the tiles' transfers tell.
  private static let transfers: Set<PerformanceCounter> = [
    .loadWrites, .loadBeats, .storeReads, .storeBeats, .programBeats,
  ]

  private static func architecture(_ generator: inout SeededGenerator) -> Architecture {
    var architecture = Architecture.random(&generator) { 1 << Int.random(in: 0...3, using: &$0) }
    architecture.memoryDataBits = 128
    return architecture
  }

  /// Any candidate that keeps vectors, whatever it costs.
  private static func schedule(
    _ layer: LayerShape, _ architecture: Architecture, _ generator: inout SeededGenerator
  ) -> Schedule? {
    let filled = layer.fillingVectors(lanes: architecture.lanes)
    let maps = LayerMaps(layer, architecture)
    let space = SearchSpace(filled, maps, ChannelConstantKinds(architecture), architecture, .accelerator)
    for _ in 0..<30 {
      guard let tile = space.tiles().randomElement(using: &generator),
        let height = space.heights(tile).randomElement(using: &generator),
        let width = space.widths.randomElement(using: &generator)
      else { return nil }
      let sets = height.setsDown * (architecture.columns / width)
      let filterTiles = Int.random(
        in: 1...min(sets, divided(filled.filtersPerGroup, by: tile.filters)), using: &generator)
      let groups = Int.random(
        in: 1...min(sets / filterTiles, divided(filled.groups, by: tile.groups)), using: &generator)
      let mapping = Mapping(
        layer: filled, filters: tile.filters, channels: tile.channels, groups: tile.groups, setWidth: width,
        channelGroups: height.channelGroups, filterRows: height.filterRows, filterTiles: filterTiles,
        layerGroups: groups)
      let size = space.tileSizes(mapping).randomElement(using: &generator)!
      let cut = TileCut.all(strips: size.strips, of: mapping).randomElement(using: &generator)!
      let schedule = Schedule(mapping, samplesPerPass: size.samples, cut: cut, copies: 2)
      if mapping.keepsVectors(architecture), schedule.keepsOutputVectors(maps) { return schedule }
    }
    return nil
  }

  /// Pass by pass.
  private static func counted(_ schedule: Schedule, _ layer: LayerShape, _ architecture: Architecture) -> AccessCounts {
    let mapping = schedule.mapping.single
    let counts = LayerCounts(mapping, outputChannels: layer.outputChannels, architecture)
    let samples = Array(repeating: counts.dense, count: schedule.samplesPerPass)
    return LayerTile.tiles(of: mapping.layer, rows: schedule.tileRows).reduce(into: AccessCounts()) {
      $0 += counts.counts($1, samples: samples)
    } * schedule.sampleRuns
  }
}
