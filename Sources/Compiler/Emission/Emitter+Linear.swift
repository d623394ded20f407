import Accelerator
import Mapping

extension Emitter {
  /// A tile of a layer.
  mutating func linear(
    _ work: LinearWork, _ program: ArrayProgram, _ index: Int, _ tile: LinearTile, _ input: ResidentMap,
    _ output: ResidentMap, psums: PsumPlace?
  ) {
    let place = LinearPlace(work, program.mapping, tile, input, output)
    if tile.isFirstOfItsRows {
      tiles[index, default: []].append(
        SampleTile(
          samples: tile.samples, tile: LayerTile(outputRows: tile.rows, residentRows: place.residentRows)))
    }
    let strips = tile.rows.count.divided(roundingUpBy: program.mapping.setWidth)
    configure(program, rows: strips * tile.samples.count)
    targets(program)
    for (register, value) in program.deliveryRegisters(architecture) where register != .lastStrip {
      writer.set(register, value)
    }
    writer.set(.lastStrip, strips - 1)
    for (register, value) in place.registers { writer.set(register, value) }
    writer.set(.ifmapZero, work.inputZero)
    if let psums { writer.set(.psumPitch, psums.odd - psums.even) }
    set(work.range)

    // A register of the layer says where the constants are, so all that there is room for are written before the first
    // pass.
    let holdsAll = work.layer.outputChannels <= architecture.channelTable
    let shared = holdsAll ? channels(work, program.mapping, index, tile.passes[0].pass, output) : nil
    let half = (program.mapping.psumGroupsPerStrip(architecture) * strips * tile.samples.count)
      .divided(roundingUpBy: 2)
    for pass in tile.passes {
      let own = pass.completes && !holdsAll ? channels(work, program.mapping, index, pass.pass, output) : nil
      let waiting = psums.map {
        PsumPlace(even: $0.even + pass.accumulation * half, odd: $0.odd + pass.accumulation * half)
      }
      self.pass(program.mapping, index, pass, place, psums: waiting?.even)
      var accesses = [
        Access(space: .buffer, range: input.words, writes: false),
        Access(space: .buffer, range: output.words, writes: true),
      ]
      if let waiting {
        accesses += [waiting.even, waiting.odd].map {
          Access(space: .buffer, range: $0..<$0 + half, writes: true, isPsum: true)
        }
      }
      if let constants = shared ?? own { accesses.append(constants) }
      writer.pass(accesses)
    }
  }

  private mutating func pass(
    _ mapping: Mapping, _ index: Int, _ step: TilePass, _ place: LinearPlace, psums: Int?
  ) {
    let (offset, packed) = weights[index]!
    let pass = step.pass
    writer.set(.ifmapBase, place.inputBase)
    writer.set(.ifmapFirstRow, place.firstInputRow + mapping.firstInputRow(pass))
    writer.set(.ifmapFirstChannel, mapping.firstInputChannel(pass) - place.firstInputChannel)
    writer.set(.filterMemory, offset + packed.offsets[pass]!)
    writer.set(.filterLastBeat, packed.beats - 1)
    if let psums {
      writer.set(.psumInput, psums)
      writer.set(.psumOutput, psums)
    }
    writer.set(.passMode, (step.begins ? 0 : 1) | (step.completes ? 2 : 0))
    writer.set(.ofmapBase, place.outputBase)
    writer.set(.ofmapFirstRow, place.firstOutputRow)
    writer.set(.ofmapFirstChannel, mapping.firstOutputChannel(pass) - place.firstOutputChannel)
  }

  private mutating func configure(_ program: ArrayProgram, rows: Int) {
    for misfit in program.misfits { writer.note(misfit) }
    for write in program.configuration {
      if write.row == architecture.rows, write.column == ArrayRegister.lastRow.rawValue {
        writer.configure(.lastRow, rows - 1)
      } else {
        writer.configure(row: write.row, column: write.column, write.data)
      }
    }
  }

