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
  private let hasRoom: (BufferNeeds) -> Bool

  private(set) var best: (schedule: Schedule, score: Score)?
  private(set) var record = SearchRecord()

  init(
    _ space: SearchSpace, _ objective: Objective, _ energy: EnergyTable, _ scope: CycleModel.Scope, certifies: Bool,
    where fits: @escaping (Mapping) -> Bool, hasRoom: @escaping (BufferNeeds) -> Bool
  ) {
    self.space = space
    self.hasRoom = hasRoom
    bounds = SearchBounds(space)
    cycles = CycleModel(architecture: space.architecture, surroundings: space.surroundings, scope: scope)
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
        search(tile, units, height, width: width)
      }
    }
  }

  /// All ways to fill the array with sets.
  private mutating func search(
    _ tile: PETile, _ units: TileUnits, _ height: SearchSpace.SetHeight, width: Int
  ) {
    let sets = height.setsDown * (architecture.columns / width)
    for filterTiles in stride(from: min(sets, divided(layer.filtersPerGroup, by: tile.filters)), to: 0, by: -1) {
      let groups = min(sets / filterTiles, divided(layer.groups, by: tile.groups))
      for layerGroups in stride(from: groups, to: 0, by: -1) {
        let mapping = Mapping(
          layer: layer, filters: tile.filters, channels: tile.channels, groups: tile.groups, setWidth: width,
          channelGroups: height.channelGroups, filterRows: height.filterRows, filterTiles: filterTiles,
          layerGroups: layerGroups)
        let tilings = certifies ? space.tilings(of: mapping) : 0
        // In one tile a mapping does the least.
        let whole = Schedule(
          mapping, samplesPerPass: space.samplesPerPass[0], stripsPerTile: mapping.strips, copies: 1)
        var totals = LayerTotals(whole, space.maps)
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
    for (samples, strips) in space.tileSizes(mapping) {
      let cuts = TileCut.all(strips: strips, of: mapping)
      let isWhole = strips == mapping.strips && samples == layer.batch
      let bound = lowerBound(mapping, samples: samples, strips: strips, units)
      guard !isExcluded(bound) else {
        record.exclude(.tiling, bound, 2 * cuts.count - (isWhole ? 1 : 0))
        continue
      }
      for cut in cuts {
        for copies in [2, 1] {
          let schedule = Schedule(mapping, samplesPerPass: samples, cut: cut, copies: copies)
          if copies == 2 && isWhole && schedule.tiles == 1 { continue }
          evaluateIfItFits(schedule, units)
        }
      }
    }
  }

  /// What tiles of so many samples and strips cost at least: loads and stores all beside the work, and as few as there may be.
  private func lowerBound(
    _ mapping: Mapping, samples: Int, strips: Int, _ units: TileUnits
  ) -> SearchRecord.Bound {
    let schedule = Schedule(mapping, samplesPerPass: samples, stripsPerTile: strips, copies: 1)
    var totals = LayerTotals(schedule, space.maps)
    totals.loads = min(totals.loads, bounds.minimumLoads)
    var bound = lowerBound(totals, units)
    let compute = cycles.compute(schedule, units)
    if compute > bound.cycles {
      let accesses = totals.accesses(units, space.maps, architecture, space.surroundings)
      bound = SearchRecord.Bound(
        score: Score(
          objective, cycles: compute, energy: energy.energy(of: accesses).total, memory: accesses.memory.total),
        cycles: compute, reason: objective.reason ?? .passes)
    }
    return bound
  }

  private mutating func evaluateIfItFits(_ schedule: Schedule, _ units: TileUnits) {
    guard schedule.keepsOutputVectors(space.maps) else { return record.exclude(.tiling, .outputVectors, 1) }
    let needs = schedule.bufferNeeds(space.maps, architecture)
    guard hasRoom(needs) else {
      record.noteRoom(needs)
      return record.exclude(.tiling, .buffer, 1)
    }
    evaluate(schedule, units)
  }

  private mutating func evaluate(_ schedule: Schedule, _ units: TileUnits) {
    record.evaluated += 1
    let accesses = LayerTotals(schedule, space.maps).accesses(
      units, space.maps, architecture, space.surroundings)
    let score = Score(
      objective, cycles: cycles.cycles(schedule, space.maps, units).total, energy: energy.energy(of: accesses).total,
      memory: accesses.memory.total)
    if best == nil || score < best!.score { best = (schedule, score) }
  }

  /// What no candidate with these totals, or more, is better than.
  private func lowerBound(_ totals: LayerTotals, _ units: TileUnits) -> SearchRecord.Bound {
    let accesses = totals.accesses(units, space.maps, architecture, space.surroundings)
    let cycles = cycles.lowerBound(totals, space.maps, units)
    let score = Score(
      objective, cycles: cycles.cycles, energy: energy.energy(of: accesses).total, memory: accesses.memory.total)
    return SearchRecord.Bound(score: score, cycles: cycles.cycles, reason: objective.reason ?? cycles.resource)
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
  /// What the smallest tiles of a mapping need, if there is no room for them.
  private func neededInVain(_ mapping: Mapping) -> BufferNeeds? {
    guard space.surroundings == .accelerator else { return nil }
    let smallest = [TileCut.smallest, TileCut(strips: 1, of: mapping)].map {
      Schedule(mapping, cut: $0, copies: 1)
    }.filter { $0.keepsOutputVectors(space.maps) }.map { $0.bufferNeeds(space.maps, architecture) }
    return smallest.contains(where: hasRoom) ? nil : smallest.min { $0.words < $1.words }
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
