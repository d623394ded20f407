import Accelerator
import Network

/// What the hardware asks of a mapping beyond its scratchpads.
enum SearchConstraint: String {
  case vectors = "channels lie in whole vectors"
  case channelTable = "the channel table holds a pass's channels"
  case buffer = "the buffer holds a tile"
  case caller = "the caller's condition"
}

extension Mapping {
  /// The output channels of a pass, from the first to the last one.
  public var channelsPerPass: Int {
    layer.groups > 1 ? layerGroups * groups * layer.filtersPerGroup : filterTiles * filters
  }
}
