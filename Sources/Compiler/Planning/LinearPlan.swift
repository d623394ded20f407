import Accelerator
import Mapping
import Network

/// A layer with weights, a mapping, and a cut into tiles: what a tile needs and makes.
struct LinearPlan {
  let work: LinearWork
  let mapping: Mapping
  let cut: LinearCut
  let architecture: Architecture
  let inputMap, outputMap: FeatureMap

  init(
    _ work: LinearWork, _ mapping: Mapping, _ cut: LinearCut, _ network: LoweredNetwork, _ architecture: Architecture
  ) {
    (self.work, self.mapping, self.cut, self.architecture) = (work, mapping, cut, architecture)
    (inputMap, outputMap) = (network.storages[work.input].map, network.storages[work.output].map)
  }

  private var layer: LayerShape { work.layer }

  /// The passes over groups, filters and channels of a tile.
  struct Part: Hashable {
    let groups, filters, channels: Range<Int>
  }

  var parts: [Part] {
    mapping.groupPasses.parts(of: cut.groupPasses).flatMap { groups in
      mapping.filterPasses.parts(of: cut.filterPasses).flatMap { filters in
        mapping.channelPasses.parts(of: cut.channelPasses).map {
          Part(groups: groups, filters: filters, channels: $0)
        }
      }
    }
  }

  var sampleRanges: [Range<Int>] { work.samples.count.parts(of: cut.samples) }
  var rowRanges: [Range<Int>] { layer.outputHeight.parts(of: cut.rows) }

  /// Sums that wait in the buffer at the same time.
  var accumulations: Int {
    guard mapping.accumulatingPasses > 1 else { return 0 }
    return interleavesFilters ? cut.filterPasses : 1
  }

  /// Words of the buffer for each half of the psums of one of them.
  private var wordsPerAccumulation: Int {
    (mapping.psumGroupsPerStrip(architecture) * cut.samples * cut.rows.divided(roundingUpBy: mapping.setWidth))
      .divided(roundingUpBy: 2)
  }

  // MARK: Regions

  /// Rows of the input that so many rows of the output are made of, at most all.
  func inputRows(forOutputRows rows: Int) -> Int {
    guard work.takesRows else { return inputMap.rows }
    let reach = (rows - 1) * layer.stride.vertical + (layer.filterHeight - 1) * layer.dilation.vertical + 1
    return min(layer.inputHeight, reach)
  }

  /// The vectors of the input that a part takes.
  func inputVectors(_ part: Part) -> Range<Int> {
    let (group, tile) = (
      groupsPerPass * layer.channelsPerGroup, mapping.channelGroups * mapping.channels
    )
    // Parts of the channels of several groups do not lie together.
    let isDivided = groupsPerPass == 1 && part.channels.count < mapping.channelPasses
    let channels = isDivided ? part.channels.lowerBound * tile..<part.channels.upperBound * tile : 0..<group
    let first = part.groups.lowerBound * group + channels.lowerBound
    let end = (part.groups.upperBound - 1) * group + channels.upperBound
    return vectors(first..<min(end, layer.inputChannels), inputMap)
  }

  /// The vectors of the output that filter passes of a part make.
  private func outputVectors(_ part: Part, _ passes: Range<Int>) -> Range<Int> {
    let (group, tile) = (groupsPerPass * layer.filtersPerGroup, mapping.filterTiles * mapping.filters)
    let isDivided = groupsPerPass == 1 && passes.count < mapping.filterPasses
    let filters = isDivided ? passes.lowerBound * tile..<passes.upperBound * tile : 0..<group
    let first = part.groups.lowerBound * group + filters.lowerBound
    let end = (part.groups.upperBound - 1) * group + filters.upperBound
    return vectors(first..<min(end, layer.outputChannels), outputMap)
  }

  /// Groups of the layer in a pass.
  private var groupsPerPass: Int { mapping.layerGroups * mapping.groups }

  private func vectors(_ channels: Range<Int>, _ map: FeatureMap) -> Range<Int> {
    let end = min(map.vectors, channels.upperBound.divided(roundingUpBy: map.lanes))
    return min(channels.lowerBound / map.lanes, end - 1)..<end
  }

  /// The rows of a sample's input that some rows of its output are made of; all where rows do not lie in rows.
  private func inputRows(_ rows: Range<Int>) -> Range<Int> {
    guard work.takesRows else { return 0..<layer.inputHeight }
    let count = inputRows(forOutputRows: cut.rows)
    let first = min(
      max(0, rows.lowerBound * layer.stride.vertical - layer.padding.top), layer.inputHeight - count)
    return first..<first + count
  }

  private func inputRegion(_ part: Part, rows: Range<Int>, _ samples: Range<Int>) -> MapRegion {
    guard work.takesRows else { return MapRegion(rows: 0..<inputMap.rows, vectors: inputVectors(part)) }
    let rows = inputRows(rows)
    let (first, last) = (work.samples[samples.lowerBound].input.row, work.samples[samples.upperBound - 1].input.row)
    return MapRegion(rows: first + rows.lowerBound..<last + rows.upperBound, vectors: inputVectors(part))
  }

  private func outputRegion(
    _ part: Part, _ passes: [TilePass], rows: Range<Int>, _ samples: Range<Int>
  ) -> MapRegion {
    let filters = interleavesFilters ? madeFilters(passes) : part.filters
    let (first, last) = (work.samples[samples.lowerBound].outputRow, work.samples[samples.upperBound - 1].outputRow)
    return MapRegion(rows: first + rows.lowerBound..<last + rows.upperBound, vectors: outputVectors(part, filters))
  }

