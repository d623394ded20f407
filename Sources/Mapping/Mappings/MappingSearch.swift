import Accelerator
import Network

/// Finds a mapping by trying all sensible ones and taking the one that the bus and MAC bounds call fastest.
public struct MappingSearch: Sendable {
  public let architecture: Architecture

  public init(_ architecture: Architecture) {
    self.architecture = architecture
  }

  /// The fastest mapping found; of equals, the first in a fixed order.
  ///
  /// - Throws: `MappingError` that names the limit which no mapping keeps.
  public func mapping(for layer: LayerShape) throws(MappingError) -> Mapping {
    try check(layer)
    var best: (mapping: Mapping, cycles: Int)?
    for candidate in candidates(for: layer) {
      let cycles = PassBounds(candidate, architecture).cycles
      if best == nil || cycles < best!.cycles { best = (candidate, cycles) }
    }
    guard let best else { throw MappingError("no mapping of \(layer) was found on this architecture") }
    return best.mapping
  }

  /// The limits within which there is always a mapping.
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

  private func candidates(for layer: LayerShape) -> [Mapping] {
    let filterRows = divided(layer.filterHeight, by: divided(layer.filterHeight, by: architecture.rows))
    var result: [Mapping] = []
    for channels in sizes(of: layer.channelsPerGroup, upTo: architecture.ifmapScratchpad / layer.filterWidth) {
      let weights = architecture.filterScratchpad / (channels * layer.filterWidth)
      let limit = min(weights, architecture.psumScratchpad)
      for filters in sizes(of: layer.filtersPerGroup, upTo: limit) {
        let groups = divided(layer.channelsPerGroup, by: channels)
        for channelGroups in sizes(of: groups, upTo: architecture.rows / filterRows) {
          for setWidth in sizes(of: layer.outputHeight, upTo: architecture.columns) {
            result.append(
              placed(layer, filters, channels, setWidth, channelGroups, filterRows))
          }
        }
      }
    }
    return result
  }

  /// Fills the array with sets: first other filters, then other groups.
  private func placed(
    _ layer: LayerShape, _ filters: Int, _ channels: Int, _ setWidth: Int, _ channelGroups: Int, _ filterRows: Int
  ) -> Mapping {
    let sets = (architecture.rows / (channelGroups * filterRows)) * (architecture.columns / setWidth)
    let filterTiles = min(sets, divided(layer.filtersPerGroup, by: filters))
    return Mapping(
      layer: layer, filters: filters, channels: channels, setWidth: setWidth, channelGroups: channelGroups,
      filterRows: filterRows, filterTiles: filterTiles, layerGroups: min(sets / filterTiles, layer.groups))
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
