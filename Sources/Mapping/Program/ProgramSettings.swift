/// Where what a tile takes and makes lies in the buffer, as its registers say it.
///
/// Of addresses only that they differ counts.
struct ProgramPlace {
  /// The parts of the buffer.
  let input, output: Int
  let firstInputRow, inputRows, inputVectors, firstInputVector: Int
  let firstOutputRow, outputRows, outputVectors, firstOutputVector: Int
  /// Which addresses the maps begin at.
  let inputBase, outputBase: Int
  /// Strips of a sample, and of all of them.
  let strips, rowsPerPass: Int
  /// Channels of a vector.
  let lanes: Int

  init(_ tile: ProgramTile, _ schedule: Schedule, _ maps: LayerMaps, input: Int, output: Int) {
    let layer = schedule.layer
    lanes = maps.lanes
    (self.input, self.output) = (input, output)
    let rows = tile.outputRows
    strips = divided(rows.count, by: schedule.mapping.setWidth)
    rowsPerPass = strips * schedule.samplesPerPass

    // Where not the whole map is there, it is the tile's own rows.
    let isWhole = !maps.loadsInput || !maps.takesRows || schedule.inputRows(maps) == maps.input.rows
    let firstRow = isWhole ? 0 : tile.firstInputRow
    inputRows = isWhole ? layer.inputHeight : layer.inputRows(forOutputRows: schedule.tileRows)
    firstInputRow = rows.lowerBound * layer.stride.vertical - firstRow
    firstInputVector = maps.loadsInput ? tile.input.vectors.lowerBound : 0
    inputVectors =
      maps.loadsInput
      ? min(firstInputVector + schedule.inputVectors(maps), maps.input.vectors) - firstInputVector : maps.input.vectors
    inputBase = input << 40 + (maps.loadsInput && maps.takesRows ? 0 : tile.sample)

    let keepsMap = !maps.storesOutput || schedule.outputRows(maps) == maps.output.rows
    // Rows of the last strip that belong to the next tile are not made yet.
    let isAligned = rows.count % schedule.mapping.setWidth == 0 || rows.upperBound == layer.outputHeight
    outputRows = keepsMap ? (isAligned ? layer.outputHeight : rows.upperBound) : rows.count
    firstOutputRow = keepsMap ? rows.lowerBound : 0
    firstOutputVector = maps.storesOutput ? tile.output.vectors.lowerBound : 0
    outputVectors =
      maps.storesOutput
      ? min(firstOutputVector + schedule.outputVectors(maps), maps.output.vectors) - firstOutputVector
      : maps.output.vectors
    outputBase = output << 40 + (maps.storesOutput ? 0 : tile.sample)
  }
}

/// The registers of a layer that can change from tile to tile.
struct LayerSettings {
  private var lastRow = ProgramSetting(), lastStrip = ProgramSetting()
  private var inputRows = ProgramSetting(), inputVectors = ProgramSetting()
  private var outputRows = ProgramSetting(), outputVectors = ProgramSetting()
  var channelBase = ProgramSetting()

  /// - Parameter isFirst: whether the number of rows is written with all of the array's configuration.
  /// - Returns: instructions that it takes.
  mutating func set(_ place: ProgramPlace, isFirst: Bool) -> Int {
    let row = lastRow.set(place.rowsPerPass)
    return (isFirst ? 0 : row) + lastStrip.set(place.strips) + inputRows.set(place.inputRows)
      + inputVectors.set(place.inputVectors) + outputRows.set(place.outputRows) + outputVectors.set(place.outputVectors)
  }
}

/// The registers that a pass takes along.
struct PassSettings {
  private var inputBase = ProgramSetting(), inputRow = ProgramSetting(), inputChannel = ProgramSetting()
  private var weights = ProgramSetting(), sums = ProgramSetting(), mode = ProgramSetting()
  private var outputBase = ProgramSetting(), outputRow = ProgramSetting(), outputChannel = ProgramSetting()

  /// - Parameter waits: whether sums wait in the buffer, in which case two registers say where.
  /// - Returns: instructions that it takes.
  mutating func set(
    _ pass: PassIndex, begins: Bool, completes: Bool, waits: Bool, _ mapping: Mapping, _ schedule: Schedule,
    _ place: ProgramPlace
  ) -> Int {
    inputBase.set(place.inputBase) + inputRow.set(place.firstInputRow + mapping.firstInputRow(pass))
      + inputChannel.set(mapping.firstInputChannel(pass) - place.firstInputVector * place.lanes)
      + weights.set(mapping.number(of: pass))
      + (waits ? 2 * sums.set(schedule.interleavesFilters ? pass.filterPass % schedule.cut.filterPasses : 0) : 0)
      + mode.set((begins ? 0 : 1) + (completes ? 2 : 0)) + outputBase.set(place.outputBase)
      + outputRow.set(place.firstOutputRow)
      + outputChannel.set(mapping.firstOutputChannel(pass) - place.firstOutputVector * place.lanes)
  }

  /// What they hold after a pass that was counted otherwise.
  mutating func assume(
    _ pass: PassIndex, begins: Bool = false, completes: Bool, _ mapping: Mapping, _ schedule: Schedule,
    _ place: ProgramPlace
  ) {
    _ = set(pass, begins: begins, completes: completes, waits: true, mapping, schedule, place)
  }
}

extension Mapping {
  /// Which of the passes it is, by which the place of its weights is told.
  fileprivate func number(of pass: PassIndex) -> Int {
    ((pass.groupPass * filterPasses + pass.filterPass) * channelPasses + pass.channelPass) * filterRowPasses
      + pass.filterRowPass
  }
}
