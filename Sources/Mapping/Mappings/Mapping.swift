import Accelerator
import Network

/// How a layer is cut into passes and laid onto an array: the row-stationary mapping of Eyeriss (JSSC 2017, table II)
/// with its letters.
///
/// A set is `channelGroups * filterRows` PEs high and `setWidth` wide; psums climb it. The array holds
/// `filterTiles * layerGroups` sets side by side and one above the other.
public struct Mapping: Hashable, Sendable {
  /// The layer that is cut up, all of its samples included; for the accelerator with its vectors filled up.
  public let layer: LayerShape
  /// p: filters that a PE works on at once.
  public let filters: Int
  /// q: channels that a PE works on at once.
  public let channels: Int
  /// g: groups of a depthwise layer that a PE works on at once; 1 where groups have several channels.
  public let groups: Int
  /// e: output rows that a set computes at once.
  public let setWidth: Int
  /// r: channel groups above one another in a set, which sum up on the way.
  public let channelGroups: Int
  /// Filter rows of a set: R, or a part of it where R is larger than the array is high.
  public let filterRows: Int
  /// t: sets that work on different filters of one layer group.
  public let filterTiles: Int
  /// Sets that work on different groups of a grouped or depthwise layer, on g of them each.
  public let layerGroups: Int

  /// A mapping as it is given.
  ///
  /// Whether scratchpads and array have room for it is up to the caller: `MappingSearch` makes only those that fit.
  ///
  /// - Parameters:
  ///   - layer: all of its samples.
  ///   - filters: p.
  ///   - channels: q.
  ///   - groups: g; above 1 only where a group has one channel.
  ///   - setWidth: e.
  ///   - channelGroups: r.
  ///   - filterRows: of a set.
  ///   - filterTiles: t.
  ///   - layerGroups: sets that work on other groups.
  ///
  /// - Precondition: `groups` is 1, or the layer is depthwise.
  public init(
    layer: LayerShape, filters: Int, channels: Int, groups: Int = 1, setWidth: Int, channelGroups: Int,
    filterRows: Int, filterTiles: Int, layerGroups: Int
  ) {
    precondition(groups == 1 || layer.channelsPerGroup == 1, "several groups at once are for depthwise layers")
    self.layer = layer
    self.filters = filters
    self.channels = channels
    self.groups = groups
    self.setWidth = setWidth
    self.channelGroups = channelGroups
    self.filterRows = filterRows
    self.filterTiles = filterTiles
    self.layerGroups = layerGroups
  }
}

extension Mapping {
  /// q * g: channels of a column of the window, neighbours in the ifmap.
  ///
  /// One of the two is 1.
  public var channelsPerColumn: Int { channels * groups }
  /// q * g * S: the values of a window.
  public var window: Int { channelsPerColumn * layer.filterWidth }
  /// p * g: psums of an output column, group by group.
  public var psumsPerColumn: Int { filters * groups }

  /// Whether the windows of a row share values, so that a PE keeps what the next window takes again; see
  /// `LayerShape.windowsOverlap`.
  var windowsOverlap: Bool { layer.windowsOverlap }

  /// q * g * U: values by which the window slides.
  public var slide: Int { windowsOverlap ? channelsPerColumn * layer.stride.horizontal : window }

  /// The padded input column of each column that a row delivers, in the order of delivery.
  public var deliveredColumns: [Int] {
    let (stride, dilation) = (layer.stride.horizontal, layer.dilation.horizontal)
    guard !windowsOverlap else { return Array(0..<(layer.outputWidth - 1) * stride + layer.filterWidth) }
    return (0..<layer.outputWidth).flatMap { column in
      (0..<layer.filterWidth).map { column * stride + $0 * dilation }
    }
  }

  /// Output rows are computed `setWidth` at a time.
  public var strips: Int { divided(layer.outputHeight, by: setWidth) }
  /// Rows that a PE works through in a pass: all strips of all samples, with the same weights.
  public var rowsPerPass: Int { layer.batch * strips }
  /// PEs of a set above one another.
  public var setHeight: Int { channelGroups * filterRows }
  /// Sets on the array.
  public var sets: Int { filterTiles * layerGroups }

