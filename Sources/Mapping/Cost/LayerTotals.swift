import Accelerator
import Network

/// What a PE works on at once: the innermost part of a mapping, by which all costs of a unit of work are known.
struct PETile: Hashable, Sendable {
  /// q, g and p.
  let channels, groups, filters: Int

  init(channels: Int, groups: Int, filters: Int) {
    (self.channels, self.groups, self.filters) = (channels, groups, filters)
  }

  init(_ mapping: Mapping) { self.init(channels: mapping.channels, groups: mapping.groups, filters: mapping.filters) }
}

/// What follows from a layer, an architecture and a `PETile`, whatever the rest of the mapping is.
struct TileUnits {
  let window, psumsPerColumn: Int
  /// F.
  let columns: Int
  /// Values of a row that a PE takes, and groups of bus words in which they come.
  let rowValues, rowGroups: Int
  /// Groups of bus words that the buffer reads for a row of a vector of channels: those that are no padding.
  let readsOfRow: Int
  /// Vectors of channels that a PE takes at once, as far as the map has them: of so many groups and parts of the channels.
  let vectorsPerColumn, channelsPerColumn: Int
  let weights, filterGroups: Int
  /// Groups of the psums of an output column.
  let psumGroups: Int
  let filters: Int
  /// Multiplications by one filter that all channels of a row of the input have together, and those of them that neither
  /// begin a psum nor end it.
  let usesOfRow, innerUsesOfRow: Int
  /// Whether sums wait in the psum scratchpad for a further product.
  let keepsSums: Bool

  init(
    _ tile: PETile, _ layer: LayerShape, _ maps: LayerMaps, _ architecture: Architecture,
    _ surroundings: MappingSearch.Surroundings, _ uses: RowUses
  ) {
    let perColumn = tile.channels * tile.groups
    let vectors = max(1, perColumn / architecture.lanes)
    let groupsOfVector = divided(min(perColumn, architecture.lanes), by: architecture.ifmapBusWords)
    (filters, channelsPerColumn, vectorsPerColumn) = (tile.filters, perColumn, vectors)
    window = perColumn * layer.filterWidth
    psumsPerColumn = tile.filters * tile.groups
    columns = layer.outputWidth
    rowValues = perColumn * uses.delivered
    rowGroups =
      switch surroundings {
      case .testbench: divided(rowValues, by: architecture.ifmapBusWords)
      case .accelerator: uses.delivered * vectors * groupsOfVector
      }
    readsOfRow = uses.inside * groupsOfVector
    weights = tile.filters * window
    filterGroups = divided(weights, by: architecture.filterBusWords)
    psumGroups = divided(psumsPerColumn, by: architecture.psumBusWords)
    keepsSums = window > tile.groups
    let channels = maps.inputChannels(of: layer)
    usesOfRow = channels * uses.all
    innerUsesOfRow = usesOfRow - Self.outerUses(tile, layer, channels: channels, uses)
  }

  /// Multiplications that begin a psum or end it: those with the first and the last values of the window, one of them or
  /// one for each of the groups.
  private static func outerUses(_ tile: PETile, _ layer: LayerShape, channels: Int, _ uses: RowUses) -> Int {
    guard tile.groups == 1 else { return channels * (uses.first + uses.last) }
    let groups = channels / layer.channelsPerGroup
    return groups
      * (divided(layer.channelsPerGroup, by: tile.channels) * uses.first
        + layer.channelsPerGroup / tile.channels * uses.last)
  }

  init(
    _ tile: PETile, _ layer: LayerShape, _ maps: LayerMaps, _ architecture: Architecture,
    _ surroundings: MappingSearch.Surroundings
  ) {
    self.init(tile, layer, maps, architecture, surroundings, RowUses(layer))
  }

  /// Vectors of the input that so many tiles of channels take, one after the other; what lies beyond the map is not read.
  func vectors(ofTiles tiles: Int, _ maps: LayerMaps, of layer: LayerShape) -> Int {
    let present = divided(maps.inputChannels(of: layer), by: maps.lanes)
    if channelsPerColumn % maps.lanes == 0 { return min(present, tiles * vectorsPerColumn) }
    return min(tiles, divided(present * maps.lanes, by: channelsPerColumn)) * vectorsPerColumn
  }
}

extension LayerMaps {
  /// The layer's own input channels; it may have more groups than that, to fill up vectors of the output.
  func inputChannels(of layer: LayerShape) -> Int {
    layer.groups == 1 ? layer.inputChannels : output.channels / layer.filtersPerGroup * layer.channelsPerGroup
  }
}

