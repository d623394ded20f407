import Accelerator
import Network

/// Makes what the global buffer would send to the array in each pass, and finds the place of what comes back.
public struct PassStreams: Sendable {
  /// What the array is configured with while the streams flow.
  public let program: ArrayProgram
  private let data: LayerData
  private let architecture: Architecture
  private let columns: [Int]

  /// Streams for the numbers of a layer.
  ///
  /// - Parameters:
  ///   - program: of a mapping of the layer with all samples that `data` holds.
  ///   - data: ifmap and weights of the mapping's layer.
  ///   - architecture: what the program was made for.
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

  /// The channels of a row, column by column.
  private func ifmapRow(
    _ identity: ArrayProgram.IfmapIdentity, sample: Int, strip: Int, _ pass: PassIndex
  ) -> [Int32] {
    let channels = mapping.channelsPerColumn
    let firstChannel = mapping.firstInputChannel(pass) + mapping.inputChannel(identity)
    let row = strip * mapping.inputRowsPerStrip + mapping.firstInputRow(pass) + identity.inputRow
    var values = [Int32](repeating: data.zeroPoint, count: columns.count * channels)
    guard row >= 0, row < layer.inputHeight else { return values }
    let present = mapping.presentChannels(identity, pass)
    let rowStart = (sample * layer.inputHeight + row) * layer.inputWidth * layer.inputChannels + firstChannel
    data.ifmap.withUnsafeBufferPointer { ifmap in
      for (index, column) in columns.enumerated() {
        let inputColumn = column - layer.padding.left
        guard inputColumn >= 0, inputColumn < layer.inputWidth else { continue }
        let source = rowStart + inputColumn * layer.inputChannels
        for channel in 0..<present { values[index * channels + channel] = ifmap[source + channel] }
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

  private func weights(_ identity: ArrayProgram.FilterIdentity, _ pass: PassIndex) -> [Int32] {
    mapping.weightPlaces(identity, pass).map { place in place.map { data.weights[$0] } ?? 0 }
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
    let (length, width) = (mapping.psumsPerColumn, architecture.psumBusWords)
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
    let groupsPerColumn = divided(mapping.psumsPerColumn, by: width)
    for (index, column) in columns.enumerated() {
      let present = presentPsums(column, of: accumulation)
      for slot in 0..<mapping.rowsPerPass {
        let (sample, strip) = (slot / mapping.strips, slot % mapping.strips)
        let outputRow = strip * mapping.setWidth + column.element.outputRow
        guard outputRow < layer.outputHeight else { continue }
        let target = (sample * layer.outputHeight + outputRow) * layer.outputWidth
        for f in 0..<layer.outputWidth {
          for (psum, channel) in present {
            let group = (slot * layer.outputWidth + f) * groupsPerColumn + psum / width
            let word = (group * columns.count + index) * width + psum % width
            tensor[(target + f) * layer.outputChannels + channel] = psums[word]
          }
        }
      }
    }
  }

  /// The psums of an output column that the layer has: their place in the column and their output channel.
  private func presentPsums(
    _ column: Placement.Column, of accumulation: Accumulation
  ) -> [(psum: Int, channel: Int)] {
    let element = column.element
    let firstGroup = (accumulation.groupPass * mapping.layerGroups + element.layerGroup) * mapping.groups
    let firstFilter = (accumulation.filterPass * mapping.filterTiles + element.filterTile) * mapping.filters
    return (0..<mapping.psumsPerColumn).compactMap { psum in
      let (group, filter) = (firstGroup + psum / mapping.filters, firstFilter + psum % mapping.filters)
      guard group < layer.groups, filter < layer.filtersPerGroup else { return nil }
      return (psum, group * layer.filtersPerGroup + filter)
    }
  }
}
