import Accelerator
import Network

/// Goes through the space depth first, the most promising tiles first, and leaves out what cannot be better.
struct BranchAndBound {
  private let space: SearchSpace
  private let bounds: SearchBounds
  private let model: CycleModel
  private let goal: Goal
  private let energy: EnergyTable
  private let certifies: Bool
  private let fits: (Mapping) -> Bool
  private let hasRoom: (BufferNeeds) -> Bool
  /// Whether any candidate will do, however good it is.
  private let takesFirst: Bool
  private var rows: [ResidentRows.Key: ResidentRows] = [:]

  private(set) var best: (schedule: Schedule, costs: SearchCosts, score: Score)?
  private(set) var record = SearchRecord()

  init(
    _ space: SearchSpace, _ bounds: SearchBounds, _ goal: Goal, _ energy: EnergyTable, _ scope: CycleModel.Scope,
    certifies: Bool, takesFirst: Bool = false, where fits: @escaping (Mapping) -> Bool,
    hasRoom: @escaping (BufferNeeds) -> Bool
  ) {
    (self.space, self.bounds, self.goal, self.energy) = (space, bounds, goal, energy)
    model = CycleModel(architecture: space.architecture, surroundings: space.surroundings, scope: scope)
    (self.certifies, self.takesFirst, self.fits, self.hasRoom) = (certifies, takesFirst, fits, hasRoom)
  }

  private var layer: LayerShape { space.layer }
  private var architecture: Architecture { space.architecture }

  /// - Parameter known: a schedule that keeps the goal's limits, with its costs; it stays unless there is a better one.
  mutating func run(knowing known: (schedule: Schedule, costs: SearchCosts)? = nil) {
    best = known.map { ($0.schedule, $0.costs, goal.score($0.costs)) }
    let tiles = space.tiles().enumerated().map { index, tile in
      let units = space.units(tile)
      return (index: index, tile: tile, units: units, bound: lowerBound(bounds.totals(tile, units), units))
    }
    for (_, tile, units, bound) in tiles.sorted(by: { ($0.bound.score, $0.index) < ($1.bound.score, $1.index) }) {
      record.noteRoot(bound.score.value)
      let candidates = certifies ? space.heights(tile).reduce(0) { $0 + space.candidates(tile, $1) } : 0
      record.candidates += candidates
      if let exclusion = exclusion(bound) {
        record.exclude(.tile, exclusion, candidates)
      } else if !mayKeepVectors(tile) {
        record.exclude(.tile, .vectors, candidates)
      } else {
        search(tile, units)
      }
    }
  }