  /// Passes over the channels and the filter rows, whose psums add up.
  public var channelPasses: Int { divided(layer.channelsPerGroup, by: channels * channelGroups) }
  /// Passes over the filter's rows: more than 1 only where the filter is higher than a set.
  public var filterRowPasses: Int { divided(layer.filterHeight, by: filterRows) }
  /// Passes whose psums add up to a sum: all but the first take the psums of the one before from the buffer.
  public var accumulatingPasses: Int { channelPasses * filterRowPasses }
  /// Passes over filters and groups, which have psums of their own.
  public var filterPasses: Int { divided(layer.filtersPerGroup, by: filters * filterTiles) }
  /// Passes over the groups of a grouped or depthwise layer.
  public var groupPasses: Int { divided(layer.groups, by: groups * layerGroups) }
  /// All passes of the layer.
  ///
  /// Each works through all strips of all samples with one set of weights.
  public var passes: Int { accumulatingPasses * filterPasses * groupPasses }

  /// Groups of psums that a pass takes and gives; each takes a word of the buffer.
  public func psumGroupsPerPass(_ architecture: Architecture) -> Int {
    rowsPerPass * psumGroupsPerStrip(architecture)
  }

  /// The same for a strip of a sample.
  public func psumGroupsPerStrip(_ architecture: Architecture) -> Int {
    layer.outputWidth * divided(psumsPerColumn, by: architecture.psumBusWords) * sets * setWidth
  }

  /// PEs that have something to do.
  public var activePEs: Int { sets * setHeight * setWidth }

  /// Different input rows that a group of channels of a strip takes: the diagonals of a set.
  var inputRowsPerStripGroup: Int {
    layer.inputRows(ofSetWidth: setWidth, filterRows: filterRows)
  }

  /// The output channels of a pass, from the first to the last one.
  public var channelsPerPass: Int {
    layer.groups > 1 ? layerGroups * groups * layer.filtersPerGroup : filterTiles * filters
  }

  /// Entries of the channel tables that a pass needs at most: where the tables do not hold all channels of the layer, those
  /// of its first vector from the first lane on.
  func channelEntries(_ architecture: Architecture) -> Int {
    guard layer.outputChannels > architecture.channelTable else { return channelsPerPass }
    let steps = [filterTiles * filters, layerGroups * groups * layer.filtersPerGroup]
    let lanes = steps.reduce(architecture.lanes, greatestCommonDivisor)
    return channelsPerPass + architecture.lanes - lanes
  }

  /// MAC slots that every PE spends on a pass.
  public var slotsPerPass: Int { rowsPerPass * layer.outputWidth * window * filters }
}

extension LayerShape {
  /// Whether consecutive windows of a row share values that the scratchpad keeps.
  ///
  /// Without it (a dilated filter, or a stride beyond the filter's width) every window is delivered whole.
  var windowsOverlap: Bool { dilation.horizontal == 1 && stride.horizontal <= filterWidth }

  /// Columns that a row delivers: see `Mapping.deliveredColumns`.
  var deliveredColumnCount: Int {
    windowsOverlap ? (outputWidth - 1) * stride.horizontal + filterWidth : outputWidth * filterWidth
  }

  /// Different input rows that a set takes for a group of channels: rows `e * U + r * D` of its PEs (e, r).
  ///
  /// Two PEs take the same one where they are D / gcd columns and U / gcd rows apart.
  func inputRows(ofSetWidth setWidth: Int, filterRows: Int) -> Int {
    let (u, d) = (stride.vertical, dilation.vertical)
    let common = greatestCommonDivisor(u, d)
    return setWidth * filterRows - max(0, setWidth - d / common) * max(0, filterRows - u / common)
  }
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }

extension Int {
  /// 0 ..< self, so many at a time.
  public func parts(of size: Int) -> [Range<Int>] {
    stride(from: 0, to: self, by: size).map { $0..<Swift.min($0 + size, self) }
  }
}

/// The quotient, rounded up.
func divided(_ total: Int, by part: Int) -> Int { (total + part - 1) / part }
