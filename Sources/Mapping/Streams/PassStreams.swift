import Accelerator
import Network

/// Makes what the global buffer would send to the array in each pass, and finds the place of what comes back.
public struct PassStreams: Sendable {
  public let program: ArrayProgram
  private let data: LayerData
  private let architecture: Architecture
  private let columns: [Int]

  public init(_ program: ArrayProgram, _ data: LayerData, _ architecture: Architecture) {
    self.program = program
    self.data = data
    self.architecture = architecture
    columns = program.mapping.deliveredColumns
  }

  private var mapping: Mapping { program.mapping }
  private var layer: LayerShape { program.mapping.layer }

  /// The ifmap rows of a pass: strip by strip, within a strip all tags in turn.
  public func ifmap(_ pass: PassIndex) -> GroupStream {
    var stream = GroupStream(busWords: architecture.ifmapBusWords)
    for sample in 0..<layer.batch {
      for strip in 0..<mapping.strips {
        stream.appendInTurn(
          program.ifmap.targets.map { target in
            let values = ifmapRow(target.identity, sample: sample, strip: strip, pass)
            return (target.row, target.column, values)
          })
      }
    }
    return stream
  }

  /// The q channels of a row, column by column.
  private func ifmapRow(
    _ identity: ArrayProgram.IfmapIdentity, sample: Int, strip: Int, _ pass: PassIndex
  ) -> [Int32] {
    let group = pass.groupPass * mapping.layerGroups + identity.layerGroup
    let firstChannel = (pass.channelPass * mapping.channelGroups + identity.channelGroup) * mapping.channels
    let row =
      strip * mapping.setWidth * layer.stride.vertical
      + pass.filterRowPass * mapping.filterRows * layer.dilation.vertical + identity.inputRow - layer.padding.top
    var values = [Int32](repeating: data.zeroPoint, count: columns.count * mapping.channels)
    guard group < layer.groups, row >= 0, row < layer.inputHeight else { return values }
    let present = max(0, min(mapping.channels, layer.channelsPerGroup - firstChannel))
    let rowStart =
      (sample * layer.inputHeight + row) * layer.inputWidth * layer.inputChannels
      + group * layer.channelsPerGroup + firstChannel
    data.ifmap.withUnsafeBufferPointer { ifmap in
      for (index, column) in columns.enumerated() {
        let inputColumn = column - layer.padding.left
        guard inputColumn >= 0, inputColumn < layer.inputWidth else { continue }
        let source = rowStart + inputColumn * layer.inputChannels
        for channel in 0..<present { values[index * mapping.channels + channel] = ifmap[source + channel] }
      }
    }
    return values
  }

  /// The weights of a pass, all tags in turn so that every PE can begin early.
  public func filter(_ pass: PassIndex) -> GroupStream {
    var stream = GroupStream(busWords: architecture.filterBusWords)
    stream.appendInTurn(program.filter.targets.map { ($0.row, $0.column, weights($0.identity, pass)) })
    return stream
  }

  /// For each value of the window the p weights that it meets.
  private func weights(_ identity: ArrayProgram.FilterIdentity, _ pass: PassIndex) -> [Int32] {
    let group = pass.groupPass * mapping.layerGroups + identity.layerGroup
    let firstChannel = (pass.channelPass * mapping.channelGroups + identity.channelGroup) * mapping.channels
    let firstFilter = (pass.filterPass * mapping.filterTiles + identity.filterTile) * mapping.filters
    let filterRow = pass.filterRowPass * mapping.filterRows + identity.filterRow
    var values = [Int32](repeating: 0, count: mapping.window * mapping.filters)
    guard group < layer.groups, filterRow < layer.filterHeight else { return values }
    let channels = max(0, min(mapping.channels, layer.channelsPerGroup - firstChannel))
    let filters = max(0, min(mapping.filters, layer.filtersPerGroup - firstFilter))
    for filter in 0..<filters {
      let m = group * layer.filtersPerGroup + firstFilter + filter
      for column in 0..<layer.filterWidth {
        let source = ((m * layer.filterHeight + filterRow) * layer.filterWidth + column) * layer.channelsPerGroup
        for channel in 0..<channels {
          values[(column * mapping.channels + channel) * mapping.filters + filter] =
            data.weights[source + firstChannel + channel]
        }
      }
    }
    return values
  }

  /// Where psums enter: the tag of each group of a pass, in the order of `collected`.
  public var psumTargets: [Int32] {
    let tags = Dictionary(uniqueKeysWithValues: program.psum.targets.map { ($0.identity, $0) })
    return groupsInTurn { column in
      let target = tags[column]!
      return (target.row, target.column)
    }
  }

  /// Where psums leave: the position of the PE of each group of a pass.
  public var collected: [Int32] { groupsInTurn { ($0.top, $0.column) } }

  /// Strip by strip, output column by output column, group by group of its psums: all columns of sets in turn.
  private func groupsInTurn(_ place: (Placement.Column) -> (Int, Int)) -> [Int32] {
    let (length, width) = (mapping.filters, architecture.psumBusWords)
    let outputColumn = stride(from: 0, to: length, by: width).flatMap { start in
      program.placement.columns.map { column in
        let (row, position) = place(column)
        return GroupStream.header(row: row, column: position, lastIndex: min(width, length - start) - 1)
      }
    }
    return Array(repeating: outputColumn, count: mapping.rowsPerPass * layer.outputWidth).flatMap { $0 }
  }

  /// Puts the psums of an accumulation into a tensor of shape (N, E, F, M).
  ///
  /// - Parameter psums: `psumBusWords` words for each group, in the order of `collected`.
  public func scatter(
    _ psums: UnsafeBufferPointer<Int64>, of accumulation: Accumulation, into tensor: UnsafeMutableBufferPointer<Int64>
  ) {
    let width = architecture.psumBusWords
    let columns = program.placement.columns
    let groupsPerColumn = divided(mapping.filters, by: width)
    for slot in 0..<mapping.rowsPerPass {
      let (sample, strip) = (slot / mapping.strips, slot % mapping.strips)
      for (index, column) in columns.enumerated() {
        let group = accumulation.groupPass * mapping.layerGroups + column.element.layerGroup
        let outputRow = strip * mapping.setWidth + column.element.outputRow
        guard group < layer.groups, outputRow < layer.outputHeight else { continue }
        let firstFilter =
          (accumulation.filterPass * mapping.filterTiles + column.element.filterTile) * mapping.filters
        let present = max(0, min(mapping.filters, layer.filtersPerGroup - firstFilter))
        let target = (sample * layer.outputHeight + outputRow) * layer.outputWidth
        for f in 0..<layer.outputWidth {
          let m = group * layer.filtersPerGroup + firstFilter
          for filter in 0..<present {
            let group = (slot * layer.outputWidth + f) * groupsPerColumn + filter / width
            let word = (group * columns.count + index) * width + filter % width
            tensor[(target + f) * layer.outputChannels + m + filter] = psums[word]
          }
        }
      }
    }
  }
}
