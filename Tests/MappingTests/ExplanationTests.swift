import Accelerator
import Network
import TestSupport
import Testing

@testable import Mapping

/// Causes are the costs of the steps, told apart.
@Suite struct ExplanationTests {
  @Test func causesOfRandomLayersAddUpToTheSteps() throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(seed: seed)
    var explained = 0
    for _ in 0..<40 {
      var architecture = Architecture.random(&generator) { 1 << Int.random(in: 0...3, using: &$0) }
      (architecture.rows, architecture.columns) = (
        .random(in: 1...6, using: &generator), .random(in: 1...6, using: &generator)
      )
      guard let layer = LayerShape.random(architecture, &generator) else { continue }
      for objective in [Objective.balanced, .dramTraffic] {
        let search = MappingSearch(architecture, within: .accelerator, objective: objective)
        guard let solution = try? search.solution(for: layer) else { continue }
        let explanation = try LayerExplanation(solution, architecture)
        try check(explanation, "seed \(seed): \(layer) on \(architecture)")
        #expect(explanation.cycles(.stalls) == max(solution.cycles.total, explanation.cycles(.bandwidth)))
        explained += 1
      }
    }
    #expect(explained > 20, "seed \(seed)")
  }

  private func check(_ explanation: LayerExplanation, _ name: String) throws {
    let causes = explanation.causes
    for cause in CycleBreakdown.parts { #expect(causes[keyPath: cause.path] >= 0, "\(name): \(cause.name)") }
    #expect(causes.macs + causes.fragmentation == explanation.cycles(.storage), "\(name)")
    #expect(
      causes.ifmapNetwork + causes.filterNetwork + causes.psumNetwork + causes.memory == explanation.cost(.bandwidth),
      "\(name)")
    #expect(
      causes.filterLoading + causes.rampUp + causes.transfers + causes.setup + causes.compromise
        == explanation.cost(.stalls), "\(name)")
    #expect(causes.total == explanation.cycles(.stalls), "\(name)")
  }

  /// Each weight of a fully connected layer is used once: it waits for the network that brings them.
  @Test func theBandwidthIsNamed() throws {
    let layer = try LayerShape.fullyConnected(inputs: 1024, outputs: 512)
    func causes(_ architecture: Architecture) throws -> CycleBreakdown {
      let search = MappingSearch(architecture, within: .accelerator, objective: .balanced)
      return try LayerExplanation(try search.solution(for: layer), architecture).causes
    }
    let edge = try causes(.edge)
    #expect(edge.tightestResource == "filter network" && edge.filterNetwork > edge.total / 2, "\(edge)")
    #expect(edge.fragmentation < edge.total / 10, "\(edge)")
  }

  /// A channel of a depthwise layer meets one filter: its rows come for few MACs.
  @Test func aDepthwiseLayerWaitsForItsRows() throws {
    let layer = try LayerShape(
      outputChannels: 64, inputChannels: 64, inputHeight: 28, inputWidth: 28, filterHeight: 3, filterWidth: 3,
      padding: Padding(top: 1, bottom: 1, left: 1, right: 1), groups: 64)
    let search = MappingSearch(.edge, within: .accelerator, objective: .balanced)
    let solution = try search.solution(for: layer)
    let explanation = try LayerExplanation(solution, .edge)
    try check(explanation, "depthwise")
    #expect(explanation.causes.tightestResource != nil)
    #expect(explanation.cost(.bandwidth) > explanation.causes.fragmentation)
  }
}
