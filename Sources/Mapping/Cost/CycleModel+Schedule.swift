import Accelerator
import Network

extension CycleModel {
  /// Cycles of a layer with its loads and stores; within a testbench, of its passes alone.
  func cycles(_ schedule: Schedule, _ maps: LayerMaps, _ units: TileUnits) -> CycleBreakdown {
    var result = CycleBreakdown()
    let mapping = schedule.mapping
    let lastStrips = mapping.strips - (schedule.rowParts - 1) * schedule.cut.strips
    let transfers = TileTransfers(schedule, maps, self)
    let begins = schedule.begins(maps)
    func add(_ count: Int, strips: Int, begins: Int) {
      guard count > 0 else { return }
      var rows = tile(mapping, units, strips: strips * schedule.samplesPerPass)
      let rampUp = rows.rampUp
      rows.rampUp = 0
      if surroundings == .accelerator && scope.contains(.memory) { overlap(&rows, transfers, mapping, units) }
      result.add(rows, times: count)
      result.rampUp += rampUp * begins
    }
    // All but the last rows are alike.
    add((schedule.rowParts - 1) * schedule.sampleRuns, strips: schedule.cut.strips, begins: begins.full)
    add(schedule.sampleRuns, strips: lastStrips, begins: begins.last)
    let follow = schedule.rowParts * schedule.sampleRuns - begins.full - begins.last
    result.filterLoading += max(0, follow) * weights(mapping, units).exposed
    if scope.contains(.waits) { result.rampUp += (begins.full + begins.last - 1) * Self.restart }
    if surroundings == .accelerator && scope.contains(.waits) && maps.isPrepared {
      result.transfers += transfers.lastStore + Self.commit
    } else if surroundings == .accelerator && scope.contains(.waits) {
      // The layer is set up while its first part comes; the program shares the bus with it.
      let instructions = setup(mapping)
      let load = transfers.firstLoad + beats(instructions: instructions) + Self.start
      result.transfers += transfers.lastStore + load - (transfers.firstIsCounted ? transfers.firstLoad : 0)
      result.setup += max(0, Self.cycles(instructions: instructions) - load)
    }
    let ideal = divided(schedule.layer.macs, by: architecture.rows * architecture.columns)
    result.macs = min(ideal, result.fragmentation)
    result.fragmentation -= result.macs
    return result
  }

  /// What of it is work on tiles of these rows, in as few tiles as there may be.
  func compute(_ schedule: Schedule, _ units: TileUnits) -> Int {
    let mapping = schedule.mapping
    func work(strips: Int) -> Int {
      let tile = tile(mapping, units, strips: strips * schedule.samplesPerPass)
      return tile.total - tile.rampUp
    }
    let last = work(strips: mapping.strips - (schedule.rowParts - 1) * schedule.cut.strips)
    guard schedule.rowParts > 1 else { return last * schedule.sampleRuns }
    return (work(strips: schedule.cut.strips) * (schedule.rowParts - 1) + last) * schedule.sampleRuns
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
    if scope.contains(.waits) {
      tile.rampUp += Self.drain + mapping.sets * mapping.setWidth * units.psumGroups
      if surroundings == .accelerator { tile.setup += (accumulations - 1) * setupOfAccumulation(mapping) }
    }
    return tile
  }

  /// Either the weights are what takes longest, and the last pass goes on when they are there; or the first pass and those
  /// between wait for them a little.
  private func addWeights(_ weights: Weights, passes: Int, _ last: Pass, to tile: inout CycleBreakdown) {
    let work = tile.total
    let first = scope.contains(.waits) ? weights.first : 0
    let waits = first + (passes - 1) * weights.exposed
    let tail = scope.contains(.waits) ? max(0, last.longest - weights.perPE) : 0
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

  /// What loads and stores of the other tiles take longer than the tiles themselves, or take after one another.
  private func overlap(
    _ rows: inout CycleBreakdown, _ transfers: TileTransfers, _ mapping: Mapping, _ units: TileUnits
  ) {
    let reads =
      mapping.passes * weights(mapping, units).memory
      + (scope.contains(.waits) ? beats(instructions: mapping.passes * Self.instructionsPerPass) : 0)
    if transfers.isOverlapped || !scope.contains(.waits) {
      rows.memory += max(
        0, reads + transfers.loadBeats - rows.total, transfers.load - rows.total, transfers.store - rows.total)
    } else {
      rows.memory += max(0, reads - rows.total)
      rows.transfers += transfers.load + transfers.store
    }
  }
}

/// What the maps of a schedule take to come and to go.
private struct TileTransfers {
  /// Cycles for the rows of a tile, all parts together.
  let load, store: Int
  /// Words on the bus for it.
  let loadBeats: Int
  /// The first part of the input, and the last part of the output if the others go beside work.
  let firstLoad, lastStore: Int
  /// Whether the first part of the input is among the loads of the rows.
  let firstIsCounted: Bool
  /// Whether parts come and go beside the work on others.
  let isOverlapped: Bool

  init(_ schedule: Schedule, _ maps: LayerMaps, _ model: CycleModel) {
    let (loads, stores) = (schedule.inputLoads(maps), schedule.outputStores)
    let needs = schedule.bufferNeeds(maps, model.architecture)
    isOverlapped = schedule.copies > 1 && max(loads, stores) > 1
    let whole = maps.input.words(rows: maps.input.rows, vectors: maps.input.vectors)
    firstLoad = maps.loadsInput || maps.loadsWhole ? model.beats(words: maps.loadsWhole ? whole : needs.input) : 0
    let latency = model.scope.contains(.waits) ? CycleModel.storeLatency : 0
    let lastRows = schedule.layer.outputHeight - (schedule.rowParts - 1) * schedule.tileRows
    let lastOutput = needs.output / schedule.tileRows * lastRows
    lastStore = isOverlapped && maps.storesOutput ? model.beats(words: lastOutput) + latency : 0
    // A map that is not cut comes before everything, or goes after it.
    load = maps.loadsInput && maps.takesRows ? model.beats(words: schedule.loadedWords(maps)) : 0
    loadBeats = maps.input.code.coded(load)
    let rowWords = maps.output.words(rows: schedule.tileRows, vectors: maps.output.vectors)
    store =
      maps.storesOutput
      ? model.beats(words: rowWords) * schedule.samplesPerPass + latency * schedule.outputPartsPerRows : 0
    firstIsCounted = !isOverlapped && maps.loadsInput && maps.takesRows
  }
}

extension Schedule {
  /// How often passes begin with an array that stood still: where the constants of channels change, or the number of
  /// rows; in rows of `cut.strips` strips and in the last rows of the samples.
  ///
  /// Tiles that are alike follow one another like passes.
  fileprivate func begins(_ maps: LayerMaps) -> (full: Int, last: Int) {
    let parts = maps.storesOutput ? outputPartsPerRows : 1
    if parts > 1 { return ((rowParts - 1) * sampleRuns * parts, sampleRuns * parts) }
    let isEven = maps.storesOutput ? layer.outputHeight % tileRows == 0 : mapping.strips % cut.strips == 0
    return isEven || rowParts == 1 ? (0, 1) : (sampleRuns, sampleRuns)
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
