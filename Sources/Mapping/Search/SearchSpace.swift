import Accelerator
import Network

/// All mappings of a layer that an architecture's PEs and scratchpads admit, as a tree; see `Certificate`.
struct SearchSpace {
  let layer: LayerShape
  let architecture: Architecture
  let surroundings: MappingSearch.Surroundings
  let maps: LayerMaps
  /// Which constants of the channels differ, as far as it is known.
  let constants: ChannelConstantKinds
  let uses: RowUses
  /// How many samples a pass may work through, the most first.
  let samplesPerPass: [Int]

  init(
    _ layer: LayerShape, _ maps: LayerMaps, _ constants: ChannelConstantKinds, _ architecture: Architecture,
    _ surroundings: MappingSearch.Surroundings
  ) {
    (self.layer, self.maps, self.architecture, self.surroundings) = (layer, maps, architecture, surroundings)
    (self.constants, uses) = (constants, RowUses(layer))
    samplesPerPass =
      switch surroundings {
      case .testbench: [layer.batch]
      case .accelerator:
        maps.samplePitch == nil ? [1] : (1...layer.batch).reversed().filter { layer.batch % $0 == 0 }
      }
  }

  /// Whether a PE takes several groups of one channel rather than several channels.
  private var isDepthwise: Bool { layer.groups > 1 && layer.channelsPerGroup == 1 }

  func units(_ tile: PETile) -> TileUnits { TileUnits(tile, layer, maps, architecture, surroundings, uses) }

  /// Tiles of a PE, by what its three scratchpads hold.
  func tiles() -> [PETile] {
    let window = architecture.ifmapScratchpad / layer.filterWidth
    let (channels, groups) = isDepthwise ? (1, min(layer.groups, window)) : (min(layer.channelsPerGroup, window), 1)
    var result: [PETile] = []
    for channels in stride(from: channels, to: 0, by: -1) {
      for groups in stride(from: groups, to: 0, by: -1) {
        let weights = architecture.filterScratchpad / (channels * groups * layer.filterWidth)
        let filters = min(weights, architecture.psumScratchpad / groups, layer.filtersPerGroup)
        for filters in stride(from: filters, to: 0, by: -1) {
          result.append(PETile(channels: channels, groups: groups, filters: filters))
        }
      }
    }
    return result
  }

  struct SetHeight: Hashable {
    let filterRows, channelGroups: Int
    /// Sets that stand above one another.
    let setsDown: Int
  }

  /// Heights of a set.
  func heights(_ tile: PETile) -> [SetHeight] {
    let pieces = divided(layer.channelsPerGroup, by: tile.channels)
    return stride(from: min(layer.filterHeight, architecture.rows), to: 0, by: -1).flatMap { filterRows in
      stride(from: min(pieces, architecture.rows / filterRows), to: 0, by: -1).map { channelGroups in
        SetHeight(
          filterRows: filterRows, channelGroups: channelGroups,
          setsDown: architecture.rows / (filterRows * channelGroups))
      }
    }
  }

  var widths: [Int] { Array((1...min(layer.outputHeight, architecture.columns)).reversed()) }

  /// Candidates below a set of this height and width: pairs (t, groups) whose product is at most the number of sets, each
  /// with all its tilings.
  func candidates(_ tile: PETile, _ height: SetHeight, width: Int) -> Int {
    let sets = height.setsDown * (architecture.columns / width)
    let pieces = divided(layer.filtersPerGroup, by: tile.filters)
    let groups = divided(layer.groups, by: tile.groups)
    let channelPasses = divided(divided(layer.channelsPerGroup, by: tile.channels), by: height.channelGroups)
    var count = 0
    for filterTiles in 1...min(sets, pieces) {
      let filterPasses = divided(pieces, by: filterTiles)
      for layerGroups in 1...min(sets / filterTiles, groups) {
        count += tilings(
          width: width, groupPasses: divided(groups, by: layerGroups), filterPasses: filterPasses,
          channelPasses: channelPasses)
      }
    }
    return count
  }

  func candidates(_ tile: PETile, _ height: SetHeight) -> Int {
    widths.reduce(0) { $0 + candidates(tile, height, width: $1) }
  }

  /// Ways to cut a mapping into tiles: for each number of samples and strips all cuts, each with one or two copies in
  /// the buffer, but where one tile is all.
  ///
  /// A testbench has everything there at once.
  private func tilings(width: Int, groupPasses: Int, filterPasses: Int, channelPasses: Int) -> Int {
    guard surroundings == .accelerator else { return 1 }
    let cuts = TileCut.count(groupPasses: groupPasses, filterPasses: filterPasses, channelPasses: channelPasses)
    let sizes = divided(layer.outputHeight, by: width) + samplesPerPass.count - 1
    return 2 * sizes * cuts - (samplesPerPass[0] == layer.batch ? 1 : 0)
  }

  func tilings(of mapping: Mapping) -> Int {
    tilings(
      width: mapping.setWidth, groupPasses: mapping.groupPasses, filterPasses: mapping.filterPasses,
      channelPasses: mapping.channelPasses)
  }

  /// Samples and strips of a tile: some or all samples with all their rows, or some rows of one.
  func tileSizes(_ mapping: Mapping) -> [(samples: Int, strips: Int)] {
    samplesPerPass.map { ($0, mapping.strips) }
      + stride(from: mapping.strips - 1, to: 0, by: -1).map { (1, $0) }
  }
}
