import Accelerator

/// What a layer costs on an architecture.
public struct LayerCost: Hashable, Sendable {
  public let cycles: CycleBreakdown
  public let accesses: Accesses
  public let energy: Energy

  /// The predicted cost of a schedule.
  ///
  /// - Parameter maps: nil for from DRAM to DRAM.
  public init(
    _ schedule: Schedule, _ architecture: Architecture, maps: LayerMaps? = nil,
    within surroundings: MappingSearch.Surroundings = .accelerator, _ energyTable: EnergyTable = .published
  ) {
    let maps = maps ?? LayerMaps(schedule.layer, architecture)
    let mapping = schedule.mapping
    let tile = PETile(channels: mapping.channels, groups: mapping.groups, filters: mapping.filters)
    let units = TileUnits(tile, schedule.layer, architecture, surroundings)
    cycles = CycleModel(architecture: architecture, surroundings: surroundings).cycles(schedule, maps, units)
    accesses = LayerTotals(schedule, maps).accesses(units, maps, architecture, surroundings)
    energy = energyTable.energy(of: accesses)
  }
}
