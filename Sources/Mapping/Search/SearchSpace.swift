import Accelerator
import Network

/// All mappings of a layer that an architecture's PEs and scratchpads admit, as a tree; see `Certificate`.
struct SearchSpace {
  let layer: LayerShape
  let architecture: Architecture
  let surroundings: MappingSearch.Surroundings

  init(_ layer: LayerShape, _ architecture: Architecture, _ surroundings: MappingSearch.Surroundings) {
    (self.layer, self.architecture, self.surroundings) = (layer, architecture, surroundings)
  }

  /// Whether a PE takes several groups of one channel rather than several channels.
  private var isDepthwise: Bool { layer.groups > 1 && layer.channelsPerGroup == 1 }

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
          filterRows: filterRows, channelGroups: channelGroups, setsDown: architecture.rows / (filterRows * channelGroups))
      }
    }
  }

  var widths: [Int] { Array((1...min(layer.outputHeight, architecture.columns)).reversed()) }

  /// Candidates below a set of this height and width.
  func candidates(_ tile: PETile, _ height: SetHeight, width: Int) -> Int {
    pairCount(
      sets: height.setsDown * (architecture.columns / width), tiles: divided(layer.filtersPerGroup, by: tile.filters),
      groups: divided(layer.groups, by: tile.groups)) * tilings(width: width)
  }

  func candidates(_ tile: PETile, _ height: SetHeight) -> Int {
    widths.reduce(0) { $0 + candidates(tile, height, width: $1) }
  }

  /// Ways to cut a layer into tiles of whole strips: for each number of strips one or two copies in the buffer, where
  /// one tile is all, one. A testbench has all rows there at once.
  func tilings(width: Int) -> Int {
    surroundings == .accelerator ? 2 * divided(layer.outputHeight, by: width) - 1 : 1
  }

  /// Samples that a pass works through.
  var samplesPerPass: Int { surroundings == .accelerator ? 1 : layer.batch }
}

/// Pairs (t, groups) whose product is at most the number of sets.
private func pairCount(sets: Int, tiles: Int, groups: Int) -> Int {
  guard groups > 1 else { return min(sets, tiles) }
  return (1...min(sets, tiles)).reduce(0) { $0 + min(sets / $1, groups) }
}
