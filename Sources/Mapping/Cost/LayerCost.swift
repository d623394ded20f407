import Accelerator

/// What a layer costs on an architecture.
public struct LayerCost: Hashable, Sendable {
  /// The predicted cycles, by cause.
  public let cycles: CycleBreakdown
  /// The predicted accesses, by level, as if no activation but padding were zero.
  public let accesses: Accesses
  /// What the accesses cost by the energy table, in multiples of a multiply-accumulate.
  public let energy: Energy

  /// Bus words from and to DRAM, those of the program included.
  public let beats: Int
  /// Passes that are carried out, over all tiles.
  public let passes: Int

  /// The predicted cost of a schedule.
  ///
  /// - Parameters:
  ///   - maps: nil for those of the schedule's layer, from DRAM to DRAM. A layer that was filled up to whole vectors has
  ///     maps with fewer channels.
  ///   - constants: of the layer's channels, by which the program has more or fewer instructions; nil where only the shape
  ///     of the layer is known.
  public init(
    _ schedule: Schedule, _ architecture: Architecture, maps: LayerMaps? = nil, constants: ChannelConstantKinds? = nil,
    within surroundings: MappingSearch.Surroundings = .accelerator, _ energyTable: EnergyTable = .published
  ) {
    let maps = maps ?? LayerMaps(schedule.layer, architecture)
    let units = TileUnits(PETile(schedule.mapping), schedule.layer, maps, architecture, surroundings)
    let counts = DenseCounts(
      schedule, maps, constants ?? ChannelConstantKinds(architecture), architecture, surroundings)
    cycles = CycleModel(architecture: architecture, surroundings: surroundings).cycles(schedule, maps, units)
    accesses = Accesses(counts, architecture)
    energy = energyTable.energy(of: accesses)
    beats = counts.beats
    passes = schedule.passRuns
  }
}
