import Network

// Where in the layer's tensors the parts of a pass lie.
extension Mapping {
  /// The first input channel of a pass: channel 0 of its first group and channel tile.
  public func firstInputChannel(_ pass: PassIndex) -> Int {
    firstGroup(pass) * layer.channelsPerGroup + pass.channelPass * channelGroups * channels
  }

  /// The first input channel that PEs take, relative to the pass's first one.
  ///
  /// `channelsPerColumn` neighbours follow.
  public func inputChannel(_ identity: ArrayProgram.IfmapIdentity) -> Int {
    identity.layerGroup * groups * layer.channelsPerGroup + identity.channelGroup * channels
  }

  /// The input row of the first strip's row 0 in a pass; negative in the top padding.
  public func firstInputRow(_ pass: PassIndex) -> Int {
    pass.filterRowPass * filterRows * layer.dilation.vertical - layer.padding.top
  }

  /// Input rows from a strip to the next.
  var inputRowsPerStrip: Int { setWidth * layer.stride.vertical }

  /// The first output channel of a pass.
  public func firstOutputChannel(_ pass: PassIndex) -> Int {
    firstOutputChannel(groupPass: pass.groupPass, filterPass: pass.filterPass)
  }

  /// The first output channel of the psums of a column of a set, relative to the pass's first one.
  ///
  /// `psumsPerColumn` neighbours follow; where g is above 1 and p below the filters of a group, only p neighbours for
  /// each group.
  public func outputChannel(_ column: Placement.Column) -> Int {
    column.element.layerGroup * groups * layer.filtersPerGroup + column.element.filterTile * filters
  }

  func firstOutputChannel(groupPass: Int, filterPass: Int) -> Int {
    groupPass * layerGroups * groups * layer.filtersPerGroup + filterPass * filterTiles * filters
  }

  private func firstGroup(_ pass: PassIndex) -> Int { pass.groupPass * layerGroups * groups }

  /// How many of a column's channels the layer has; the others are delivered as zero points or meet weights of zero.
  func presentChannels(_ identity: ArrayProgram.IfmapIdentity, _ pass: PassIndex) -> Int {
    let group = firstGroup(pass) + identity.layerGroup * groups
    guard group < layer.groups else { return 0 }
    let first = (pass.channelPass * channelGroups + identity.channelGroup) * channels
    return groups > 1
      ? min(groups, layer.groups - group) : max(0, min(channels, layer.channelsPerGroup - first))
  }

  /// The weights that PEs take in a pass, in the order of delivery: for each column of the window, for each of its
  /// channels, those of the p filters.
  ///
  /// - Returns: their places in a tensor of shape (M, R, S, C / G); nil where a weight of zero fills up.
  public func weightPlaces(_ identity: ArrayProgram.FilterIdentity, _ pass: PassIndex) -> [Int?] {
    let firstGroup = self.firstGroup(pass) + identity.layerGroup * groups
    let firstChannel = (pass.channelPass * channelGroups + identity.channelGroup) * channels
    let firstFilter = (pass.filterPass * filterTiles + identity.filterTile) * filters
    let filterRow = pass.filterRowPass * filterRows + identity.filterRow
    var places = [Int?](repeating: nil, count: window * filters)
    guard filterRow < layer.filterHeight else { return places }
    let presentFilters = max(0, min(filters, layer.filtersPerGroup - firstFilter))
    for value in 0..<channelsPerColumn {
      let (group, channel) = (firstGroup + value % groups, firstChannel + value / groups)
      guard group < layer.groups, channel < layer.channelsPerGroup else { continue }
      for filter in 0..<presentFilters {
        let row = (group * layer.filtersPerGroup + firstFilter + filter) * layer.filterHeight + filterRow
        for column in 0..<layer.filterWidth {
          places[(column * channelsPerColumn + value) * filters + filter] =
            (row * layer.filterWidth + column) * layer.channelsPerGroup + channel
        }
      }
    }
    return places
  }
}