/// How often each unit of work is done over a whole layer: exactly, for a schedule; or at least, for all schedules of a
/// part of the space.
///
/// Every cost grows with each of these, so bounds of them give bounds of the costs.
struct LayerTotals {
  /// Rows that a PE works through, over all passes.
  var strips = 0
  /// The same, over all PEs that are used.
  var peStrips = 0
  /// Rows that PEs work through with an input row of the map rather than padding, over all PEs for one group of channels.
  var workedRows = 0
  /// Passes, each over each tile.
  var passRuns = 0
  /// The same, over all PEs that are used.
  var pePassRuns = 0
  /// Runs of weights that are delivered: one for each row of each set in each pass.
  var filterRuns = 0
  /// Bus words in which they come from DRAM, each pass beginning with a new one.
  var filterBeats = 0
  /// Different rows of ifmap values that passes take, and those that are delivered: some of them to several row tags.
  var ifmapRows = 0
  var deliveredRows = 0
  /// Rows of a vector of channels that the buffer reads for it; padding is not read.
  var ifmapVectorRows = 0
  /// Rows of psums that leave the array, those of them that come back into it, and rows that enter it: the first ones as
  /// zeros.
  var psumRows = 0
  var psumReturns = 0
  var psumEntries = 0
  /// Words of the buffer that come from DRAM and go there, as activations.
  var loads = 0
  var stores = 0
  /// Instructions of the program that carries the layer out by itself.
  var instructions = 0
}

extension LayerTotals {
  /// Of all passes of a schedule, but for `instructions`.
  init(
    _ schedule: Schedule, _ units: TileUnits, _ maps: LayerMaps, _ delivery: IfmapDelivery, _ rows: ResidentRows,
    _ architecture: Architecture
  ) {
    let (mapping, layer) = (schedule.mapping, schedule.layer)
    strips = layer.batch * mapping.strips * mapping.passes
    peStrips = strips * mapping.activePEs
    workedRows = layer.batch * mapping.filterPasses * mapping.filterTiles * rows.worked
    passRuns = schedule.passRuns
    pePassRuns = passRuns * mapping.activePEs
    filterRuns = passRuns * mapping.sets * mapping.setHeight
    filterBeats =
      passRuns * architecture.filterBeats(groups: mapping.sets * mapping.setHeight * units.filterGroups)
    ifmapRows = strips * mapping.layerGroups * mapping.channelGroups * mapping.inputRowsPerStripGroup
    deliveredRows = strips * delivery.targets
    let tiles = mapping.groupPasses * mapping.layerGroups * mapping.channelPasses * mapping.channelGroups
    let vectorRows =
      delivery.repeated.map { Self.vectorRows($0, schedule, units, maps) }
      ?? units.vectors(ofTiles: tiles, maps, of: layer) * rows.taken
    ifmapVectorRows = layer.batch * mapping.filterPasses * vectorRows
    psumRows = strips * mapping.sets * mapping.setWidth
    psumReturns = psumRows / mapping.accumulatingPasses * (mapping.accumulatingPasses - 1)
    psumEntries = mapping.accumulatingPasses > 1 ? psumRows : 0
    countTransfers(schedule, maps)
  }

  /// What comes from DRAM and goes there, but for weights and the program.
  private mutating func countTransfers(_ schedule: Schedule, _ maps: LayerMaps) {
    loads = Self.loads(of: schedule, maps)
    if maps.storesOutput {
      stores = maps.output.words(rows: maps.output.rows, vectors: maps.output.vectors) * maps.activationsPerWord
    }
  }

  /// Activations that come from DRAM.
  static func loads(of schedule: Schedule, _ maps: LayerMaps) -> Int {
    if maps.loadsInput { return schedule.loadedWordsOfAll(maps) * maps.activationsPerWord }
    guard maps.loadsWhole else { return 0 }
    return maps.input.words(rows: maps.input.rows, vectors: maps.input.vectors) * maps.activationsPerWord
  }

  /// Rows of vectors of a sample that all targets take, for one pass over the filters.
  private static func vectorRows(
    _ targets: [ArrayProgram.IfmapIdentity], _ schedule: Schedule, _ units: TileUnits, _ maps: LayerMaps
  ) -> Int {
    let mapping = schedule.mapping
    let present = divided(maps.inputChannels(of: mapping.layer), by: maps.lanes)
    let tiles = LayerTile.tiles(of: mapping.layer, rows: schedule.tileRows)
    return targets.reduce(0) { sum, target in
      var vectors = 0
      for group in 0..<mapping.groupPasses {
        for channel in 0..<mapping.channelPasses {
          let pass = PassIndex(groupPass: group, filterPass: 0, channelPass: channel, filterRowPass: 0)
          let first = (mapping.firstInputChannel(pass) + mapping.inputChannel(target)) / maps.lanes
          vectors += max(0, min(units.vectorsPerColumn, present - first))
        }
      }
      return sum + vectors * tiles.reduce(0) { $0 + mapping.rows(takenBy: target, in: $1) }
    }
  }
}

extension Mapping {
  /// Rows of a tile that are in the buffer when a target takes them, over its strips and the passes over filter rows.
  fileprivate func rows(takenBy target: ArrayProgram.IfmapIdentity, in tile: LayerTile) -> Int {
    let first = tile.outputRows.lowerBound * layer.stride.vertical - layer.padding.top + target.inputRow
    return (0..<divided(tile.outputRows.count, by: setWidth)).reduce(0) { sum, strip in
      sum
        + (0..<filterRowPasses).count { pass in
          tile.residentRows.contains(first + strip * inputRowsPerStrip + pass * filterRows * layer.dilation.vertical)
        }
    }
  }
}

extension Architecture {
  /// Bus words of a pass's weights, which come in so many groups of the filter network.
  func filterBeats(groups: Int) -> Int {
    divided(groups * filterBusWords * weightStorageBits / 8, by: beatBytes)
  }
}
