import Accelerator
import Network

/// Lower bounds of what all mappings below a node of the search's tree have to do.
///
/// Each count of a mapping is a product of quotients that are rounded up; a bound rounds up later, or lets the array be
/// filled without a rest.
struct SearchBounds {
  let space: SearchSpace
  let minimumLoads: Int
  private let stores: Int

  init(_ space: SearchSpace) {
    self.space = space
    let (layer, maps) = (space.layer, space.maps)
    // Some tiling loads the fewest rows: with strides beyond the filter, many small tiles may leave rows out.
    let rows = (1...layer.outputHeight).map {
      divided(layer.outputHeight, by: $0) * layer.inputRows(forOutputRows: $0)
    }.min()!
    let inParts = maps.loadsInput && maps.takesRows
    let words = maps.input.words(rows: inParts ? layer.batch * rows : maps.input.rows, vectors: maps.input.vectors)
    minimumLoads = maps.loadsInput || maps.loadsWhole ? words * maps.activationsPerWord : 0
    stores =
      maps.storesOutput
      ? maps.output.words(rows: maps.output.rows, vectors: maps.output.vectors) * maps.activationsPerWord : 0
  }

  private var layer: LayerShape { space.layer }
  private var rows: Int { space.architecture.rows }
  private var columns: Int { space.architecture.columns }
  private var sampleRuns: Int { divided(layer.batch, by: space.samplesPerPass[0]) }

  /// Pieces into which a tile cuts filters and groups, and channels.
  private func pieces(_ tile: PETile) -> (filters: Int, groups: Int, channels: Int) {
    (
      divided(layer.filtersPerGroup, by: tile.filters), divided(layer.groups, by: tile.groups),
      divided(layer.channelsPerGroup, by: tile.channels)
    )
  }

  func totals(_ tile: PETile) -> LayerTotals {
    let pieces = pieces(tile)
    let columnsOfSets = pieces.filters * pieces.groups
    let runs = columnsOfSets * pieces.channels * layer.filterHeight
    var totals = LayerTotals(loads: minimumLoads, stores: stores)
    totals.peStrips = layer.batch * runs * layer.outputHeight
    totals.strips = layer.batch * divided(runs * layer.outputHeight, by: rows * columns)
    totals.pePassRuns = sampleRuns * runs
    totals.filterRuns = sampleRuns * runs
    totals.passRuns = sampleRuns * divided(runs, by: rows * columns)
    let accumulating = divided(pieces.channels * layer.filterHeight, by: rows)
    totals.psumRows = layer.batch * columnsOfSets * layer.outputHeight * accumulating
    totals.psumReturns = layer.batch * columnsOfSets * layer.outputHeight * (accumulating - 1)
    let delivered = (1...min(layer.filterHeight, rows)).map { filterRows in
      divided(layer.filterHeight, by: filterRows)
        * deliveredRows(filterPieces: pieces.filters, filterRows: filterRows, setsDown: rows / filterRows)
    }
    totals.ifmapRows = layer.batch * pieces.groups * pieces.channels * delivered.min()!
    return totals
  }

  func totals(_ tile: PETile, _ height: SearchSpace.SetHeight) -> LayerTotals {
    let pieces = pieces(tile)
    let columnsOfSets = pieces.filters * pieces.groups
    let accumulation = SetSums(layer, pieces.channels, height)
    var totals = LayerTotals(loads: minimumLoads, stores: stores)
    let across = height.setsDown * columns
    totals.strips = layer.batch * accumulation.passes * divided(columnsOfSets * layer.outputHeight, by: across)
    totals.peStrips = layer.batch * accumulation.runs * columnsOfSets * layer.outputHeight
    totals.passRuns = sampleRuns * accumulation.passes * divided(columnsOfSets, by: across)
    totals.pePassRuns = sampleRuns * accumulation.runs * columnsOfSets
    totals.filterRuns = totals.pePassRuns
    totals.psumRows = layer.batch * accumulation.passes * columnsOfSets * layer.outputHeight
    totals.psumReturns = layer.batch * (accumulation.passes - 1) * columnsOfSets * layer.outputHeight
    totals.ifmapRows =
      layer.batch * pieces.groups * accumulation.channelRuns
      * deliveredRows(filterPieces: pieces.filters, filterRows: height.filterRows, setsDown: height.setsDown)
    return totals
  }

  func totals(_ tile: PETile, _ height: SearchSpace.SetHeight, width: Int) -> LayerTotals {
    let pieces = pieces(tile)
    let columnsOfSets = pieces.filters * pieces.groups
    let accumulation = SetSums(layer, pieces.channels, height)
    var totals = LayerTotals(loads: minimumLoads, stores: stores)
    let strips = divided(layer.outputHeight, by: width)
    let sets = height.setsDown * (columns / width)
    totals.strips = layer.batch * accumulation.passes * divided(columnsOfSets, by: sets) * strips
    totals.peStrips = layer.batch * accumulation.runs * columnsOfSets * strips * width
    totals.passRuns = sampleRuns * accumulation.passes * divided(columnsOfSets, by: sets)
    totals.pePassRuns = sampleRuns * accumulation.runs * columnsOfSets * width
    totals.filterRuns = sampleRuns * accumulation.runs * columnsOfSets
    totals.psumRows = layer.batch * accumulation.passes * columnsOfSets * strips * width
    totals.psumReturns = totals.psumRows / accumulation.passes * (accumulation.passes - 1)
    totals.ifmapRows =
      layer.batch * pieces.groups * accumulation.channelRuns * divided(pieces.filters, by: sets) * strips
      * layer.inputRows(ofSetWidth: width, filterRows: height.filterRows)
    return totals
  }

  /// Rows that a group of channels delivers for some filter rows of all filters, whatever the width of a set is.
  private func deliveredRows(filterPieces: Int, filterRows: Int, setsDown: Int) -> Int {
    (1...min(layer.outputHeight, columns)).map { width in
      divided(filterPieces, by: setsDown * (columns / width)) * divided(layer.outputHeight, by: width)
        * layer.inputRows(ofSetWidth: width, filterRows: filterRows)
    }.min()!
  }
}

/// How the channels and filter rows of a set add up to whole sums.
private struct SetSums {
  /// Passes, and PEs above one another in all of them.
  let passes, runs: Int
  /// Groups of channels in all of them, each for some filter rows.
  let channelRuns: Int

  init(_ layer: LayerShape, _ channelPieces: Int, _ height: SearchSpace.SetHeight) {
    let channelPasses = divided(channelPieces, by: height.channelGroups)
    let rowPasses = divided(layer.filterHeight, by: height.filterRows)
    passes = channelPasses * rowPasses
    runs = passes * height.channelGroups * height.filterRows
    channelRuns = passes * height.channelGroups
  }
}
