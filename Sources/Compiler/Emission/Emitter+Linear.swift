import Accelerator
import Mapping

extension Emitter {
  /// Rows of a sample of a layer: all passes over them.
  mutating func linear(
    _ work: LinearWork, _ index: Int, sample number: Int, rows: Range<Int>, _ input: ResidentMap,
    _ output: ResidentMap, psums: Int?
  ) {
    let sample = work.samples[number]
    let place = LinearPlace(work, sample, rows: rows, input, output)
    tiles[index, default: []].append(
      SampleTile(sample: number, tile: LayerTile(outputRows: rows, residentRows: place.residentRows)))
    configure(work, strips: work.strips(ofRows: rows.count))
    targets(work.program)
    for (register, value) in work.program.deliveryRegisters(architecture) where register != .lastStrip {
      writer.set(register, value)
    }
    writer.set(.lastStrip, work.strips(ofRows: rows.count) - 1)
    for (register, value) in place.registers { writer.set(register, value) }
    writer.set(.ifmapZero, work.inputZero)
    set(work.range)

    var accesses = [
      Access(space: .buffer, range: input.words, writes: false),
      Access(space: .buffer, range: output.words, writes: true),
    ]
    if let psums {
      let groups = work.mapping.psumGroupsPerPass(architecture) / work.mapping.rowsPerPass
      let words = groups * work.strips(ofRows: rows.count)
      accesses.append(Access(space: .buffer, range: psums..<psums + words, writes: true, isPsum: true))
    }
    for accumulation in work.mapping.accumulations {
      channels(work, accumulation)
      for (step, pass) in accumulation.passes.enumerated() {
        let isLast = step + 1 == accumulation.passes.count
        self.pass(
          work, index, pass, place, psums: psums, mode: (step > 0 ? 1 : 0) | (isLast ? 2 : 0))
        writer.pass(accesses)
      }
    }
  }

  private mutating func pass(
    _ work: LinearWork, _ index: Int, _ pass: PassIndex, _ place: LinearPlace, psums: Int?, mode: Int
  ) {
    let (offset, packed) = weights[index]!
    let mapping = work.mapping
    writer.set(.ifmapBase, place.inputBase)
    writer.set(.ifmapFirstRow, place.firstInputRow + mapping.firstInputRow(pass))
    writer.set(.ifmapFirstChannel, mapping.firstInputChannel(pass))
    writer.set(.filterMemory, offset + packed.offsets[pass]!)
    writer.set(.filterLastBeat, packed.beats - 1)
    if let psums {
      writer.set(.psumInput, psums)
      writer.set(.psumOutput, psums)
    }
    writer.set(.passMode, mode)
    writer.set(.ofmapBase, place.outputBase)
    writer.set(.ofmapFirstRow, place.firstOutputRow)
    writer.set(.ofmapFirstChannel, mapping.firstOutputChannel(pass))
  }

  private mutating func configure(_ work: LinearWork, strips: Int) {
    for write in work.program.configuration {
      let isRows = write.row == architecture.rows && write.column == ArrayRegister.lastRow.rawValue
      writer.configure(row: write.row, column: write.column, isRows ? UInt32(strips - 1) : write.data)
    }
  }

  private mutating func targets(_ program: ArrayProgram) {
    for (index, target) in program.filterTargets.enumerated() {
      writer.set(.filterTarget, index, UInt32(target.rowTag | target.columnTag << 8))
    }
    for (index, target) in program.ifmapTargets.enumerated() {
      writer.set(.ifmapTarget, index, UInt32(target.rowTag | target.columnTag << 8))
      writer.set(.ifmapPlace, index, UInt32(target.inputRow & 0xFFFF | target.channel << 16))
    }
    for (index, target) in program.columnTargets.enumerated() {
      writer.set(
        .column, index,
        UInt32(target.rowTag | target.columnTag << 8 | target.row << 16 | target.column << 24))
      writer.set(.columnPlace, index, UInt32(target.outputRow | target.channel << 16))
    }
  }

  /// The constants of the layer's channels, or of those that the passes write if the tables do not hold all.
  private mutating func channels(_ work: LinearWork, _ accumulation: Accumulation) {
    var range = 0..<work.layer.outputChannels
    if range.count > architecture.channelTable {
      let first = work.mapping.firstOutputChannel(accumulation.passes[0])
      let start = first - first % architecture.lanes
      range = start..<min(range.upperBound, first + work.mapping.channelsPerPass)
    }
    writer.set(.channelBase, -(range.lowerBound / architecture.lanes))
    for channel in range {
      let constants = channel < work.channels.count ? work.channels[channel] : ChannelConstants()
      set(constants, entry: channel - range.lowerBound)
    }
  }
}

/// Where the rows of a layer that are computed together lie in the buffer.
struct LinearPlace {
  let inputBase, firstInputRow: Int
  /// The rows of the sample's input that are there.
  let residentRows: Range<Int>
  let outputBase, firstOutputRow: Int
  /// The layer's registers that say it.
  let registers: [(register: ProgramRegister, value: Int)]

  init(
    _ work: LinearWork, _ sample: LinearWork.Sample, rows: Range<Int>, _ input: ResidentMap, _ output: ResidentMap
  ) {
    let layer = work.layer
    // Where only some rows of the sample are there, they are the tile's own.
    let isWhole = input.rows.lowerBound == 0 && input.rows.count == input.map.rows || !work.takesRows
    let resident = isWhole ? layer.inputHeight : input.rows.count
    let first = isWhole ? 0 : input.rows.lowerBound - sample.input.row
    inputBase = input.address(isWhole ? sample.input : Place(row: input.rows.lowerBound))
    firstInputRow = rows.lowerBound * layer.stride.vertical - first
    residentRows = first..<first + resident

    let keepsMap = output.rows.count == output.map.rows
    outputBase = output.address(Place(row: keepsMap ? sample.outputRow : output.rows.lowerBound))
    firstOutputRow = keepsMap ? rows.lowerBound : 0
    // Rows of the last strip that belong to the next tile are not made yet.
    let isAligned = rows.count % work.mapping.setWidth == 0 || rows.upperBound == layer.outputHeight
    let outputRows = keepsMap ? (isAligned ? layer.outputHeight : rows.upperBound) : output.rows.count
    registers = [
      (.ifmapRows, resident), (.ifmapColumns, layer.inputWidth), (.ifmapVectors, input.map.vectors),
      (.ifmapRowPitch, input.offset(sample.inputRow)), (.ifmapVectorPitch, input.vectorPitch),
      (.ofmapRowPitch, output.map.pitch), (.ofmapVectorPitch, output.vectorPitch), (.ofmapRows, outputRows),
      (.ofmapVectors, output.map.vectors),
    ]
  }
}