  // MARK: Tiles

  /// The room that the tiles need.
  var extents: TileExtents {
    let pieces = pieces
    let (groups, filters) = (groupParts, filterParts)
    let inputs = groups * (channelParts > 1 ? filters * channelParts : 1)
    // Where all take the same vectors, and the rows are those of the whole map, nothing changes from tile to tile.
    let isShared = inputs == 1 && !work.takesRows
    return TileExtents(
      inputs: [
        TileExtents.Part(
          rows: inputRows(forSamples: cut.samples), vectors: inputVectors, count: isShared ? 1 : pieces * inputs)
      ],
      output: TileExtents.Part(
        rows: (cut.samples - 1) * work.samplePitch.outputRows + min(cut.rows, layer.outputHeight),
        vectors: outputVectors,
        count: pieces * groups * mapping.filterPasses.divided(roundingUpBy: filterPassesPerOutput)),
      psums: accumulations * wordsPerAccumulation)
  }

  /// Parts of the samples and their rows.
  private var pieces: Int {
    work.samples.count.divided(roundingUpBy: cut.samples) * layer.outputHeight.divided(roundingUpBy: cut.rows)
  }

  /// Rows of the input that come for a piece of so many samples.
  private func inputRows(forSamples samples: Int) -> Int {
    inputRows(forOutputRows: cut.rows) + (work.takesRows ? (samples - 1) * work.samplePitch.input.row : 0)
  }

  private var groupParts: Int { mapping.groupPasses.divided(roundingUpBy: cut.groupPasses) }
  private var filterParts: Int { mapping.filterPasses.divided(roundingUpBy: cut.filterPasses) }
  private var channelParts: Int { mapping.channelPasses.divided(roundingUpBy: cut.channelPasses) }
  private var filterPassesPerOutput: Int { interleavesFilters ? 1 : cut.filterPasses }

  /// Vectors of the input that a part takes at most.
  private var inputVectors: Int {
    let (group, tile) = (groupsPerPass * layer.channelsPerGroup, mapping.channelGroups * mapping.channels)
    let isDivided = groupsPerPass == 1 && cut.channelPasses < mapping.channelPasses
    return vectors(
      isDivided ? cut.channelPasses * tile : cut.groupPasses * group, isDivided ? [group, tile] : [group], inputMap)
  }

  /// Vectors of the output that a part makes or adds to at most.
  private var outputVectors: Int {
    let (group, tile) = (groupsPerPass * layer.filtersPerGroup, mapping.filterTiles * mapping.filters)
    let isDivided = groupsPerPass == 1 && filterPassesPerOutput < mapping.filterPasses
    return vectors(
      isDivided ? filterPassesPerOutput * tile : cut.groupPasses * group, isDivided ? [group, tile] : [group], outputMap
    )
  }

  /// Vectors of so many neighbouring channels that begin at multiples of these.
  private func vectors(_ channels: Int, _ starts: [Int], _ map: FeatureMap) -> Int {
    let isAligned = starts.allSatisfy { $0 % map.lanes == 0 } || channels >= map.channels
    return min(map.vectors, channels.divided(roundingUpBy: map.lanes) + (isAligned ? 0 : 1))
  }

  func tiles() -> [Tile] {
    sampleRanges.flatMap { samples in
      rowRanges.flatMap { rows in
        parts.flatMap { part in
          tilePasses(part).map { passes in
            Tile(
              work: .linear(LinearTile(samples: samples, rows: rows, inputRows: inputRows(rows), passes: passes)),
              inputs: [inputRegion(part, rows: rows, samples)],
              output: outputRegion(part, passes, rows: rows, samples))
          }
        }
      }
    }
  }

  /// A part's passes in tiles: where sums of several filter passes wait, those that complete one have a tile each, so that
  /// it can go before the next one.
  private func tilePasses(_ part: Part) -> [[TilePass]] {
    let passes = passes(part)
    guard interleavesFilters else { return [passes] }
    let waiting = passes.filter { !$0.completes }
    return (waiting.isEmpty ? [] : [waiting]) + passes.filter(\.completes).map { [$0] }
  }

  /// The filter pass that is completed; where none is yet, the one that will be first.
  private func madeFilters(_ passes: [TilePass]) -> Range<Int> {
    let first = passes[0].pass.filterPass
    return first..<first + 1
  }

  /// Whether sums of several filter passes wait in the buffer at the same time.
  private var interleavesFilters: Bool { cut.channelPasses < mapping.channelPasses }

  /// A part's passes: for each filter pass those over its channels and filter rows.
  ///
  /// Where sums of several filter passes wait, the filters are inside: psums are read in the order in which they were
  /// written.
  private func passes(_ part: Part) -> [TilePass] {
    let channels = part.channels.flatMap { channel in (0..<mapping.filterRowPasses).map { (channel, $0) } }
    return part.groups.flatMap { group in
      interleavesFilters
        ? channels.flatMap { channel in part.filters.map { pass(group, $0, channel, in: part) } }
        : part.filters.flatMap { filter in channels.map { pass(group, filter, $0, in: part) } }
    }
  }

  private func pass(_ group: Int, _ filter: Int, _ channel: (pass: Int, row: Int), in part: Part) -> TilePass {
    TilePass(
      pass: PassIndex(groupPass: group, filterPass: filter, channelPass: channel.pass, filterRowPass: channel.row),
      begins: channel == (0, 0),
      completes: channel == (mapping.channelPasses - 1, mapping.filterRowPasses - 1),
      accumulation: interleavesFilters ? filter % cut.filterPasses : 0)
  }
}