  private mutating func targets(_ program: ArrayProgram) {
    var entries: [(table: ProgramTable, entry: Int, numbers: [Int])] = []
    for (index, target) in program.filterTargets.enumerated() {
      entries.append((.filterTarget, index, [target.rowTag, target.columnTag]))
    }
    for (index, target) in program.ifmapTargets.enumerated() {
      entries.append((.ifmapTarget, index, [target.rowTag, target.columnTag]))
      entries.append((.ifmapPlace, index, [target.inputRow, target.channel]))
    }
    for (index, target) in program.columnTargets.enumerated() {
      entries.append((.column, index, [target.rowTag, target.columnTag, target.row, target.column]))
      entries.append((.columnPlace, index, [target.outputRow, target.channel]))
    }
    writer.set(targets: entries)
  }

  /// The constants of the layer's channels, or of those that the pass completes if the tables do not hold all.
  private mutating func channels(
    _ work: LinearWork, _ mapping: Mapping, _ index: Int, _ pass: PassIndex, _ output: ResidentMap
  ) -> Access {
    var range = 0..<work.layer.outputChannels
    if range.count > architecture.channelTable {
      let first = mapping.firstOutputChannel(pass)
      let start = first - first % architecture.lanes
      range = start..<min(range.upperBound, first + mapping.channelsPerPass)
    }
    let entries = channelEntries(range, step: index)
    writer.set(
      .channelBase,
      output.vectors.lowerBound + (entries.lowerBound - range.lowerBound) / architecture.lanes)
    let kinds = constantKinds[index] ?? work.constantKinds
    constantKinds[index] = kinds
    for channel in range {
      set(
        work.constants(of: channel), entry: entries.lowerBound + channel - range.lowerBound,
        of: ChannelOwner(step: index, channel: channel), kinds)
    }
    return Access(space: .channels, range: entries, writes: false)
  }
}

/// Where what a tile takes and makes lies in the buffer.
struct LinearPlace {
  let inputBase, firstInputRow, firstInputChannel: Int
  /// The rows of each sample's input that are there.
  let residentRows: Range<Int>
  let outputBase, firstOutputRow, firstOutputChannel: Int
  /// The layer's registers that say it.
  let registers: [(register: ProgramRegister, value: Int)]

  init(_ work: LinearWork, _ mapping: Mapping, _ tile: LinearTile, _ input: ResidentMap, _ output: ResidentMap) {
    let (layer, sample) = (work.layer, work.samples[tile.samples.lowerBound])
    // Where not the whole map is there, it is the tile's own rows.
    let isWhole = input.rows.count == input.map.rows || !work.takesRows
    residentRows = isWhole ? 0..<layer.inputHeight : tile.inputRows
    inputBase = input.address(
      Place(vector: input.vectors.lowerBound) + sample.input + sample.inputRow * residentRows.lowerBound)
    firstInputRow = tile.rows.lowerBound * layer.stride.vertical - residentRows.lowerBound
    firstInputChannel = input.vectors.lowerBound * input.map.lanes

    let keepsMap = output.rows.count == output.map.rows
    let outputStart = Place(vector: output.vectors.lowerBound)
    outputBase = output.address(
      outputStart + Place(row: keepsMap ? sample.outputRow : output.rows.lowerBound))
    firstOutputRow = keepsMap ? tile.rows.lowerBound : 0
    firstOutputChannel = output.vectors.lowerBound * output.map.lanes
    // Rows of the last strip that belong to the next tile are not made yet.
    let isAligned = tile.rows.count % mapping.setWidth == 0 || tile.rows.upperBound == layer.outputHeight
    let outputRows = keepsMap ? (isAligned ? layer.outputHeight : tile.rows.upperBound) : tile.rows.count
    let pitch = tile.samples.count > 1 ? work.samplePitch : (input: Place(), outputRows: 0)
    registers = [
      (.lastSample, tile.samples.count - 1), (.ifmapSamplePitch, input.offset(pitch.input)),
      (.ofmapSamplePitch, pitch.outputRows * output.map.pitch), (.ifmapRows, residentRows.count),
      (.ifmapColumns, layer.inputWidth),
      (.ifmapVectors, min(input.vectors.upperBound, input.map.vectors) - input.vectors.lowerBound),
      (.ifmapRowPitch, input.offset(sample.inputRow)), (.ifmapVectorPitch, input.vectorPitch),
      (.ofmapRowPitch, output.map.pitch), (.ofmapVectorPitch, output.vectorPitch), (.ofmapRows, outputRows),
      (.ofmapVectors, min(output.vectors.upperBound, output.map.vectors) - output.vectors.lowerBound),
    ]
  }
}
