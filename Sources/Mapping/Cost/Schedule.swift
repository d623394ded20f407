import Accelerator
import Network

/// A mapping with the tiles in which it is carried out: how much of a layer is worked on between transfers.
public struct Schedule: Hashable, Sendable {
  /// Of the whole layer, all samples included.
  public let mapping: Mapping
  /// n: samples whose rows a pass works through with the same weights; it divides those of the layer.
  ///
  /// Several only in tiles with all their rows.
  public let samplesPerPass: Int
  /// How many strips and passes a tile has.
  public let cut: TileCut
  /// Parts of a map for which the buffer has room: with 2, one is loaded or stored while the other one is worked on.
  public let copies: Int

  /// A schedule as it is given.
  ///
  /// Whether it fits the buffer is not checked here; see `bufferNeeds(_:_:)`.
  ///
  /// - Parameters:
  ///   - mapping: of the whole layer, all samples included.
  ///   - samplesPerPass: n, a divisor of the layer's samples.
  ///   - cut: what is worked on between transfers.
  ///   - copies: parts of a map for which the buffer has room, at least 1.
  public init(_ mapping: Mapping, samplesPerPass: Int = 1, cut: TileCut, copies: Int) {
    (self.mapping, self.samplesPerPass, self.cut, self.copies) = (mapping, samplesPerPass, cut, copies)
  }

  /// In tiles of all groups, filters and channels.
  public init(_ mapping: Mapping, samplesPerPass: Int = 1, stripsPerTile: Int, copies: Int) {
    self.init(
      mapping, samplesPerPass: samplesPerPass, cut: TileCut(strips: stripsPerTile, of: mapping), copies: copies)
  }

  var layer: LayerShape { mapping.layer }

  /// Parts of the rows of a sample.
  var rowParts: Int { divided(mapping.strips, by: cut.strips) }
  /// Tiles that follow one another over the groups; the last one may have fewer passes.
  public var groupParts: Int { divided(mapping.groupPasses, by: cut.groupPasses) }
  /// The same over the filters of a group.
  public var filterParts: Int { divided(mapping.filterPasses, by: cut.filterPasses) }
  /// The same over the input channels of a group.
  ///
  /// With several, psums wait in the buffer from part to part.
  public var channelParts: Int { divided(mapping.channelPasses, by: cut.channelPasses) }
  /// Tiles for each part of the rows.
  var partsPerRows: Int { groupParts * filterParts * channelParts }
  /// Tiles of a sample.
  public var tiles: Int { rowParts * partsPerRows }
  /// Groups of samples that are worked on together.
  public var sampleRuns: Int { divided(layer.batch, by: samplesPerPass) }
  /// Passes that are carried out, over all tiles.
  public var passRuns: Int { rowParts * sampleRuns * mapping.passes }
  /// Output rows of a tile.
  public var tileRows: Int { min(layer.outputHeight, cut.strips * mapping.setWidth) }
  /// m: filters whose psums are in the array and in the buffer at a time.
  public var filtersInFlight: Int { mapping.psumsPerColumn * mapping.sets * accumulationsAtATime }

  /// Whether sums of several filter passes wait in the buffer at the same time.
  ///
  /// With the last part of the channels they are completed one filter pass after the other, so of the output only that
  /// of one has to have room.
  public var interleavesFilters: Bool { channelParts > 1 }
  private var accumulationsAtATime: Int { interleavesFilters ? cut.filterPasses : 1 }
}

// What the parts of the maps are.
extension Schedule {
  /// Input rows of a part, from its first sample to its last one.
  func inputRows(_ maps: LayerMaps) -> Int {
    guard maps.takesRows else { return maps.input.rows }
    return (samplesPerPass - 1) * (maps.samplePitch?.inputRows ?? 0) + layer.inputRows(forOutputRows: tileRows)
  }

  /// Output rows of a part, from its first sample to its last one.
  func outputRows(_ maps: LayerMaps) -> Int {
    (samplesPerPass - 1) * (maps.samplePitch?.outputRows ?? 0) + tileRows
  }

  var groupsPerPass: Int { mapping.layerGroups * mapping.groups }

  /// Vectors of the input that a part takes at most.
  func inputVectors(_ maps: LayerMaps) -> Int {
    let (group, tile) = (groupsPerPass * layer.channelsPerGroup, mapping.channelGroups * mapping.channels)
    let isDivided = groupsPerPass == 1 && channelParts > 1
    return vectors(
      isDivided ? cut.channelPasses * tile : cut.groupPasses * group,
      isAligned: group % maps.lanes == 0 && (!isDivided || tile % maps.lanes == 0), maps.input, maps)
  }

  /// Vectors of the output that a part makes or adds to at most.
  func outputVectors(_ maps: LayerMaps) -> Int {
    let (group, tile) = (groupsPerPass * layer.filtersPerGroup, mapping.filterTiles * mapping.filters)
    let isDivided = groupsPerPass == 1 && outputPartsPerGroups > 1
    return vectors(
      isDivided ? filterPassesPerOutput * tile : cut.groupPasses * group,
      isAligned: group % maps.lanes == 0 && (!isDivided || tile % maps.lanes == 0), maps.output, maps)
  }

  /// Vectors of so many neighbouring channels.
  private func vectors(_ channels: Int, isAligned: Bool, _ map: LayerMaps.Map, _ maps: LayerMaps) -> Int {
    min(map.vectors, divided(channels, by: maps.lanes) + (isAligned || channels >= map.channels ? 0 : 1))
  }

