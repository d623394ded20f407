import Accelerator
import CoSimulation
import Mapping
import Network
import TextFiles

/// Where the cycles of a network's layers go.
struct ExplainReport: Encodable {
  struct Step: Encodable {
    let step: LayerExplanation.Step
    /// The fewest cycles with the limits up to this one, and what this one adds.
    let cycles, cost: Int
  }

  struct Layer: Encodable {
    let name: String
    let macs: Int
    let steps: [Step]
    /// What the predicted cycles are spent on, by the same limits as the steps.
    let cyclesByCause: CycleBreakdown
    /// Cycles in which the PEs at work have MACs.
    let busyCycles: Int
    let utilization: Double
    let mapping: ScheduleLetters
    /// MACs a cycle, and MACs for each byte over the bus to DRAM.
    let macsPerCycle, intensity: Double
    let accesses: Accesses
    let energy: Energy
    /// By row and column.
    let activePEs: [[Bool]]
    /// What was counted; absent where nothing was simulated.
    let simulation: SimulatedRun?
  }

  /// All that was simulated.
  struct Simulation: Encodable {
    let memory: MemoryTiming
    /// Of all layers, or of the whole network.
    let cycles: Int
    /// Of the layers alone; what the vector unit does by itself is not predicted.
    let layerCycles: Int
    /// By what part of the measured cycles of the layers the predicted ones are too many.
    let predictionError: Double
    let utilization: Double
    /// Of a network: what its program does one after the other, and what was counted of all of it.
    let steps: [SimulatedNetwork.Step]?
    let counters: [String: Int]?
    let timeline: EngineTimeline?
  }

  let network: String
  let architecture: Architecture
  let layers: [Layer]
  /// Of all layers together.
  let steps: [Step]
  let cycles: Int
  let utilization: Double
  /// For each PE, by row and column, the part of all predicted cycles in which it has MACs.
  let busyPEs: [[Double]]
  let simulation: Simulation?

  /// Maps and explains all layers.
  ///
  /// - Throws: `CommandFailure` with every layer that has no mapping, and why.
  init(_ layers: [NamedLayer], network: String, _ search: MappingSearch) async throws {
    let progress = Progress("explaining", total: max(1, Set(layers.map(\.shape)).count))
    defer { progress.finish() }
    let results = await search.solutions(for: layers.map(\.shape)) { done, _ in progress.update(done) }
    var (rows, problems): ([Layer], [String]) = ([], [])
    for (layer, result) in zip(layers, results) {
      switch result {
      case .success(let solution):
        let explanation = try LayerExplanation(solution, search.architecture)
        rows.append(Layer(layer.name, solution, explanation, search.architecture))
      case .failure(let error): problems.append("\(network), layer \(layer.name): \(error)")
      }
    }
    guard problems.isEmpty else { throw CommandFailure(.badInput, listed(problems)) }
    self.init(network, rows, memory: nil, search.architecture)
  }

  /// Explains layers that were simulated.
  init(_ layers: [SimulatedLayer], network: String, memory: MemoryTiming, _ architecture: Architecture) {
    self.init(network, layers.map { Layer($0, architecture) }, memory: memory, architecture)
  }

  /// Explains a network that was simulated as a whole.
  init(_ network: SimulatedNetwork, memory: MemoryTiming, _ architecture: Architecture) {
    self.init(
      network.name, network.layers.map { Layer($0, architecture) }, memory: memory, whole: network, architecture)
  }

  private init(
    _ network: String, _ layers: [Layer], memory: MemoryTiming?, whole: SimulatedNetwork? = nil,
    _ architecture: Architecture
  ) {
    (self.network, self.layers, self.architecture) = (network, layers, architecture)
    steps = LayerExplanation.Step.allCases.indices.map { index in
      Step(
        step: LayerExplanation.Step.allCases[index], cycles: layers.reduce(0) { $0 + $1.steps[index].cycles },
        cost: layers.reduce(0) { $0 + $1.steps[index].cost })
    }
    let cycles = layers.reduce(0) { $0 + $1.cyclesByCause.total }
    self.cycles = cycles
    utilization = fraction(layers.reduce(0) { $0 + $1.macs }, cycles, architecture)
    busyPEs = (0..<architecture.rows).map { row in
      (0..<architecture.columns).map { column in
        let busy = layers.reduce(0) { $0 + ($1.activePEs[row][column] ? $1.busyCycles : 0) }
        return Double(busy) / Double(max(1, cycles))
      }
    }
    simulation = memory.map { Simulation(layers, memory: $0, whole, architecture) }
  }
}

extension ExplainReport.Simulation {
  fileprivate init(
    _ layers: [ExplainReport.Layer], memory: MemoryTiming, _ whole: SimulatedNetwork?, _ architecture: Architecture
  ) {
    self.memory = memory
    layerCycles = layers.reduce(0) { $0 + ($1.simulation?.cycles ?? 0) }
    cycles = whole?.counters[.cycles] ?? layerCycles
    let predicted = layers.reduce(0) { $0 + $1.cyclesByCause.total }
    predictionError = orris.predictionError(predicted, measured: layerCycles)
    utilization = fraction(layers.reduce(0) { $0 + $1.macs }, cycles, architecture)
    (steps, timeline) = (whole?.steps, whole?.timeline)
    counters = whole.map { Dictionary(uniqueKeysWithValues: $0.counters.map { ("\($0.key)", $0.value) }) }
  }
}

/// By what part of the measured cycles the predicted ones are too many, to four places.
func predictionError(_ predicted: Int, measured: Int) -> Double {
  measured > 0 ? ((Double(predicted) / Double(measured) - 1) * 10_000).rounded() / 10_000 : 0
}

extension ExplainReport.Layer {
  fileprivate init(
    _ name: String, _ solution: MappedLayer, _ explanation: LayerExplanation, _ architecture: Architecture
  ) {
    self.init(
      name, macs: solution.layer.macs, solution.schedule, solution.cycles, explanation, solution.accesses,
      solution.energy, nil, architecture)
  }

  fileprivate init(_ layer: SimulatedLayer, _ architecture: Architecture) {
    let accesses = Accesses(layer.counts, architecture)
    self.init(
      layer.name, macs: layer.shape.macs, layer.step.schedule, layer.step.cycles, layer.explanation, accesses,
      EnergyTable.published.energy(of: accesses), layer.run, architecture)
  }

  private init(
    _ name: String, macs: Int, _ schedule: Schedule, _ cycles: CycleBreakdown, _ explanation: LayerExplanation,
    _ accesses: Accesses, _ energy: Energy, _ simulation: SimulatedRun?, _ architecture: Architecture
  ) {
    (self.name, self.macs, self.simulation) = (name, macs, simulation)
    steps = LayerExplanation.Step.allCases.map {
      ExplainReport.Step(step: $0, cycles: explanation.cycles($0), cost: explanation.cost($0))
    }
    (cyclesByCause, busyCycles) = (explanation.causes, cycles.macs + cycles.fragmentation)
    utilization = fraction(macs, cycles.total, architecture)
    mapping = ScheduleLetters(schedule)
    macsPerCycle = Double(macs) / Double(cycles.total)
    let memory = accesses.memory
    let bits =
      (memory.ifmap + memory.ofmap + memory.program) * architecture.storageBits + memory.filter
      * architecture.weightStorageBits
    intensity = Double(macs) / Double(max(1, bits / 8))
    (self.accesses, self.energy) = (accesses, energy)
    activePEs = Placement(schedule.mapping.single, architecture).elements.map { $0.map { $0 != nil } }
  }
}
