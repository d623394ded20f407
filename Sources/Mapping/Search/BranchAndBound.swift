import Accelerator
import Network

/// Goes through the space depth first, the most promising tiles first, and leaves out what cannot be better.
struct BranchAndBound {
  private let space: SearchSpace
  private let bounds: SearchBounds
  private let cycles: CycleModel
  private let objective: Objective
  private let energy: EnergyTable
  private let certifies: Bool
  private let fits: (Mapping) -> Bool

  private(set) var best: (schedule: Schedule, score: Score)?
  private(set) var record = SearchRecord()

  init(
    _ space: SearchSpace, _ objective: Objective, _ energy: EnergyTable, certifies: Bool,
    where fits: @escaping (Mapping) -> Bool
  ) {
    self.space = space
    bounds = SearchBounds(space)
    cycles = CycleModel(architecture: space.architecture, surroundings: space.surroundings)
    (self.objective, self.energy, self.certifies, self.fits) = (objective, energy, certifies, fits)
  }

  private var layer: LayerShape { space.layer }
  private var architecture: Architecture { space.architecture }

  mutating func run() {
    let tiles = space.tiles().enumerated().map { index, tile in
      let units = TileUnits(tile, layer, architecture, space.surroundings)
      return (index: index, tile: tile, units: units, bound: lowerBound(bounds.totals(tile), units))
    }
    for (_, tile, units, bound) in tiles.sorted(by: { ($0.bound.score, $0.index) < ($1.bound.score, $1.index) }) {
      record.noteRoot(bound.score.value)
      let candidates = certifies ? space.heights(tile).reduce(0) { $0 + space.candidates(tile, $1) } : 0
      record.candidates += candidates
      if isExcluded(bound) {
        record.exclude(.tile, bound, candidates)
      } else if !mayKeepVectors(tile) {
        record.exclude(.tile, .vectors, candidates)
      } else {
        search(tile, units)
      }
    }
  }

  private mutating func search(_ tile: PETile, _ units: TileUnits) {
    for height in space.heights(tile) {
      let bound = lowerBound(bounds.totals(tile, height), units)
      guard !isExcluded(bound) else {
        record.exclude(.set, bound, certifies ? space.candidates(tile, height) : 0)
        continue
      }
      for width in space.widths {
        let bound = lowerBound(bounds.totals(tile, height, width: width), units)
        guard !isExcluded(bound) else {
          record.exclude(.width, bound, certifies ? space.candidates(tile, height, width: width) : 0)
          continue
        }
        if space.surroundings == .accelerator, !mayFit(width: width) {
          record.noteRoom(smallestNeeds(width: width))
          record.exclude(.width, .buffer, certifies ? space.candidates(tile, height, width: width) : 0)
          continue
        }
        search(tile, units, height, width: width)
      }
    }
  }

  /// All ways to fill the array with sets.
  private mutating func search(
    _ tile: PETile, _ units: TileUnits, _ height: SearchSpace.SetHeight, width: Int
  ) {
    let sets = height.setsDown * (architecture.columns / width)
    let tilings = space.tilings(width: width)
    for filterTiles in stride(from: min(sets, divided(layer.filtersPerGroup, by: tile.filters)), to: 0, by: -1) {
      let groups = min(sets / filterTiles, divided(layer.groups, by: tile.groups))
      for layerGroups in stride(from: groups, to: 0, by: -1) {
        let mapping = Mapping(
          layer: layer, filters: tile.filters, channels: tile.channels, groups: tile.groups, setWidth: width,
          channelGroups: height.channelGroups, filterRows: height.filterRows, filterTiles: filterTiles,
          layerGroups: layerGroups)
        // In one tile a mapping does the least.
        let whole = Schedule(
          mapping, samplesPerPass: space.samplesPerPass, stripsPerTile: mapping.strips, copies: 1)
        var totals = LayerTotals(whole, architecture)
        totals.loads = min(totals.loads, bounds.minimumLoads)
        let bound = lowerBound(totals, units)
        if isExcluded(bound) {
          record.exclude(.array, bound, tilings)
        } else if let constraint = brokenConstraint(mapping) {
          record.exclude(.array, constraint, tilings)
        } else if let needs = neededInVain(mapping) {
          record.noteRoom(needs)
          record.exclude(.array, .buffer, tilings)
        } else {
          search(mapping, units)
        }
      }
    }
  }

