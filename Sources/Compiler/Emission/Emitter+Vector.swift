import Accelerator

extension Emitter {
  /// A command of the vector unit.
  mutating func vector(
    _ loops: VectorLoops, _ work: VectorWork, _ index: Int, _ inputs: [ResidentMap], _ output: ResidentMap
  ) {
    writer.set(.vectorOperation, loops.operation.rawValue)
    set(work.range)
    let entries = constants(loops, index)
    walks(loops, inputs, output)
    let lasts: [(ProgramRegister, Int)] = [
      (.vectorLastWindowColumn, loops.windowColumns), (.vectorLastWindowRow, loops.windowRows),
      (.vectorLastColumn, loops.columns), (.vectorLastRow, loops.rows), (.vectorLastVector, loops.vectors),
    ]
    for (register, count) in lasts { writer.set(register, count - 1) }
    writer.vector(
      inputs.map { Access(space: .buffer, range: $0.words, writes: false) }
        + [
          Access(space: .buffer, range: output.words, writes: true),
          Access(space: .channels, range: entries, writes: false),
        ])
  }

  /// A row of the tables for results, and one for the operand of a sum that is scaled.
  private mutating func constants(_ loops: VectorLoops, _ index: Int) -> Range<Int> {
    let lanes = architecture.lanes
    let isSum = loops.operation == .add || loops.operation == .subtract
    guard loops.operation != .maximum else {
      zeros(loops)
      return 0..<0
    }
    let entries = channelEntries(0..<(isSum ? 2 * lanes : lanes), step: index)
    for lane in 0..<lanes { set(loops.multiplier, entry: entries.lowerBound + lane) }
    writer.set(.vectorResultEntry, entries.lowerBound / lanes)
    if isSum {
      for lane in 0..<lanes { set(loops.inputMultiplier, entry: entries.lowerBound + lanes + lane) }
      writer.set(.vectorInputEntry, entries.lowerBound / lanes + 1)
      writer.set(.vectorScalesB, loops.scalesSecond ? 1 : 0)
    }
    zeros(loops)
    return entries
  }

  private mutating func zeros(_ loops: VectorLoops) {
    writer.set(.vectorAZero, loops.firstZero)
    writer.set(.vectorBZero, loops.secondZero)
    writer.set(.vectorRounding, loops.rounding)
    writer.set(.vectorBroadcast, (loops.broadcastsFirst ? 1 : 0) | (loops.broadcastsSecond ? 2 : 0))
  }

  private mutating func walks(_ loops: VectorLoops, _ inputs: [ResidentMap], _ output: ResidentMap) {
    let first = loops.first
    writer.set(.vectorABase, inputs[0].address(first.origin))
    let strides: [(ProgramRegister, Place)] = [
      (.vectorAWindowColumn, first.windowColumn), (.vectorAWindowRow, first.windowRow),
      (.vectorAColumn, first.column), (.vectorARow, first.row), (.vectorAVector, first.vector),
    ]
    for (register, stride) in strides { writer.set(register, inputs[0].offset(stride)) }
    if let second = loops.second {
      walk(second, in: inputs[1], [.vectorBBase, .vectorBColumn, .vectorBRow, .vectorBVector])
    }
    walk(
      loops.output, in: output, [.vectorResultBase, .vectorResultColumn, .vectorResultRow, .vectorResultVector])
  }

  private mutating func walk(_ walk: VectorLoops.Walk, in map: ResidentMap, _ registers: [ProgramRegister]) {
    writer.set(registers[0], map.address(walk.origin))
    for (register, stride) in zip(registers.dropFirst(), [walk.column, walk.row, walk.vector]) {
      writer.set(register, map.offset(stride))
    }
  }
}
