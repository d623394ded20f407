import Accelerator

/// How far the rows and channels of a pass's targets lie from its first ones, and whether all that the pass comes by can be
/// told apart from what is in the maps: rows, columns and channels are counted with 16 bits, and wrap.
struct PassReach {
  private var inputRow = 0, inputChannel = 0, outputRow = 0, outputChannel = 0

  init() {}

  /// - Parameter targets: entries of tables of targets, with the numbers of their fields.
  init(_ targets: [(table: ProgramTable, entry: Int, numbers: [Int])]) {
    for target in targets {
      switch target.table {
      case .ifmapPlace:
        inputRow = max(inputRow, target.numbers[0])
        inputChannel = max(inputChannel, target.numbers[1])
      case .columnPlace:
        outputRow = max(outputRow, target.numbers[0])
        outputChannel = max(outputChannel, target.numbers[1])
      default: break
      }
    }
  }

  /// What lies out of reach first of all, in words; nil where nothing does.
  ///
  /// - Parameter registers: the values of the registers, as they were meant.
  func problem(_ registers: [ProgramRegister: Int], lanes: Int, psumBusWords: Int) -> String? {
    func value(_ register: ProgramRegister) -> Int { registers[register] ?? 0 }
    let strips = value(.lastStrip)
    let columns = value(.ifmapLastOuter) * value(.ifmapOuterStep) + value(.ifmapLastInner) * value(.ifmapInnerStep)
    var ways = [
      Way(.ifmapFirstColumn, "columns", columns, of: value(.ifmapColumns)),
      Way(.ifmapFirstRow, "rows", strips * value(.ifmapStripRows) + inputRow, of: value(.ifmapRows)),
      Way(
        .ifmapFirstChannel, "channels", inputChannel + lanes * value(.ifmapLastVector),
        of: lanes * value(.ifmapVectors)),
    ]
    if value(.passMode) & 2 != 0 {
      ways += [
        Way(.ofmapFirstRow, "rows", strips * value(.ofmapStripRows) + outputRow, of: value(.ofmapRows)),
        Way(
          .ofmapFirstChannel, "channels", outputChannel + psumBusWords * value(.psumLastGroup),
          of: lanes * value(.ofmapVectors)),
      ]
    }
    return ways.lazy.compactMap { $0.problem(from: value($0.register)) }.first
  }

  /// The places that a pass comes by along one axis.
  private struct Way {
    let register: ProgramRegister
    let places: String
    let length, count: Int

    /// - Parameters:
    ///   - register: the first place.
    ///   - length: from the first place to the last one.
    ///   - count: how many places there are in the buffer.
    init(_ register: ProgramRegister, _ places: String, _ length: Int, of count: Int) {
      (self.register, self.places, self.length, self.count) = (register, places, length, count)
    }

    func problem(from first: Int) -> String? {
      let possible = ProgramRegister.placeRange(count: count)
      guard !possible.contains(first) || !possible.contains(first + length) else { return nil }
      return
        "from \(register) on it comes by \(places) \(first) to \(first + length), counted from the first one in the "
        + "buffer; \(possible.lowerBound) to \(possible.upperBound) is possible"
    }
  }
}
