import Accelerator

/// What a layer costs on an architecture.
public struct LayerCost: Hashable, Sendable {
  public let cycles: CycleBreakdown
  public let accesses: Accesses
  public let energy: Energy

  /// The predicted cost of a schedule.
  public init(
    _ schedule: Schedule, _ architecture: Architecture, within surroundings: MappingSearch.Surroundings = .accelerator,
    _ energyTable: EnergyTable = .published
  ) {
    let mapping = schedule.mapping
    let tile = PETile(channels: mapping.channels, groups: mapping.groups, filters: mapping.filters)
    let units = TileUnits(tile, schedule.layer, architecture, surroundings)
    cycles = CycleModel(architecture: architecture, surroundings: surroundings).cycles(schedule, units)
    accesses = LayerTotals(schedule, architecture).accesses(units, architecture, surroundings)
    energy = energyTable.energy(of: accesses)
  }
}
