import Accelerator
import Network

extension CycleModel {
  /// Cycles of a layer that comes from DRAM and goes there; within a testbench, of its passes alone.
  func cycles(_ schedule: Schedule, _ units: TileUnits) -> CycleBreakdown {
    var result = CycleBreakdown()
    let mapping = schedule.mapping
    let lastStrips = mapping.strips - (schedule.tiles - 1) * schedule.stripsPerTile
    let setup = surroundings == .accelerator ? self.setup(mapping) : 0
    let transfers = TileTransfers(schedule, self)
    func add(_ count: Int, strips: Int) {
      var tile = tile(mapping, units, strips: strips * schedule.samplesPerPass)
      tile.setup += setup
      if surroundings == .accelerator { overlap(&tile, transfers, mapping, units) }
      result.add(tile, times: count * schedule.sampleRuns)
    }
    // Full tiles are alike.
    if schedule.tiles > 1 { add(schedule.tiles - 1, strips: schedule.stripsPerTile) }
    add(1, strips: lastStrips)
    if surroundings == .accelerator {
      result.transfers += transfers.first + (transfers.isOverlapped ? transfers.last : 0)
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
    func add(_ count: Int, returns: Bool, keeps: Bool) {
      tile.add(
        pass(mapping, units, strips: strips, returnsPsums: returns, keepsPsums: keeps), times: count * accumulations)
    }
    // The first pass, those between, and the last one.
    add(1, returns: false, keeps: steps > 1)
    if steps > 2 { add(steps - 2, returns: true, keeps: true) }
    if steps > 1 { add(1, returns: true, keeps: false) }
    tile.rampUp = accumulations * steps * Self.rampUp
    return tile
  }

  /// What loads and stores of the other tiles take longer than the tile itself, or take after one another.
  private func overlap(
    _ tile: inout CycleBreakdown, _ transfers: TileTransfers, _ mapping: Mapping, _ units: TileUnits
  ) {
    let groups = mapping.sets * mapping.setHeight * units.filterGroups
    let program = mapping.passes * Self.instructionsPerPass + Self.instructionsPerTile + tile.setup
    let reads = mapping.passes * filterBeats(groups: groups) + program * 8 / architecture.beatBytes
    if transfers.isOverlapped {
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
  /// The first load and the last store, beside which nothing is done; 0 where that is so for all.
  let first, last: Int
  let isOverlapped: Bool

  init(_ schedule: Schedule, _ model: CycleModel) {
    let maps = FeatureMapSizes(schedule.layer, model.architecture)
    load = model.beats(words: maps.inputWords(rows: schedule.tileInputRows) * schedule.samplesPerPass)
      + CycleModel.transferLatency
    store = model.beats(words: maps.outputWords(rows: schedule.tileRows) * schedule.samplesPerPass)
      + CycleModel.transferLatency
    isOverlapped = schedule.copies > 1 && schedule.tiles > 1
    (first, last) = isOverlapped ? (load, store) : (0, 0)
  }
}

extension CycleBreakdown {
  /// Adds passes of a kind.
  fileprivate mutating func add(_ pass: CycleModel.Pass, times: Int) {
    fragmentation += pass.slots * times
    let excess = (pass.longest - pass.slots) * times
    guard excess > 0 else { return }
    switch pass.longest {
    case pass.ifmap: ifmapNetwork += excess
    case pass.psum: psumNetwork += excess
    case pass.filter: filterNetwork += excess
    default: memory += excess
    }
  }
}