  private mutating func search(_ tile: PETile, _ units: TileUnits) {
    for height in space.heights(tile) {
      if let exclusion = exclusion(lowerBound(bounds.totals(tile, height, units), units)) {
        record.exclude(.set, exclusion, certifies ? space.candidates(tile, height) : 0)
        continue
      }
      for width in space.widths {
        if let exclusion = exclusion(lowerBound(bounds.totals(tile, height, width: width, units), units)) {
          record.exclude(.width, exclusion, certifies ? space.candidates(tile, height, width: width) : 0)
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
        let whole = (samples: space.samplesPerPass[0], strips: mapping.strips)
        if let exclusion = exclusion(lowerBound(leastTotals(mapping, tiles: whole, units), units)) {
          record.exclude(.array, exclusion, tilings)
        } else if let constraint = brokenConstraint(mapping) {
          record.exclude(.array, constraint, tilings)
        } else if let needs = neededInVain(mapping) {
          record.noteRoom(needs)
          record.exclude(.array, .buffer, tilings)
        } else {
          let largest = largestTiles(mapping)
          if let exclusion = exclusion(lowerBound(leastTotals(mapping, tiles: largest, units), units)) {
            record.exclude(.array, exclusion, tilings)
          } else {
            search(mapping, upTo: largest, units)
          }
        }
      }
    }
  }

  /// What a mapping does at least in tiles of at most so many samples and strips: in larger ones weights come less often.
  private func leastTotals(
    _ mapping: Mapping, tiles: (samples: Int, strips: Int), _ units: TileUnits
  ) -> LayerTotals {
    let schedule = Schedule(mapping, samplesPerPass: tiles.samples, stripsPerTile: tiles.strips, copies: 1)
    var totals = LayerTotals(
      schedule, units, space.maps, IfmapDelivery(leastOf: mapping),
      bounds.residentRows(width: mapping.setWidth, filterRows: mapping.filterRows), architecture)
    totals.loads = bounds.leastLoads(width: mapping.setWidth, strips: tiles.strips)
    totals.instructions = leastInstructions(schedule, targets: mapping.ifmapTargets)
    return totals
  }

  /// The most samples, or the most strips of a sample, for which the buffer may have room: with the smallest parts of the
  /// maps and the fewest sums.
  private func largestTiles(_ mapping: Mapping) -> (samples: Int, strips: Int) {
    guard space.surroundings == .accelerator else { return (layer.batch, mapping.strips) }
    func mayFit(_ samples: Int, _ strips: Int) -> Bool {
      var cut = TileCut.smallest
      cut.strips = strips
      return hasRoom(
        Schedule(mapping, samplesPerPass: samples, cut: cut, copies: 1).bufferNeeds(space.maps, architecture))
    }
    if let samples = space.samplesPerPass.first(where: { mayFit($0, mapping.strips) }) {
      return (samples, mapping.strips)
    }
    // Fewer strips never need more.
    var (fitting, tooMany) = (1, mapping.strips)
    while tooMany - fitting > 1 {
      let middle = (fitting + tooMany) / 2
      if mayFit(1, middle) { fitting = middle } else { tooMany = middle }
    }
    return (1, fitting)
  }

  private func leastInstructions(_ schedule: Schedule, targets: Int) -> Int {
    let mapping = schedule.mapping
    return ProgramLength.least(
      setup: ProgramLength.setup(
        mapping, targets: targets, waits: mapping.accumulatingPasses > 1, architecture),
      passRuns: schedule.passRuns, hasSeveralPasses: mapping.passes > 1, space.maps, layer, architecture)
  }
}

// MARK: Tilings
extension BranchAndBound {
  /// All ways to cut a mapping into tiles.
  ///
  /// - Parameter largest: see `largestTiles`.
  private mutating func search(_ mapping: Mapping, upTo largest: (samples: Int, strips: Int), _ units: TileUnits) {
    let delivery = IfmapDelivery(mapping, architecture)
    guard space.surroundings == .accelerator else {
      let schedule = Schedule(mapping, samplesPerPass: layer.batch, stripsPerTile: mapping.strips, copies: 1)
      return evaluate(schedule, totals(schedule, units, delivery), units, delivery)
    }
    let sizes = space.tileSizes(mapping)
    let cuts = certifies ? TileCut.count(of: mapping) : 0
    for (index, (samples, strips)) in sizes.enumerated() {
      // One tile has no use for two parts of a map in the buffer.
      let count = certifies ? 2 * cuts - (index == 0 && samples == layer.batch ? 1 : 0) : 0
      guard samples <= largest.samples, strips <= largest.strips else {
        record.exclude(.tiling, .buffer, count)
        continue
      }
      if samples == 1, let exclusion = exclusion(lowerBound(leastTotals(mapping, tiles: (1, strips), units), units)) {
        // All that follows are tiles of fewer rows.
        return record.exclude(.tiling, exclusion, count + 2 * cuts * (sizes.count - index - 1))
      }
      let whole = Schedule(mapping, samplesPerPass: samples, stripsPerTile: strips, copies: 1)
      let totals = totals(whole, units, delivery)
      // In parts of the channels or groups no less is loaded, and loads and stores are beside the work at best.
      if let exclusion = exclusion(lowerBound(totals, units, work: model.compute(whole, units))) {
        record.exclude(.tiling, exclusion, count)
      } else {
        search(whole, totals, units, delivery)
      }
    }
  }

