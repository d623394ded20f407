import Accelerator
import Network

extension CycleModel {
  /// Cycles of a layer that comes from DRAM and goes there; within a testbench, of its passes alone.
  func cycles(_ schedule: Schedule, _ units: TileUnits) -> CycleBreakdown {
    var result = CycleBreakdown()
    let mapping = schedule.mapping
    let lastStrips = mapping.strips - (schedule.tiles - 1) * schedule.stripsPerTile
    let transfers = TileTransfers(schedule, self)
    func add(_ count: Int, strips: Int) {
      var tile = tile(mapping, units, strips: strips * schedule.samplesPerPass)
      if surroundings == .accelerator && scope != .slots { overlap(&tile, transfers, mapping, units) }
      result.add(tile, times: count * schedule.sampleRuns)
    }
    // Full tiles are alike.
    if schedule.tiles > 1 { add(schedule.tiles - 1, strips: schedule.stripsPerTile) }
    add(1, strips: lastStrips)
    if surroundings == .accelerator && scope == .all {
      // The layer is set up while its first tile comes; the program shares the bus with it.
      let instructions = setup(mapping)
      let load = transfers.load + beats(instructions: instructions) + Self.start
      result.transfers += transfers.isOverlapped ? load + transfers.store : load - transfers.load
      result.setup += max(0, Self.cycles(instructions: instructions) - load)
    }
    let ideal = divided(schedule.layer.macs, by: architecture.rows * architecture.columns)
    result.macs = min(ideal, result.fragmentation)
    result.fragmentation -= result.macs
    return result
  }

  /// All passes over a tile; MAC slots count as fragmentation until the ideal is known.
  func tile(_ mapping: Mapping, _ units: TileUnits, strips: Int) -> CycleBreakdown {
    var tile = CycleBreakdown()
    let accumulations = mapping.filterPasses * mapping.groupPasses
    let steps = mapping.accumulatingPasses
    func pass(returns: Bool, keeps: Bool) -> Pass {
      self.pass(mapping, units, strips: strips, returnsPsums: returns, keepsPsums: keeps)
    }
    // The first pass, those between, and the last one.
    let last = pass(returns: steps > 1, keeps: false)
    tile.add(last, times: accumulations)
    if steps > 1 { tile.add(pass(returns: false, keeps: true), times: accumulations) }
    if steps > 2 { tile.add(pass(returns: true, keeps: true), times: (steps - 2) * accumulations) }
    addWeights(weights(mapping, units), passes: accumulations * steps, last, to: &tile)
    if scope == .all {
      tile.rampUp += Self.drain
      if surroundings == .accelerator { tile.setup += accumulations * setupOfAccumulation(mapping) }
    }
    return tile
  }

  /// Either the weights are what takes longest, and the last pass goes on when they are there; or the first pass and those
  /// between wait for them a little.
  private func addWeights(_ weights: Weights, passes: Int, _ last: Pass, to tile: inout CycleBreakdown) {
    let work = tile.total
    let first = scope == .all ? weights.first : 0
    let waits = first + (passes - 1) * weights.exposed
    let tail = scope == .all ? max(0, last.longest - weights.perPE) : 0
    let excess = passes * weights.longest + tail - work
    if excess <= waits {
      tile.rampUp += first
      tile.filterLoading += waits - first
    } else if weights.memory > weights.network {
      tile.memory += excess
    } else {
      tile.filterNetwork += excess
    }
  }

  /// What loads and stores of the other tiles take longer than the tile itself, or take after one another.
  private func overlap(
    _ tile: inout CycleBreakdown, _ transfers: TileTransfers, _ mapping: Mapping, _ units: TileUnits
  ) {
    let reads =
      mapping.passes * weights(mapping, units).memory
      + (scope == .all ? beats(instructions: mapping.passes * Self.instructionsPerPass) : 0)
    if transfers.isOverlapped || scope == .bandwidth {
      tile.memory += max(0, reads + transfers.load - tile.total, transfers.store - tile.total)
    } else {
      tile.memory += max(0, reads - tile.total)
      tile.transfers += transfers.load + transfers.store
    }
  }
}

/// What the tiles of a schedule take to come and to go.
private struct TileTransfers {
  let load, store: Int
  /// Whether tiles come and go beside the work on others.
  let isOverlapped: Bool

  init(_ schedule: Schedule, _ model: CycleModel) {
    let maps = FeatureMapSizes(schedule.layer, model.architecture)
    load = model.beats(words: maps.inputWords(rows: schedule.tileInputRows) * schedule.samplesPerPass)
    store =
      model.beats(words: maps.outputWords(rows: schedule.tileRows) * schedule.samplesPerPass)
      + (model.scope == .all ? CycleModel.storeLatency : 0)
    isOverlapped = schedule.copies > 1 && schedule.tiles > 1
  }
}

extension CycleBreakdown {
  /// Adds passes of a kind.
  fileprivate mutating func add(_ pass: CycleModel.Pass, times: Int) {
    fragmentation += pass.slots * times
    let excess = (pass.longest - pass.slots) * times
    if pass.ifmap == pass.longest { ifmapNetwork += excess } else { psumNetwork += excess }
  }
}
