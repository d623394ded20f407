import Accelerator
import Network
import TestSupport
import Testing

@testable import Mapping

/// The search against all combinations, on spaces that are small enough.
@Suite struct BranchAndBoundTests {
  static let architectures: [Architecture] = [(1, 1), (2, 3), (4, 4)].map { rows, columns in
    var architecture = Architecture.edge
    (architecture.rows, architecture.columns) = (rows, columns)
    (architecture.ifmapScratchpad, architecture.filterScratchpad, architecture.psumScratchpad) = (8, 24, 6)
    return architecture
  }

  @Test(arguments: MappingTests.layers.indices, architectures)
  func findsWhatTryingAllFinds(index: Int, architecture: Architecture) throws {
    let (name, layer) = MappingTests.layers[index]
    for surroundings in [MappingSearch.Surroundings.testbench, .accelerator] {
      try compare(layer, MappingSearch(architecture, within: surroundings), name)
    }
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func findsWhatTryingAllFindsOnRandomArrays(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var architecture = Architecture.random(&generator) { 1 << Int.random(in: 0...3, using: &$0) }
    (architecture.rows, architecture.columns) = (
      .random(in: 1...4, using: &generator), .random(in: 1...4, using: &generator)
    )
    (architecture.ifmapScratchpad, architecture.psumScratchpad) = (
      .random(in: 3...9, using: &generator), .random(in: 2...6, using: &generator)
    )
    architecture.bufferBanks = .random(in: 1...4, using: &generator)
    architecture.bufferDepth = [16, 64, 256].randomElement(using: &generator)!
    var energy = EnergyTable.published
    energy.memory = Double.random(in: 0...300, using: &generator)
    guard let layer = LayerShape.random(architecture, &generator) else { return }
    let slack = [0, 0.02, 0.3].randomElement(using: &generator)!
    let search = MappingSearch(architecture, within: .accelerator, slack: slack, energy: energy)
    let zeros = seed % 2 == 0 ? nil : MapZeros(ifmap: Double(seed) / 25, ofmap: 0.7)
    try compare(layer, zeros: zeros, search, "seed \(seed): \(layer) on \(architecture)")
  }

  /// All objectives of a search.
  private func compare(
    _ layer: LayerShape, zeros: MapZeros? = nil, _ search: MappingSearch, _ name: String
  ) throws {
    let all = ExhaustiveSearch(layer, zeros: zeros, search)
    for objective in Objective.allCases {
      let search = MappingSearch(
        search.architecture, within: search.surroundings, objective: objective, slack: search.slack,
        energy: search.energy)
      try compare(layer, zeros: zeros, search, all, "\(name), \(objective), \(search.surroundings)")
    }
  }

  private func compare(
    _ layer: LayerShape, zeros: MapZeros?, _ search: MappingSearch, _ all: ExhaustiveSearch, _ name: String
  ) throws {
    let found: (schedule: Schedule, certificate: Certificate)
    do {
      found = try search.certified(layer, zeros: zeros)
    } catch {
      #expect(all.costs.isEmpty, "\(name): \(error)")
      return
    }
    let maps = LayerMaps(layer, zeros: zeros, search.architecture)
    let costs = SearchCosts(
      LayerCost(found.schedule, search.architecture, maps: maps, within: search.surroundings, search.energy))
    let score = (Goal(search.objective) ?? ExhaustiveSearch.lastOfBalanced).score(costs)
    #expect(score == all.score(search.objective, slack: search.slack), "\(name)")
    let stages = found.certificate.stages
    #expect(stages.map(\.best) == all.best(search.objective, slack: search.slack), "\(name)")
    #expect(stages.allSatisfy { $0.candidates == all.candidates && $0.rootBound <= $0.best }, "\(name)")
    #expect(found.certificate.isComplete, "\(name): \(found.certificate)")
    #expect(stages.last?.best == score.value, "\(name)")
  }

  /// All layers of all tables have a certificate, and the same answer whatever else is solved beside them.
  @Test(arguments: ["alexnet", "mlperf_tiny_ic", "mlperf_tiny_kws", "mobilenet_v1", "resnet50", "vgg16"])
  func certifiesTheLayersOfNetworks(name: String) async throws {
    let layers = try LayerTable(csvFileAt: Workloads.layerTable(name)).layers.map(\.shape)
    let search = MappingSearch(.edge, within: .accelerator)
    let results = await search.solutions(for: layers)
    for (layer, result) in zip(layers, results) {
      let solution = try result.get()
      #expect(solution.layer == layer && solution.certificate.isComplete)
      #expect(solution.certificate.evaluated < solution.certificate.candidates)
      #expect(try search.solution(for: layer).schedule == solution.schedule)
    }
  }

  @Test func saysWhichConstraintFails() throws {
    func message(_ layer: LayerShape, _ change: (inout Architecture) -> Void) throws -> String {
      var architecture = Architecture.fourLanes
      change(&architecture)
      let error = try #require(throws: MappingError.self) {
        try MappingSearch(architecture, within: .accelerator).solution(for: layer)
      }
      return error.description
    }
    let layer = try LayerShape(
      outputChannels: 64, inputChannels: 64, inputHeight: 56, inputWidth: 56, filterHeight: 3, filterWidth: 3)
    #expect(
      try message(layer) { $0.ifmapScratchpad = 2 }
        == "a filter row of 3 values does not fit the ifmap scratchpad of 2 words")
    #expect(
      try message(layer) { $0.filterScratchpad = 2 }
        == "a filter row of 3 weights does not fit the filter scratchpad of 2 words")
    #expect(
      try message(layer) {
        $0.bufferDepth = 16; $0.bufferBanks = 4
      }
        == "the buffer of 64 words has no room for a tile of the layer: the smallest one takes 110 (42 of input, 14 of "
        + "output, 54 of psums)")
  }
}
