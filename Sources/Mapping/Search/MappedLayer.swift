import Accelerator
import Network

/// The best mapping of a layer with what it costs and the proof that there is no better one.
public struct MappedLayer: Hashable, Sendable {
  /// As it was asked for.
  public let layer: LayerShape
  /// Of the layer with its vectors filled up.
  public let schedule: Schedule
  /// How its maps lie in DRAM.
  public let ifmapFormat, ofmapFormat: FeatureMapFormat
  /// The predicted cycles, by cause.
  public let cycles: CycleBreakdown
  /// What the hardware's counters will say, as if no activation but padding were zero.
  public let counts: AccessCounts
  /// The predicted accesses, by level, as if no activation but padding were zero.
  public let accesses: Accesses
  /// What the accesses cost by the energy table of the search, in multiples of a multiply-accumulate.
  public let energy: Energy
  /// Bus words from and to DRAM, those of the program included.
  public let beats: Int
  /// Its values are those of `cycles`, `energy` and `accesses`.
  public let certificate: Certificate

  /// The mapping of the schedule: of the layer with its vectors filled up.
  public var mapping: Mapping { schedule.mapping }

  init(
    _ layer: LayerShape, zeros: MapZeros?, _ schedule: Schedule, _ certificate: Certificate, _ search: MappingSearch
  ) {
    (self.layer, self.schedule, self.certificate) = (layer, schedule, certificate)
    let maps = LayerMaps(layer, zeros: zeros, search.architecture)
    (ifmapFormat, ofmapFormat) = (maps.input.code.format, maps.output.code.format)
    let cost = LayerCost(schedule, search.architecture, maps: maps, within: search.surroundings, search.energy)
    (cycles, accesses, energy, beats) = (cost.cycles, cost.accesses, cost.energy, cost.beats)
    counts = AccessCounts(schedule, of: layer, zeros: zeros, search.architecture)
  }

  /// MACs of the layer a cycle as a fraction of the PEs.
  public func utilization(_ architecture: Architecture) -> Double {
    Double(layer.macs) / Double(cycles.total * architecture.rows * architecture.columns)
  }
}
