import Accelerator
import CoSimulation
import Mapping

/// What the hardware counted of a layer.
struct SimulatedRun: Encodable {
  let cycles: Int
  /// MACs a cycle as a fraction of the PEs.
  let utilization: Double
  /// MACs a cycle, and MACs for each byte over the bus to DRAM.
  let macsPerCycle, intensity: Double
  /// By the counters' names.
  let counters: [String: Int]
  let accesses: Accesses
  let energy: Energy
  /// Absent for a step of a network, whose timeline is the whole network's.
  let timeline: EngineTimeline?

  /// - Parameter macs: those of the layer.
  init(
    _ counters: [PerformanceCounter: Int], macs: Int, timeline: CounterTimeline?, _ architecture: Architecture
  ) {
    cycles = counters[.cycles] ?? 0
    utilization = fraction(macs, cycles, architecture)
    macsPerCycle = Double(macs) / Double(max(1, cycles))
    let counts = AccessCounts(counters)
    let beats = counts[.loadBeats] + counts[.filterBeats] + counts[.storeBeats] + counts[.programBeats]
    intensity = Double(macs) / Double(max(1, beats * architecture.beatBytes))
    self.counters = Dictionary(uniqueKeysWithValues: counters.map { ("\($0.key)", $0.value) })
    accesses = Accesses(counts, architecture)
    energy = EnergyTable.published.energy(of: accesses)
    self.timeline = timeline.map { EngineTimeline($0, architecture) }
  }

  subscript(counter: PerformanceCounter) -> Int { counters["\(counter)"] ?? 0 }
}