  /// Whether parts of the output begin with a vector of their own, so that each can lie by itself.
  func keepsOutputVectors(_ maps: LayerMaps) -> Bool {
    (groupParts == 1 || groupsPerPass * layer.filtersPerGroup % maps.lanes == 0)
      && (outputPartsPerGroups == 1
        || filterPassesPerOutput * mapping.filterTiles * mapping.filters % maps.lanes == 0)
  }

  /// Filter passes whose output is a part of the map, and how many such parts some groups have.
  private var filterPassesPerOutput: Int { interleavesFilters ? 1 : cut.filterPasses }
  private var outputPartsPerGroups: Int { divided(mapping.filterPasses, by: filterPassesPerOutput) }
  /// Parts of the output for each part of the rows.
  var outputPartsPerRows: Int { groupParts * outputPartsPerGroups }

  /// Parts of the input that come for each part of the rows.
  private var inputPartsPerRows: Int { groupParts * (channelParts > 1 ? filterParts * channelParts : 1) }

  /// How often parts of the input come, over the whole layer.
  func inputLoads(_ maps: LayerMaps) -> Int {
    if !maps.takesRows && inputPartsPerRows == 1 { return 1 }
    return sampleRuns * rowParts * inputPartsPerRows
  }

  /// How often parts of the output go.
  var outputStores: Int { sampleRuns * rowParts * outputPartsPerRows }

  /// Words that come for a part of the rows of the samples of a tile.
  func loadedWords(_ maps: LayerMaps) -> Int {
    maps.input.words(rows: inputRows(maps), vectors: loadedVectors(maps).count)
  }

  /// Words that come for the whole layer.
  func loadedWordsOfAll(_ maps: LayerMaps) -> Int {
    let (vectors, isOnePart) = loadedVectors(maps)
    let rows = maps.takesRows ? sampleRuns * (isOnePart ? differentInputRows : rowParts) : 1
    return rows * maps.input.words(rows: inputRows(maps), vectors: vectors)
  }

  /// Parts of the input rows of a sample without those that are the same as their neighbours: at the borders, where rows of
  /// padding do not come.
  private var differentInputRows: Int {
    let (step, padding) = (cut.strips * mapping.setWidth * layer.stride.vertical, layer.padding.top)
    let last = layer.inputHeight - layer.inputRows(forOutputRows: tileRows)
    guard last > 0 else { return 1 }
    // Those that begin with the first row, and those that end with the last one.
    let first = min(rowParts, padding / step + 1)
    return rowParts - (first - 1) - max(0, rowParts - divided(last + padding, by: step) - 1)
  }

  /// Vectors of the input that come for a part of the rows: those of each part, but where neighbouring parts take the same
  /// ones; and whether all take the same.
  private func loadedVectors(_ maps: LayerMaps) -> (count: Int, isOnePart: Bool) {
    let (group, tile) = (groupsPerPass * layer.channelsPerGroup, mapping.channelGroups * mapping.channels)
    let isDivided = groupsPerPass == 1 && channelParts > 1
    if (groupParts == 1 || group % maps.lanes == 0) && (!isDivided || cut.channelPasses * tile % maps.lanes == 0) {
      return (maps.input.vectors * (isDivided ? filterParts : 1), groupParts == 1 && !isDivided)
    }
    var (vectors, changes, previous) = (0, 0, 0..<0)
    for groups in mapping.groupPasses.parts(of: cut.groupPasses) {
      let channels = isDivided ? mapping.channelPasses.parts(of: cut.channelPasses) : [0..<mapping.channelPasses]
      let parts = channels.map { channels in
        let end = (groups.upperBound - 1) * group + (isDivided ? channels.upperBound * tile : group)
        return maps.input.vectors(
          groups.lowerBound * group + (isDivided ? channels.lowerBound * tile : 0)..<min(end, layer.inputChannels),
          maps.lanes)
      }
      // The parts of the channels come again for each part of the filters.
      for _ in 0..<(parts.first == parts.last ? 1 : filterParts) {
        for part in parts {
          guard part != previous else { continue }
          (vectors, changes, previous) = (vectors + part.count, changes + 1, part)
        }
      }
    }
    return (vectors, changes == 1)
  }

  /// Words of the buffer that the tiles take.
  public func bufferNeeds(_ maps: LayerMaps, _ architecture: Architecture) -> BufferNeeds {
    let groups = mapping.psumGroupsPerStrip(architecture) * cut.strips * samplesPerPass
    return BufferNeeds(
      psums: mapping.accumulatingPasses > 1 ? divided(groups, by: 2) * accumulationsAtATime : 0,
      output: maps.output.words(rows: outputRows(maps), vectors: outputVectors(maps)),
      outputCopies: maps.storesOutput ? min(copies, outputStores) : 0,
      input: maps.input.words(rows: inputRows(maps), vectors: inputVectors(maps)),
      inputCopies: maps.loadsInput ? min(copies, inputLoads(maps)) : 0)
  }
}

extension LayerShape {
  /// Rows of the input that so many rows of the output are made of, at most all.
  public func inputRows(forOutputRows rows: Int) -> Int {
    min(inputHeight, (rows - 1) * stride.vertical + (filterHeight - 1) * dilation.vertical + 1)
  }
}
