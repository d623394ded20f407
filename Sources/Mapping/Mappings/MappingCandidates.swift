import Accelerator
import Network

/// Mappings between which the compiler chooses together with the cut into tiles: for each number of pieces of a loop the
/// smallest size that gives no more of them, and an array filled with sets.
struct MappingCandidates {
  let layer: LayerShape
  let architecture: Architecture
  let surroundings: MappingSearch.Surroundings

  /// What a PE works on at once.
  private struct Tile {
    let channels, groups, filters: Int
  }

  /// In a fixed order; not all of them keep to vectors.
  func all() -> [Mapping] {
    let filterRows = divided(layer.filterHeight, by: divided(layer.filterHeight, by: architecture.rows))
    var result: [Mapping] = []
    for tile in layer.channelsPerGroup == 1 && layer.groups > 1 ? groupTiles(of: layer) : channelTiles(of: layer) {
      let groups = divided(layer.channelsPerGroup, by: tile.channels)
      for channelGroups in sizes(of: groups, upTo: architecture.rows / filterRows) {
        for setWidth in sizes(of: layer.outputHeight, upTo: architecture.columns) {
          result.append(placed(layer, tile, setWidth, channelGroups, filterRows))
        }
      }
    }
    return result
  }

  /// Several channels whose products add up.
  private func channelTiles(of layer: LayerShape) -> [Tile] {
    let limit = architecture.ifmapScratchpad / layer.filterWidth
    return tileSizes(of: layer.channelsPerGroup, upTo: limit, unit: architecture.lanes).flatMap { channels in
      let weights = architecture.filterScratchpad / (channels * layer.filterWidth)
      let limit = min(weights, architecture.psumScratchpad)
      return tileSizes(of: layer.filtersPerGroup, upTo: limit, unit: architecture.psumBusWords).map {
        Tile(channels: channels, groups: 1, filters: $0)
      }
    }
  }

  /// Several groups of one channel each.
  private func groupTiles(of layer: LayerShape) -> [Tile] {
    let limit = min(architecture.ifmapScratchpad / layer.filterWidth, architecture.psumScratchpad)
    return tileSizes(of: layer.groups, upTo: limit, unit: architecture.lanes).flatMap { groups in
      let weights = architecture.filterScratchpad / (groups * layer.filterWidth)
      let limit = min(weights, architecture.psumScratchpad / groups)
      return tileSizes(of: layer.filtersPerGroup, upTo: limit, unit: architecture.psumBusWords).map {
        Tile(channels: 1, groups: groups, filters: $0)
      }
    }
  }

  /// Fills the array with sets: first other filters, then other groups.
  private func placed(
    _ layer: LayerShape, _ tile: Tile, _ setWidth: Int, _ channelGroups: Int, _ filterRows: Int
  ) -> Mapping {
    let sets = (architecture.rows / (channelGroups * filterRows)) * (architecture.columns / setWidth)
    let pieces = divided(layer.filtersPerGroup, by: tile.filters)
    var filterTiles = min(sets, pieces)
    // A filter that is too many would be written as the first one of the next group.
    if surroundings == .accelerator, layer.groups > 1 {
      while pieces % filterTiles != 0 { filterTiles -= 1 }
    }
    return Mapping(
      layer: layer, filters: tile.filters, channels: tile.channels, groups: tile.groups, setWidth: setWidth,
      channelGroups: channelGroups, filterRows: filterRows, filterTiles: filterTiles,
      layerGroups: min(sets / filterTiles, divided(layer.groups, by: tile.groups)))
  }

  /// Sizes of the tiles of `total` neighbouring channels. In the accelerator those that may keep to vectors: whole
  /// units, parts of a unit, or all.
  private func tileSizes(of total: Int, upTo limit: Int, unit: Int) -> [Int] {
    guard surroundings == .accelerator else { return sizes(of: total, upTo: limit) }
    var result = sizes(of: divided(total, by: unit), upTo: limit / unit).map { $0 * unit }
    for size in [total] + (1...unit).reversed() where size <= min(total, limit) && !result.contains(size) {
      result.append(size)
    }
    return result
  }

  /// For each number of pieces the smallest size that gives no more of them: other sizes only waste slots.
  private func sizes(of total: Int, upTo limit: Int) -> [Int] {
    let limit = min(total, limit)
    guard limit > 0 else { return [] }
    var result: [Int] = []
    var size = limit
    while size > 0 {
      let smallest = divided(total, by: divided(total, by: size))
      result.append(smallest)
      size = smallest - 1
    }
    return result
  }
}
