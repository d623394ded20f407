import Hardware
import HardwareLibrary

/// The place of each group of psums that leaves the array, in the order in which they leave.
///
/// Stages: the loops, and the entry of the set's column | row and channel | products with the pitches | the address.
struct ResultWalk: Module {
  let order: PsumLayer
  let layer: OfmapLayer
  let pass: Stream<CollectorPass>
  /// `ProgramTable.columnPlace`.
  let placeWrite: TableWrite
  let output: Stream<ResultPlace>
  /// A pass is under way.
  let busy: Bit

  private let architecture: Architecture
  private let walk: PsumWalk<CollectorPass>
  private let columns: TargetTable
  private let results: FIFO<ResultPlace>
  private let begins: Bit
  private let base, row: Unsigned
  private let word: PsumWord

  var documentation: String? { "The places of the psums that leave the array, in their order." }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    order = PsumLayer.shape(architecture).input()
    layer = OfmapLayer.shape(architecture).input()
    pass = .input(.shape(architecture))
    placeWrite = TableWrite.shape(entries: architecture.maximumTargets).input()
    output = .output(.shape(architecture))
    busy = .output()
    walk = PsumWalk(.shape(architecture), architecture)
    columns = TargetTable(architecture, bits: 32)
    results = FIFO(.shape(architecture), depth: 4)
    begins = .register(reset: true)
    row = .register(ProgramRegister.countBits)
    word = PsumWord(architecture)
    base = .register(architecture.vectorAddressBits)
  }

  /// What goes from stage to stage.
  private struct Stage: Signal {
    var isResult: Bit
    var base, row, column, channel: Unsigned
    var word: Unsigned
    var isLast: Bit
  }

  var body: [Statement] {
    let (looked, placed, multiplied) = (
      Bit.register("looked", reset: false), Bit.register("placed", reset: false),
      Bit.register("multiplied", reset: false)
    )
    let advance = (!multiplied || results.input.ready).named("advance")

    walk.layer <== order
    walk.pass <== pass
    walk.step.ready <== advance
    columns.tableWrite <== placeWrite
    columns.read <== advance && walk.step.valid
    columns.index <== walk.step.payload.target
    when(advance) {
      looked <== walk.step.valid
      placed <== looked
      multiplied <== placed
    }
    results.input.valid <== multiplied
    output <== results.output
    busy <== walk.step.valid || looked || placed || multiplied || results.output.valid
    stages(advance, looked: looked, placed: placed)
  }

  @StatementBuilder private func stages(_ advance: Bit, looked: Bit, placed: Bit) -> [Statement] {
    let width = ProgramRegister.countBits
    let step = Stage(
      isResult: walk.current.isResult, base: baseOfSample, row: rowOfStrip, column: walk.step.payload.column,
      channel: walk.current.firstChannel
        &+ (walk.step.payload.group.extended(to: width) << architecture.psumBusWords.trailingZeroBitCount)
        .resized(to: width),
      word: word.address(begins, base: walk.current.psumOutput, pitch: layer.psumPitch),
      isLast: walk.step.payload.isLast)
    let lookedUp = step.register("looked_up")
    when(advance && walk.step.valid) { lookedUp <== step }

    let place = Stage(
      isResult: lookedUp.isResult, base: lookedUp.base, row: lookedUp.row &+ columns.data[0..<16],
      column: lookedUp.column, channel: lookedUp.channel &+ columns.data[16..<32], word: lookedUp.word,
      isLast: lookedUp.isLast)
    let placing = place.register("placing")
    when(advance && looked) { placing <== place }
    addresses(of: placing, when: advance && placed)
    counters(advance)
  }

  /// A pass begins with its own base, row and word; from there they are counted along.
  private var baseOfSample: Unsigned { mux(begins, walk.current.base, base) }
  private var rowOfStrip: Unsigned { mux(begins, walk.current.firstRow, row) }

  @StatementBuilder private func counters(_ advance: Bit) -> [Statement] {
    when(advance && walk.step.valid) {
      begins <== walk.step.payload.isLast
      word.next(begins, base: walk.current.psumOutput)
      base <== mux(walk.endsSample, baseOfSample &+ layer.samplePitch, baseOfSample)
      row
        <== mux(
          walk.endsSample, walk.current.firstRow,
          mux(walk.endsStrip, rowOfStrip &+ layer.stripRows, rowOfStrip))
    }
  }

  @StatementBuilder private func addresses(of place: Stage, when taken: Bit) -> [Statement] {
    let addressBits = architecture.vectorAddressBits
    let laneBits = architecture.lanes.trailingZeroBitCount
    let vector = (place.channel >> laneBits).resized(to: place.channel.width).named("vector")
    let rowOffset = layer.rowPitch.register("row_offset")
    let vectorOffset = layer.vectorPitch.register("vector_offset")
    let start = layer.rowPitch.register("start")
    let result = ResultPlace.shape(architecture).register("result")
    let target = results.input.payload
    when(taken) {
      rowOffset <== (place.row * layer.rowPitch).resized(to: addressBits)
      vectorOffset <== (vector * layer.vectorPitch).resized(to: addressBits)
      start <== place.base &+ place.column.resized(to: addressBits)
      result.isResult <== place.isResult
      result.word <== place.word
      result.firstLane <== (laneBits > 0 ? place.channel[0..<laneBits] : Unsigned(0, width: 1))
      result.entry <== (vector &+ layer.channelBase).resized(to: result.entry.width)
      result.isDropped <== !(place.row .< layer.rows && vector .< layer.vectors)
      result.isLast <== place.isLast
    }
    target.isResult <== result.isResult
    target.word <== result.word
    target.address <== rowOffset &+ vectorOffset &+ start
    target.firstLane <== result.firstLane
    target.entry <== result.entry
    target.isDropped <== result.isDropped
    target.isLast <== result.isLast
  }
}
