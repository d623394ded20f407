import Accelerator
import Network

@testable import Mapping

/// Delivers passes and takes their psums as docs/accelerator.md has it: by the registers and tables of a program, from
/// and into feature maps that lie as vectors.
struct VectorDelivery {
  let architecture: Architecture
  let program: ArrayProgram
  /// The ifmap, and the weights (M, R, S, C / G).
  let ifmap: VectorMap
  let weights: [Int8]
  let zeroPoint: Int32
  private let registers: [ProgramRegister: Int]

  init(_ program: ArrayProgram, ifmap: VectorMap, weights: [Int8], zeroPoint: Int32, _ architecture: Architecture) {
    (self.program, self.ifmap, self.weights, self.zeroPoint) = (program, ifmap, weights, zeroPoint)
    self.architecture = architecture
    registers = Dictionary(
      uniqueKeysWithValues: program.deliveryRegisters(architecture).map { ($0.register, $0.value) })
  }

  private func range(_ last: ProgramRegister) -> ClosedRange<Int> { 0...registers[last]! }

  func ifmapStream(_ pass: PassIndex) -> GroupStream {
    var stream = GroupStream(busWords: architecture.ifmapBusWords)
    let (firstRow, firstChannel) = (program.mapping.firstInputRow(pass), program.mapping.firstInputChannel(pass))
    let groups = (registers[.ifmapLastLane]! + architecture.ifmapBusWords) / architecture.ifmapBusWords
    for strip in range(.lastStrip) {
      for outer in range(.ifmapLastOuter) {
        for inner in range(.ifmapLastInner) {
          for vector in range(.ifmapLastVector) {
            for group in 0..<groups {
              let runs = program.ifmapTargets.map { target in
                let column =
                  registers[.ifmapFirstColumn]! + outer * registers[.ifmapOuterStep]!
                  + inner * registers[.ifmapInnerStep]!
                let row = firstRow + strip * registers[.ifmapStripRows]! + target.inputRow
                let channel = firstChannel + target.channel
                let values = ifmap.vector(
                  channel / architecture.lanes + vector, row, column, outside: zeroPoint)
                let first = channel % architecture.lanes
                let lanes = values[first...first + registers[.ifmapLastLane]!]
                return (
                  target.rowTag, target.columnTag,
                  Array(lanes.dropFirst(group * architecture.ifmapBusWords).prefix(architecture.ifmapBusWords))
                )
              }
              stream.appendInTurn(runs)
            }
          }
        }
      }
    }
    return stream
  }

  func filterStream(_ pass: PassIndex) -> GroupStream {
    let width = architecture.filterBusWords
    let words = program.filterPlaces(pass, busWords: width).map { place in place.map { Int32(weights[$0]) } ?? 0 }
    var stream = GroupStream(busWords: width)
    var next = 0
    for group in range(.filterLastGroup) {
      let count = group == registers[.filterLastGroup]! ? registers[.filterLastIndex]! + 1 : width
      let runs = range(.filterLastTarget).map { target in
        defer { next += width }
        let tags = program.filterTargets[target]
        return (tags.rowTag, tags.columnTag, Array(words[next..<next + count]))
      }
      stream.appendInTurn(runs)
    }
    precondition(next == words.count)
    return stream
  }

  /// Takes psums group by group and adds them to the ofmap.
  ///
  /// - Parameter psums: those of each PE in their order, by row and column of the array.
  func take(_ psums: [[Int64]], _ pass: PassIndex, into ofmap: inout VectorMap) {
    var psums = psums
    let width = architecture.psumBusWords
    let firstChannel = program.mapping.firstOutputChannel(pass)
    for strip in range(.lastStrip) {
      for outputColumn in range(.psumLastColumn) {
        for group in range(.psumLastGroup) {
          for target in program.columnTargets {
            let place = target.row * architecture.columns + target.column
            let count = group == registers[.psumLastGroup]! ? registers[.psumLastIndex]! + 1 : width
            let words = Array(psums[place].prefix(count))
            psums[place].removeFirst(count)
            let row = strip * registers[.ofmapStripRows]! + target.outputRow
            ofmap.add(words, channel: firstChannel + target.channel + group * width, row: row, column: outputColumn)
          }
        }
      }
    }
    precondition(psums.allSatisfy(\.isEmpty))
  }
}

/// A feature map as it lies in the buffer, and how often each of its lanes was written.
struct VectorMap {
  let rows, columns, vectors, lanes: Int
  private(set) var values: [Int64]
  private(set) var writes: [Int]

  init(rows: Int, columns: Int, channels: Int, lanes: Int, fill: Int64 = 0) {
    (self.rows, self.columns, self.lanes) = (rows, columns, lanes)
    vectors = (channels + lanes - 1) / lanes
    values = Array(repeating: fill, count: vectors * rows * columns * lanes)
    writes = Array(repeating: 0, count: values.count)
  }

  func index(_ channel: Int, _ row: Int, _ column: Int) -> Int {
    ((channel / lanes * rows + row) * columns + column) * lanes + channel % lanes
  }

  func vector(_ vector: Int, _ row: Int, _ column: Int, outside: Int32) -> [Int32] {
    guard vector < vectors, (0..<rows).contains(row), (0..<columns).contains(column) else {
      return Array(repeating: outside, count: lanes)
    }
    let first = index(vector * lanes, row, column)
    return values[first..<first + lanes].map { Int32($0) }
  }

  mutating func set(_ value: Int64, _ channel: Int, _ row: Int, _ column: Int) {
    values[index(channel, row, column)] = value
  }

  /// Adds words of neighbouring channels within one vector; they are dropped where the map ends before them.
  mutating func add(_ words: [Int64], channel: Int, row: Int, column: Int) {
    precondition(channel % lanes + words.count <= lanes, "a group of psums lies in two vectors")
    guard channel / lanes < vectors, row < rows else { return }
    for (offset, word) in words.enumerated() {
      values[index(channel + offset, row, column)] += word
      writes[index(channel + offset, row, column)] += 1
    }
  }
}
