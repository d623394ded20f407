import Accelerator
import Network

/// Lower bounds of what all mappings below a node of the search's tree have to do.
///
/// Each count of a mapping is a product of quotients that are rounded up; a bound rounds up later, or lets the array be
/// filled without a rest.
struct SearchBounds {
  let space: SearchSpace
  let minimumLoads: Int
  /// By the width of a set and the most strips of a tile, the least activations that come from DRAM.
  private let leastLoads: [[Int]]
  private let stores: Int
  /// By the width of a set and its filter rows, the rows that are in the buffer when they are taken.
  private let residentRows: [[ResidentRows]]

  init(_ space: SearchSpace) {
    self.space = space
    residentRows = space.widths.reversed().map { width in
      (1...min(space.layer.filterHeight, space.architecture.rows)).map {
        ResidentRows(leastOf: space.layer, setWidth: width, filterRows: $0)
      }
    }
    let maps = space.maps
    leastLoads = Self.leastLoads(space)
    minimumLoads = leastLoads.map { $0.last! }.min()!
    stores =
      maps.storesOutput
      ? maps.output.words(rows: maps.output.rows, vectors: maps.output.vectors) * maps.activationsPerWord : 0
  }

  private var layer: LayerShape { space.layer }
  private var rows: Int { space.architecture.rows }
  private var columns: Int { space.architecture.columns }
  /// Of all tilings with sets of this width and at most so many strips.
  func leastLoads(width: Int, strips: Int) -> Int { leastLoads[width - 1][strips - 1] }

  /// All channels at once; with strides beyond the filter, small tiles may leave rows out.
  private static func leastLoads(_ space: SearchSpace) -> [[Int]] {
    let (layer, maps) = (space.layer, space.maps)
    return space.widths.reversed().map { width in
      let mapping = Mapping(
        layer: layer, filters: 1, channels: layer.channelsPerGroup, groups: 1, setWidth: width, channelGroups: 1,
        filterRows: layer.filterHeight, filterTiles: 1, layerGroups: 1)
      var least = Int.max
      return (1...mapping.strips).map { strips in
        let samples = strips == mapping.strips ? space.samplesPerPass : [1]
        for samples in samples {
          let schedule = Schedule(mapping, samplesPerPass: samples, stripsPerTile: strips, copies: 1)
          least = min(least, LayerTotals.loads(of: schedule, maps))
        }
        return least
      }
    }
  }

  func residentRows(width: Int, filterRows: Int) -> ResidentRows { residentRows[width - 1][filterRows - 1] }

  private var sampleRuns: Int { divided(layer.batch, by: space.samplesPerPass[0]) }

  /// Pieces into which a tile cuts filters and groups, and channels.
  private func pieces(_ tile: PETile) -> (filters: Int, groups: Int, channels: Int) {
    (
      divided(layer.filtersPerGroup, by: tile.filters), divided(layer.groups, by: tile.groups),
      divided(layer.channelsPerGroup, by: tile.channels)
    )
  }

  func totals(_ tile: PETile, _ units: TileUnits) -> LayerTotals {
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
    let taken = (1...min(layer.filterHeight, rows)).map { filterRows in
      takenRows(filterPieces: pieces.filters, filterRows: filterRows, setsDown: rows / filterRows)
    }
    complete(&totals, pieces, units, takenRows: taken.min()!)
    return totals
  }

  func totals(_ tile: PETile, _ height: SearchSpace.SetHeight, _ units: TileUnits) -> LayerTotals {
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
    complete(
      &totals, pieces, units,
      takenRows: takenRows(filterPieces: pieces.filters, filterRows: height.filterRows, setsDown: height.setsDown))
    return totals
  }

  func totals(_ tile: PETile, _ height: SearchSpace.SetHeight, width: Int, _ units: TileUnits) -> LayerTotals {
    let pieces = pieces(tile)
    let columnsOfSets = pieces.filters * pieces.groups
    let accumulation = SetSums(layer, pieces.channels, height)
    var totals = LayerTotals(loads: leastLoads[width - 1].last!, stores: stores)
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
    complete(
      &totals, pieces, units,
      takenRows: divided(pieces.filters, by: sets) * residentRows(width: width, filterRows: height.filterRows).taken)
    return totals
  }

  /// What follows from the other totals.
  private func complete(
    _ totals: inout LayerTotals, _ pieces: (filters: Int, groups: Int, channels: Int), _ units: TileUnits,
    takenRows: Int
  ) {
    totals.workedRows = layer.batch * pieces.filters * residentRows[0][0].worked
    totals.deliveredRows = totals.ifmapRows
    totals.ifmapVectorRows =
      layer.batch * units.vectors(ofTiles: pieces.groups * pieces.channels, space.maps, of: layer) * takenRows
    totals.psumEntries = totals.psumReturns > 0 ? totals.psumRows : 0
    totals.filterBeats = space.architecture.filterBeats(groups: totals.filterRuns * units.filterGroups)
    totals.instructions = ProgramLength.least(
      passRuns: totals.passRuns, hasSeveralPasses: totals.passRuns > sampleRuns, space.maps, space.layer,
      space.architecture)
  }

  /// Rows that the buffer reads for a group of channels, whatever the width of a set is.
  private func takenRows(filterPieces: Int, filterRows: Int, setsDown: Int) -> Int {
    (1...min(layer.outputHeight, columns)).map { width in
      divided(filterPieces, by: setsDown * (columns / width)) * residentRows(width: width, filterRows: filterRows).taken
    }.min()!
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