  /// All ways to cut the groups, filters and channels of tiles of some rows.
  ///
  /// - Parameters:
  ///   - whole: with all of them.
  ///   - totals: of it.
  private mutating func search(
    _ whole: Schedule, _ totals: LayerTotals, _ units: TileUnits, _ delivery: IfmapDelivery
  ) {
    let mapping = whole.mapping
    if mapping.groupPasses > 1 { search(whole, whole.cut, totals, units, delivery) }
    let channels = TileCut.partSizes(of: mapping.channelPasses)
    for filters in TileCut.partSizes(of: mapping.filterPasses) {
      func cut(_ channels: Int) -> TileCut {
        TileCut(strips: whole.cut.strips, groupPasses: 1, filterPasses: filters, channelPasses: channels)
      }
      search(whole, cut(channels[0]), totals, units, delivery)
      guard channels.count > 1 else { continue }
      // Parts of the channels come again for each part of the filters, and their sums wait.
      let smallest = whole.with(cut(1), copies: 1)
      var least = totals
      if layer.groups == 1, space.maps.loadsInput, space.maps.input.vectors > 1 { least.loads *= smallest.filterParts }
      let needs = smallest.bufferNeeds(space.maps, architecture)
      if let exclusion = exclusion(lowerBound(least, units)) {
        record.exclude(.tiling, exclusion, 2 * (channels.count - 1))
      } else if !hasRoom(needs) {
        record.noteRoom(needs)
        record.exclude(.tiling, .buffer, 2 * (channels.count - 1))
      } else {
        for part in channels.dropFirst() { search(whole, cut(part), totals, units, delivery) }
      }
    }
  }

  /// With room for one part of each map or for two.
  private mutating func search(
    _ whole: Schedule, _ cut: TileCut, _ wholeTotals: LayerTotals, _ units: TileUnits, _ delivery: IfmapDelivery
  ) {
    let two = whole.with(cut, copies: 2)
    let count = two.tiles * two.sampleRuns == 1 ? 1 : 2
    guard two.keepsOutputVectors(space.maps) else { return record.exclude(.tiling, .outputVectors, count) }
    var totals = wholeTotals
    totals.loads = LayerTotals.loads(of: two, space.maps)
    if let exclusion = exclusion(lowerBound(totals, units)) { return record.exclude(.tiling, exclusion, count) }
    for copies in stride(from: count, to: 0, by: -1) {
      let schedule = whole.with(cut, copies: copies)
      let needs = schedule.bufferNeeds(space.maps, architecture)
      if hasRoom(needs) {
        evaluate(schedule, totals, units, delivery)
      } else {
        record.noteRoom(needs)
        record.exclude(.tiling, .buffer, 1)
      }
    }
  }

  /// Of a schedule, but for its program, of which there is a bound.
  private mutating func totals(_ schedule: Schedule, _ units: TileUnits, _ delivery: IfmapDelivery) -> LayerTotals {
    var totals = LayerTotals(schedule, units, space.maps, delivery, residentRows(schedule), architecture)
    totals.instructions = leastInstructions(schedule, targets: delivery.targets)
    return totals
  }

  private mutating func residentRows(_ schedule: Schedule) -> ResidentRows {
    let key = ResidentRows.Key(schedule, space.maps)
    if let known = rows[key] { return known }
    let counted = ResidentRows(layer, key)
    rows[key] = counted
    return counted
  }

  private mutating func evaluate(
    _ schedule: Schedule, _ totals: LayerTotals, _ units: TileUnits, _ delivery: IfmapDelivery
  ) {
    record.evaluated += 1
    var totals = totals
    let cycles = model.cycles(schedule, space.maps, units).total
    var costs = self.costs(totals, units, cycles: cycles)
    guard mayBeBest(costs) else { return }
    if space.surroundings == .accelerator {
      totals.instructions =
        ProgramLength(schedule, space.maps, space.constants, targets: delivery.targets, architecture).instructions
      costs = self.costs(totals, units, cycles: cycles)
      guard mayBeBest(costs) else { return }
    }
    best = (schedule, costs, goal.score(costs))
  }

