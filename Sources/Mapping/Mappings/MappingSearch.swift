import Accelerator
import Network

/// Finds a mapping by trying all sensible ones and taking the one that the bus and MAC bounds call fastest.
public struct MappingSearch: Sendable {
  /// What delivers values to the array and takes its psums.
  public enum Surroundings: Sendable {
    /// A test bench, which packs a run's words into groups as they come.
    case testbench
    /// The whole accelerator, which reads and writes vectors of neighbouring channels; see `keepsVectors(_:)`.
    case accelerator
  }

  public let architecture: Architecture
  public let surroundings: Surroundings

  public init(_ architecture: Architecture, within surroundings: Surroundings = .testbench) {
    self.architecture = architecture
    self.surroundings = surroundings
  }

  /// The fastest mapping found; of equals, the first in a fixed order.
  ///
  /// - Parameter fits: what else a mapping has to meet, for example that its psums find room in the buffer.
  /// - Throws: `MappingError` that names the limit which no mapping keeps.
  public func mapping(
    for layer: LayerShape, where fits: (Mapping) -> Bool = { _ in true }
  ) throws(MappingError) -> Mapping {
    try check(layer)
    var best: (mapping: Mapping, cycles: Int)?
    for candidate in candidates(for: layer) {
      guard surroundings == .testbench || candidate.keepsVectors(architecture), fits(candidate) else { continue }
      let cycles = estimatedCycles(of: candidate)
      if best == nil || cycles < best!.cycles { best = (candidate, cycles) }
    }
    guard let best else { throw MappingError("no mapping of \(layer) was found on this architecture") }
    return best.mapping
  }

  /// What the search goes by: the cycles that the MACs or the busiest bus need, and some for each pass to begin.
  public func estimatedCycles(of mapping: Mapping) -> Int {
    PassBounds(mapping, architecture, surroundings).cycles
  }

  /// The limits within which there is always a mapping, unless the caller wants more of it.
  private func check(_ layer: LayerShape) throws(MappingError) {
    guard layer.filterWidth <= architecture.ifmapScratchpad else {
      throw MappingError(
        "a filter row of \(layer.filterWidth) values does not fit the ifmap scratchpad of "
          + "\(architecture.ifmapScratchpad) words")
    }
    guard layer.filterWidth <= architecture.filterScratchpad else {
      throw MappingError(
        "a filter row of \(layer.filterWidth) weights does not fit the filter scratchpad of "
          + "\(architecture.filterScratchpad) words")
    }
    let limit = 1 << PassShape.countBits
    guard layer.outputWidth <= limit, layer.batch * layer.outputHeight <= limit else {
      throw MappingError(
        "an output of \(layer.batch) x \(layer.outputHeight) rows of \(layer.outputWidth) columns: "
          + "a pass counts up to \(limit) of each")
    }
  }

  /// What a PE works on at once.
  private struct Tile {
    let channels, groups, filters: Int
  }

  private func candidates(for layer: LayerShape) -> [Mapping] {
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
