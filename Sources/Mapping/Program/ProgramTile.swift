import Network

/// A tile of a layer's program: the passes between two changes of what is in the buffer.
struct ProgramTile {
  /// Rows and vectors of channels of a map.
  struct Region: Equatable {
    let rows, vectors: Range<Int>
  }

  enum Passes {
    /// Sums one after the other, each with all its passes.
    case sums
    /// Passes of several filter passes in turn, whose sums wait.
    case waiting
    /// The one that completes a filter pass.
    case completing
  }

  let input, output: Region
  /// Its first sample.
  let sample: Int
  let outputRows: Range<Int>
  /// The first row of a sample's input that comes for it.
  let firstInputRow: Int
  let groups, filters, channels: Range<Int>
  let passes: Passes
}

extension ProgramTile {
  /// In the order of the program.
  static func tiles(of schedule: Schedule, _ maps: LayerMaps) -> [ProgramTile] {
    let (mapping, layer, cut) = (schedule.mapping, schedule.layer, schedule.cut)
    var tiles: [ProgramTile] = []
    tiles.reserveCapacity(schedule.sampleRuns * schedule.tiles)
    let parts = (
      mapping.groupPasses.parts(of: cut.groupPasses), mapping.filterPasses.parts(of: cut.filterPasses),
      mapping.channelPasses.parts(of: cut.channelPasses)
    )
    for run in 0..<schedule.sampleRuns {
      for rows in layer.outputHeight.parts(of: schedule.tileRows) {
        let rows = TileRows(schedule, maps, sample: run * schedule.samplesPerPass, rows)
        for groups in parts.0 {
          for filters in parts.1 {
            for channels in parts.2 { rows.append(groups, filters, channels, to: &tiles) }
          }
        }
      }
    }
    return tiles
  }
}

/// Some rows of some samples, of which the tiles take parts of the channels.
private struct TileRows {
  let schedule: Schedule
  let maps: LayerMaps
  let sample: Int
  let outputRows, inputRows, mapInputRows, mapOutputRows: Range<Int>

  init(_ schedule: Schedule, _ maps: LayerMaps, sample: Int, _ rows: Range<Int>) {
    (self.schedule, self.maps, self.sample, outputRows) = (schedule, maps, sample, rows)
    let layer = schedule.layer
    // Where samples are not equally far apart it does not matter how far.
    let pitch = maps.samplePitch ?? LayerMaps.SamplePitch(inputRows: layer.inputHeight, outputRows: layer.outputHeight)
    let last = sample + schedule.samplesPerPass - 1
    let count = layer.inputRows(forOutputRows: schedule.tileRows)
    let first = min(max(0, rows.lowerBound * layer.stride.vertical - layer.padding.top), layer.inputHeight - count)
    inputRows = first..<first + count
    mapInputRows =
      maps.takesRows
      ? sample * pitch.inputRows + first..<last * pitch.inputRows + first + count : 0..<maps.input.rows
    mapOutputRows = sample * pitch.outputRows + rows.lowerBound..<last * pitch.outputRows + rows.upperBound
  }

  func append(_ groups: Range<Int>, _ filters: Range<Int>, _ channels: Range<Int>, to tiles: inout [ProgramTile]) {
    let input = ProgramTile.Region(rows: mapInputRows, vectors: schedule.inputVectors(groups, channels, maps))
    func add(_ passes: ProgramTile.Passes, _ passFilters: Range<Int>, makes: Range<Int>) {
      tiles.append(
        ProgramTile(
          input: input,
          output: ProgramTile.Region(rows: mapOutputRows, vectors: schedule.outputVectors(groups, makes, maps)),
          sample: sample, outputRows: outputRows, firstInputRow: inputRows.lowerBound, groups: groups,
          filters: passFilters, channels: channels, passes: passes))
    }
    guard schedule.interleavesFilters else { return add(.sums, filters, makes: filters) }
    let isLast = channels.upperBound == schedule.mapping.channelPasses
    if channels.count * schedule.mapping.filterRowPasses > (isLast ? 1 : 0) {
      add(.waiting, filters, makes: filters.prefix(1))
    }
    guard isLast else { return }
    for filter in filters { add(.completing, filter..<filter + 1, makes: filter..<filter + 1) }
  }
}

extension Schedule {
  /// The vectors of the input that some passes over groups and channels take.
  fileprivate func inputVectors(_ groups: Range<Int>, _ channels: Range<Int>, _ maps: LayerMaps) -> Range<Int> {
    let (group, tile) = (groupsPerPass * layer.channelsPerGroup, mapping.channelGroups * mapping.channels)
    let isDivided = groupsPerPass == 1 && channels.count < mapping.channelPasses
    let within = isDivided ? channels.lowerBound * tile..<channels.upperBound * tile : 0..<group
    let end = (groups.upperBound - 1) * group + within.upperBound
    return maps.input.vectors(
      groups.lowerBound * group + within.lowerBound..<min(end, layer.inputChannels), maps.lanes)
  }

  /// The vectors of the output that some passes over groups and filters make.
  fileprivate func outputVectors(_ groups: Range<Int>, _ filters: Range<Int>, _ maps: LayerMaps) -> Range<Int> {
    let (group, tile) = (groupsPerPass * layer.filtersPerGroup, mapping.filterTiles * mapping.filters)
    let isDivided = groupsPerPass == 1 && filters.count < mapping.filterPasses
    let within = isDivided ? filters.lowerBound * tile..<filters.upperBound * tile : 0..<group
    let end = (groups.upperBound - 1) * group + within.upperBound
    return maps.output.vectors(
      groups.lowerBound * group + within.lowerBound..<min(end, layer.outputChannels), maps.lanes)
  }
}

/// The parts of a map that tiles need, one after the other; neighbouring tiles may share one.
struct PartWalk {
  private let regions: [ProgramTile.Region]
  /// For each tile its part, and for each part its first tile.
  private let parts, firsts: [Int]
  let copies: Int
  /// Whether parts come or go, rather than being in the buffer anyway.
  let isTiled: Bool

  init(_ regions: [ProgramTile.Region], copies: Int, isTiled: Bool) {
    (self.regions, self.copies, self.isTiled) = (regions, copies, isTiled)
    var (parts, firsts): ([Int], [Int]) = ([], [])
    parts.reserveCapacity(regions.count)
    for index in regions.indices {
      if index == 0 || regions[index] != regions[index - 1] { firsts.append(index) }
      parts.append(firsts.count - 1)
    }
    (self.parts, self.firsts) = (parts, firsts)
  }

  var count: Int { firsts.count }
  func part(_ tile: Int) -> Int { parts[tile] }
  func region(_ part: Int) -> ProgramTile.Region { regions[firsts[part]] }
  /// The place in the buffer of a tile's part.
  func copy(_ tile: Int) -> Int { isTiled ? parts[tile] % copies : 0 }
  /// Whether no later tile needs the part.
  func ends(_ tile: Int) -> Bool { tile + 1 == parts.count || parts[tile + 1] != parts[tile] }
  /// Whether some part is not the whole map.
  func isInParts(_ map: LayerMaps.Map) -> Bool {
    count > 1 || region(0) != ProgramTile.Region(rows: 0..<map.rows, vectors: 0..<map.vectors)
  }
}
