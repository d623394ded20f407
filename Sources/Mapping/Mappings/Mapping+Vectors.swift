import Accelerator
import Network

// How a mapping fits feature maps that lie as vectors of `Architecture.lanes` neighbouring channels.
extension Mapping {
  /// Vectors of a column of the window: whole ones, or a part of one.
  func vectorsPerColumn(_ architecture: Architecture) -> Int { max(1, channelsPerColumn / architecture.lanes) }

  /// Channels that are taken from each of these vectors.
  public func lanesPerVector(_ architecture: Architecture) -> Int { min(channelsPerColumn, architecture.lanes) }

  /// Whether the whole accelerator can deliver what the array takes, and put away what it gives.
  ///
  /// - the channels of a column of the window are whole vectors, or lie within one,
  /// - each group of bus words of psums lies within a vector of the ofmap,
  /// - no group takes channels, or writes results, of the next one.
  ///
  /// Channels past the last one may be taken: they are zero points in the rest of a vector and beyond, and meet
  /// weights of zero; results past the last one fill up its vector or are dropped.
  public func keepsVectors(_ architecture: Architecture) -> Bool {
    keepsGroups && inputKeepsVectors(lanes: architecture.lanes)
      && outputKeepsVectors(lanes: architecture.lanes, width: architecture.psumBusWords)
  }

  private var keepsGroups: Bool {
    guard layer.groups > 1 else { return true }
    let (channels, filters) = (channelPasses * channelGroups * channels, filterPasses * filterTiles * filters)
    return channels == layer.channelsPerGroup && filters == layer.filtersPerGroup
      && (groups == 1 || self.filters == layer.filtersPerGroup)
  }

  private func inputKeepsVectors(lanes: Int) -> Bool {
    allBases(
      groupStep: groups * layer.channelsPerGroup, tiles: channelPasses * channelGroups, tileStep: channels, lanes
    ) {
      channelsPerColumn % lanes == 0 ? $0 == 0 : $0 + channelsPerColumn <= lanes
    }
  }

  private func outputKeepsVectors(lanes: Int, width: Int) -> Bool {
    allBases(
      groupStep: groups * layer.filtersPerGroup, tiles: filterPasses * filterTiles, tileStep: filters, lanes
    ) { base in
      var start = 0
      while start < psumsPerColumn {
        guard (base + start) % lanes + min(width, psumsPerColumn - start) <= lanes else { return false }
        start += width
      }
      return true
    }
  }

  /// Whether something holds for the lanes at which the channels of all tiles of all groups begin.
  ///
  /// They repeat after `lanes` groups or tiles.
  private func allBases(
    groupStep: Int, tiles: Int, tileStep: Int, _ lanes: Int, _ condition: (_ lane: Int) -> Bool
  ) -> Bool {
    for group in 0..<min(lanes, groupPasses * layerGroups) {
      for tile in 0..<min(lanes, tiles) where !condition((group * groupStep + tile * tileStep) % lanes) { return false }
    }
    return true
  }
}
