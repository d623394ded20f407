import Golden
import Network
import TestSupport

@testable import Accelerator

/// A vector command, as the registers have it.
struct VectorCommand {
  var operation: VectorOperation
  /// Strides of the window's columns and rows, of columns, rows, vectors.
  var aBase = 0
  var aStrides = [0, 0, 0, 0, 0]
  /// Strides of columns, rows, vectors.
  var bBase = 0
  var bStrides = [0, 0, 0]
  var resultBase = 0
  var resultStrides = [0, 0, 0]
  /// Of the window's columns and rows, of columns, rows, vectors.
  var counts = [1, 1, 1, 1, 1]
  var aZero = 0
  var bZero = 0
  var scalesB = false
  var inputEntry = 0
  var resultEntry = 0
  var rounding = 0
  var broadcast = 0

  var isBinary: Bool { operation != .maximum && operation != .average }
  var resultCount: Int { counts[2...].reduce(1, *) }
  var cells: Int { counts[0] * counts[1] }

  static func random(
    _ operation: VectorOperation, _ architecture: Architecture, using generator: inout SeededGenerator
  ) -> VectorCommand {
    let addresses = 0..<1 << architecture.vectorAddressBits
    func any(_ count: Int) -> [Int] { (0..<count).map { _ in .random(in: addresses, using: &generator) } }
    let entries = 0..<architecture.channelTable / architecture.lanes
    var command = VectorCommand(operation: operation)
    (command.aBase, command.aStrides) = (any(1)[0], any(5))
    (command.bBase, command.bStrides) = (any(1)[0], any(3))
    (command.resultBase, command.resultStrides) = (any(1)[0], any(3))
    command.counts = (0..<5).map { _ in Int.random(in: 1...4, using: &generator) }
    command.aZero = .random(bits: architecture.activationBits, using: &generator)
    command.bZero = .random(bits: architecture.activationBits, using: &generator)
    command.scalesB = .random(using: &generator)
    command.inputEntry = .random(in: entries, using: &generator)
    command.resultEntry = .random(in: entries, using: &generator)
    command.rounding = command.cells / 2
    command.broadcast = .random(in: 0..<4, using: &generator)
    return command
  }

  /// The values of the ports.
  func registers(_ architecture: Architecture) -> [(String, Int)] {
    let a = zip(["window_column", "window_row", "column", "row", "vector"], aStrides).map { ("walk_a_\($0)", $1) }
    let b = zip(["column", "row", "vector"], bStrides).map { ("walk_b_\($0)", $1) }
    let result = zip(["column", "row", "vector"], resultStrides).map { ("walk_result_\($0)", $1) }
    let lasts = zip(["window_column", "window_row", "column", "row", "vector"], counts)
      .map { ("walk_last_\($0)", $1 - 1) }
    let others = [
      ("operation", operation.rawValue), ("walk_a_base", aBase), ("walk_b_base", bBase),
      ("walk_result_base", resultBase), ("operands_a_zero", aZero), ("operands_b_zero", bZero),
      ("operands_scales_b", scalesB ? 1 : 0), ("operands_rounding", rounding),
      ("input_entry", inputEntry), ("result_entry", resultEntry),
    ]
    let broadcasts = [("operands_broadcasts_a", broadcast & 1), ("operands_broadcasts_b", broadcast >> 1)]
    return others + a + b + result + lasts + (architecture.lanes > 1 ? broadcasts : [])
  }
}

/// What a vector command computes, as the reference page has it: loops, and no pipeline.
struct VectorModel {
  let architecture: Architecture
  let table: ChannelTableModel
  let output: OutputModel
  let rounding: RoundingMode
  let vectorAt: (Int) -> [Int]

  func expected(_ command: VectorCommand) -> [VectorWriteModel] {
    var writes: [VectorWriteModel] = []
    for vector in 0..<command.counts[4] {
      for row in 0..<command.counts[3] {
        for column in 0..<command.counts[2] {
          let place = [column, row, vector]
          let lanes = (0..<architecture.lanes).map { result(command, place, lane: $0) }
          writes.append(
            VectorWriteModel(
              address: address(command.resultBase, command.resultStrides, place), lanes: lanes,
              isLast: writes.count == command.resultCount - 1))
        }
      }
    }
    return writes
  }

  private func address(_ base: Int, _ strides: [Int], _ place: [Int]) -> Int {
    zip(strides, place).reduce(base) { $0 + $1.0 * $1.1 } & (1 << architecture.vectorAddressBits - 1)
  }

  private func first(_ command: VectorCommand, _ place: [Int], _ windowColumn: Int, _ windowRow: Int, lane: Int) -> Int
  {
    let at = address(command.aBase, command.aStrides, [windowColumn, windowRow] + place)
    return vectorAt(at)[command.broadcast & 1 == 1 ? 0 : lane]
  }

  private func result(_ command: VectorCommand, _ place: [Int], lane: Int) -> Int {
    switch command.operation {
    case .maximum: return output.clamp(window(command, place, lane: lane).max()!)
    case .average:
      let sum = window(command, place, lane: lane).reduce(0, +)
      let divisor = command.cells
      return output.clamp((sum > 0 ? sum + divisor / 2 : sum - divisor / 2) / divisor)
    case .add, .subtract, .multiply:
      let a = first(command, place, 0, 0, lane: lane) - command.aZero
      let second = vectorAt(address(command.bBase, command.bStrides, place))
      let b = second[command.broadcast >> 1 == 1 ? 0 : lane] - command.bZero
      let scaled = requantize(combined(command, a, b), by: multiplier(command.resultEntry), rounding: rounding)
      return output.clamp(output.zero + Int(scaled))
    }
  }

  private func combined(_ command: VectorCommand, _ a: Int, _ b: Int) -> Int32 {
    guard command.operation != .multiply else { return Int32(truncatingIfNeeded: a * b) }
    let half = QuantizedMultiplier(significand: 1 << 30, shift: 0)
    let input = multiplier(command.inputEntry)
    let (first, second) = command.scalesB ? (half, input) : (input, half)
    let (y1, y2) = (shiftedUp(a, first), shiftedUp(b, second))
    return command.operation == .add ? y1 &+ y2 : y1 &- y2
  }

  private func shiftedUp(_ difference: Int, _ multiplier: QuantizedMultiplier) -> Int32 {
    // As the kernels for 8 and 16 bits have it.
    let shift = architecture.activationBits == 16 ? 15 : 20
    return requantize(Int32(difference << shift), by: multiplier, rounding: rounding)
  }

  private func multiplier(_ entry: Int) -> QuantizedMultiplier {
    table.channels[entry * architecture.lanes].multiplier
  }

  private func window(_ command: VectorCommand, _ place: [Int], lane: Int) -> [Int] {
    (0..<command.counts[1]).flatMap { row in
      (0..<command.counts[0]).map { first(command, place, $0, row, lane: lane) }
    }
  }
}