  /// Whether what costs so much, or more, keeps the limits and is better than the best one.
  private func mayBeBest(_ costs: SearchCosts) -> Bool {
    goal.limits.allSatisfy { costs.value($0.quantity) <= $0.atMost }
      && best.map { goal.score(costs) < $0.score } ?? true
  }

  private func costs(_ totals: LayerTotals, _ units: TileUnits, cycles: Int) -> SearchCosts {
    let counts = DenseCounts(totals, units, space.maps, architecture, space.surroundings)
    var costs = SearchCosts(cycles: cycles, beats: counts.beats, passes: totals.passRuns)
    let accesses = Accesses(counts, architecture)
    costs.words = accesses.memory.total
    if goal.needsEnergy { costs.energy = energy.energy(of: accesses).total }
    return costs
  }
}

// MARK: Bounds
extension BranchAndBound {
  /// What no candidate below a node is better than, and which resource its cycles are of.
  struct Bound {
    let costs: SearchCosts
    let score: Score
    let resource: SearchReason
  }

  /// What no candidate with these totals, or more, is better than.
  ///
  /// - Parameter work: cycles of the passes of all these candidates, if they are known.
  private func lowerBound(_ totals: LayerTotals, _ units: TileUnits, work: Int = 0) -> Bound {
    let resources = model.lowerBound(totals, space.maps, units)
    let costs = costs(totals, units, cycles: max(work, resources.cycles))
    return Bound(
      costs: costs, score: goal.score(costs), resource: work > resources.cycles ? .work : resources.resource)
  }

  /// Why nothing below a node can be what is looked for; nil where something may.
  private func exclusion(_ bound: Bound) -> SearchRecord.Exclusion? {
    for limit in goal.limits where bound.costs.value(limit.quantity) > limit.atMost {
      return SearchRecord.Exclusion(
        reason: limit.quantity == .cycles ? .cycleLimit : .beatLimit, quantity: limit.quantity,
        value: bound.costs.value(limit.quantity))
    }
    guard let best, takesFirst || !(bound.score < best.score) else { return nil }
    let quantity = goal.quantities[0]
    return SearchRecord.Exclusion(
      reason: quantity == .cycles ? bound.resource : quantity.reason, quantity: quantity, value: bound.score.value)
  }

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
      if mapping.channelEntries(architecture) > architecture.channelTable { return .channelTable }
    }
    return fits(mapping) ? nil : .caller
  }

  /// What the smallest tiles of a mapping need, if there is no room for them.
  private func neededInVain(_ mapping: Mapping) -> BufferNeeds? {
    guard space.surroundings == .accelerator else { return nil }
    let smallest = [TileCut.smallest, TileCut(strips: 1, of: mapping)].map {
      Schedule(mapping, cut: $0, copies: 1)
    }.filter { $0.keepsOutputVectors(space.maps) }.map { $0.bufferNeeds(space.maps, architecture) }
    return smallest.contains(where: hasRoom) ? nil : smallest.min { $0.words < $1.words }
  }
}

extension Schedule {
  /// The same rows cut otherwise.
  fileprivate func with(_ cut: TileCut, copies: Int) -> Schedule {
    Schedule(mapping, samplesPerPass: samplesPerPass, cut: cut, copies: copies)
  }
}

extension Quantity {
  /// What a bound of this quantity is called; of cycles it is called after a resource.
  fileprivate var reason: SearchReason {
    switch self {
    case .cycles: .work
    case .energy: .energy
    case .energyDelay: .energyDelay
    case .words: .words
    case .beats: .beats
    case .passes: .passes
    }
  }
}
