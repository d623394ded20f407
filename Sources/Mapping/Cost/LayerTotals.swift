import Accelerator
import Network

/// What a PE works on at once: the innermost part of a mapping, by which all costs of a unit of work are known.
struct PETile: Hashable, Sendable {
  /// q, g and p.
  let channels, groups, filters: Int
}

/// What follows from a layer, an architecture and a `PETile`, whatever the rest of the mapping is.
struct TileUnits {
  let window, psumsPerColumn: Int
  /// F.
  let columns: Int
  /// Values of a row that a PE takes, and groups of bus words in which they come.
  let rowValues, rowGroups: Int
  /// Activations that the buffer reads for a row: whole vectors.
  let rowActivations: Int
  let weights, filterGroups: Int
  /// Groups of the psums of an output column.
  let psumGroups: Int
  let filters: Int

  init(_ tile: PETile, _ layer: LayerShape, _ architecture: Architecture, _ surroundings: MappingSearch.Surroundings) {
    let delivered = layer.deliveredColumnCount
    let perColumn = tile.channels * tile.groups
    let vectors = max(1, perColumn / architecture.lanes)
    filters = tile.filters
    window = perColumn * layer.filterWidth
    psumsPerColumn = tile.filters * tile.groups
    columns = layer.outputWidth
    rowValues = perColumn * delivered
    rowGroups =
      switch surroundings {
      case .testbench: divided(rowValues, by: architecture.ifmapBusWords)
      case .accelerator:
        delivered * vectors * divided(min(perColumn, architecture.lanes), by: architecture.ifmapBusWords)
      }
    rowActivations = delivered * vectors * architecture.lanes
    weights = tile.filters * window
    filterGroups = divided(weights, by: architecture.filterBusWords)
    psumGroups = divided(psumsPerColumn, by: architecture.psumBusWords)
  }
}

/// How often each unit of work is done over a whole layer: exactly, for a schedule; or at least, for all schedules of a
/// part of the space. Every cost grows with each of these, so bounds of them give bounds of the costs.
struct LayerTotals {
  /// Rows that a PE works through, over all passes.
  var strips = 0
  /// The same, over all PEs that are used.
  var peStrips = 0
  /// Passes, each over each tile.
  var passRuns = 0
  /// The same, over all PEs that are used.
  var pePassRuns = 0
  /// Runs of weights that are delivered: one for each row of each set in each pass.
  var filterRuns = 0
  /// Rows of ifmap values that are delivered.
  var ifmapRows = 0
  /// Rows of psums that leave the array, and those of them that come back into it.
  var psumRows = 0
  var psumReturns = 0
  /// Words of the buffer that come from DRAM and go there, as activations.
  var loads = 0
  var stores = 0
}

extension LayerTotals {
  /// Accesses at each level; within a testbench there is no level outside the array.
  func accesses(
    _ units: TileUnits, _ maps: LayerMaps, _ architecture: Architecture, _ surroundings: MappingSearch.Surroundings
  ) -> Accesses {
    let macs = peStrips * units.columns * units.weights
    let rowPsums = units.columns * units.psumsPerColumn
    var accesses = Accesses(macs: macs)
    accesses.scratchpad = DataCounts(
      ifmap: macs + peStrips * units.rowValues, filter: macs + pePassRuns * units.weights, psum: 2 * macs)
    accesses.network = DataCounts(
      ifmap: peStrips * units.rowValues, filter: pePassRuns * units.weights,
      // Up the column, from PE to PE and out at the top; those that come back enter at the bottom.
      psum: (peStrips + psumReturns) * rowPsums)
    guard surroundings == .accelerator else { return accesses }
    let results = (psumRows - psumReturns) * rowPsums
    accesses.buffer = DataCounts(
      ifmap: ifmapRows * units.rowActivations + loads, psum: 2 * psumReturns * rowPsums, ofmap: results + stores)
    accesses.memory = DataCounts(
      ifmap: maps.input.code.coded(loads), filter: filterRuns * units.filterGroups * architecture.filterBusWords,
      ofmap: maps.output.code.coded(stores))
    return accesses
  }
}

extension LayerTotals {
  /// Of all passes of a schedule.
  init(_ schedule: Schedule, _ maps: LayerMaps) {
    let (mapping, layer) = (schedule.mapping, schedule.layer)
    strips = layer.batch * mapping.strips * mapping.passes
    peStrips = strips * mapping.activePEs
    passRuns = schedule.rowParts * schedule.sampleRuns * mapping.passes
    pePassRuns = passRuns * mapping.activePEs
    filterRuns = passRuns * mapping.sets * mapping.setHeight
    ifmapRows = strips * mapping.layerGroups * mapping.channelGroups * mapping.inputRowsPerStripGroup
    psumRows = strips * mapping.sets * mapping.setWidth
    psumReturns = psumRows / mapping.accumulatingPasses * (mapping.accumulatingPasses - 1)
    if maps.loadsInput { loads = schedule.loadedWordsOfAll(maps) * maps.activationsPerWord }
    if maps.loadsWhole {
      loads = maps.input.words(rows: maps.input.rows, vectors: maps.input.vectors) * maps.activationsPerWord
    }
    if maps.storesOutput {
      stores = maps.output.words(rows: maps.output.rows, vectors: maps.output.vectors) * maps.activationsPerWord
    }
  }
}