  /// All ways to cut it into tiles.
  private mutating func search(_ mapping: Mapping, _ units: TileUnits) {
    guard space.surroundings == .accelerator else {
      return evaluate(
        Schedule(mapping, samplesPerPass: layer.batch, stripsPerTile: mapping.strips, copies: 1), units)
    }
    for strips in stride(from: mapping.strips, to: 0, by: -1) {
      for copies in strips == mapping.strips ? [1] : [2, 1] {
        let schedule = Schedule(
          mapping, samplesPerPass: space.samplesPerPass, stripsPerTile: strips, copies: copies)
        let needs = schedule.bufferNeeds(architecture)
        if needs.fit(architecture) {
          evaluate(schedule, units)
        } else {
          record.noteRoom(needs)
          record.exclude(.tiling, .buffer, 1)
        }
      }
    }
  }

  private mutating func evaluate(_ schedule: Schedule, _ units: TileUnits) {
    record.evaluated += 1
    let accesses = LayerTotals(schedule, architecture).accesses(units, architecture, space.surroundings)
    let score = Score(
      objective, cycles: cycles.cycles(schedule, units).total, energy: energy.energy(of: accesses).total,
      memory: accesses.memory.total)
    if best == nil || score < best!.score { best = (schedule, score) }
  }

  /// What no candidate with these totals, or more, is better than.
  private func lowerBound(_ totals: LayerTotals, _ units: TileUnits) -> SearchRecord.Bound {
    let accesses = totals.accesses(units, architecture, space.surroundings)
    let cycles = cycles.lowerBound(totals, units)
    let score = Score(
      objective, cycles: cycles.cycles, energy: energy.energy(of: accesses).total, memory: accesses.memory.total)
    return SearchRecord.Bound(score: score, reason: objective.reason ?? cycles.resource)
  }

  private func isExcluded(_ bound: SearchRecord.Bound) -> Bool { best.map { !(bound.score < $0.score) } ?? false }

  /// Whether some mapping with this tile may keep to vectors: that of the fewest tiles on the array asks the least.
  private func mayKeepVectors(_ tile: PETile) -> Bool {
    guard space.surroundings == .accelerator else { return true }
    if layer.groups > 1, layer.channelsPerGroup % tile.channels != 0 || layer.filtersPerGroup % tile.filters != 0 {
      return false
    }
    return Mapping(
      layer: layer, filters: tile.filters, channels: tile.channels, groups: tile.groups, setWidth: 1,
      channelGroups: 1, filterRows: 1, filterTiles: 1, layerGroups: 1
    ).keepsVectors(architecture)
  }

  private func brokenConstraint(_ mapping: Mapping) -> SearchReason? {
    if space.surroundings == .accelerator {
      if !mapping.keepsVectors(architecture) { return .vectors }
      if mapping.channelsPerPass > architecture.channelTable { return .channelTable }
    }
    return fits(mapping) ? nil : .caller
  }
}

extension BranchAndBound {
  /// Room for the maps of a single strip, as if there were no psums.
  private func smallestNeeds(width: Int) -> BufferNeeds {
    let maps = FeatureMapSizes(layer, architecture)
    let rows = width == layer.outputHeight ? layer.inputHeight : layer.inputRows(forOutputRows: width)
    return BufferNeeds(
      psums: 0, output: maps.outputWords(rows: width) * space.samplesPerPass,
      input: maps.inputWords(rows: rows) * space.samplesPerPass, copies: 1)
  }

  private func mayFit(width: Int) -> Bool { smallestNeeds(width: width).words <= architecture.bufferWords }

  /// What the smallest tiles of a mapping need, if there is no room for them.
  private func neededInVain(_ mapping: Mapping) -> BufferNeeds? {
    guard space.surroundings == .accelerator else { return nil }
    let needs = Schedule(mapping, samplesPerPass: space.samplesPerPass, stripsPerTile: 1, copies: 1)
      .bufferNeeds(architecture)
    return needs.words <= architecture.bufferWords ? nil : needs
  }
}

extension Objective {
  /// What a bound of this objective is called; nil where it is that of a resource.
  fileprivate var reason: SearchReason? {
    switch self {
    case .cycles: nil
    case .energy: .energy
    case .energyDelay: .energyDelay
    case .dramTraffic: .dramTraffic
    }
  }
}
