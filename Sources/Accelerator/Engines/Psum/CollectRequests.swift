import Hardware
import HardwareLibrary

/// Asks the array for the psums of a pass, in order.
struct CollectRequests: Module {
  let layer: PsumLayer
  let pass: Stream<Bit>
  /// `ProgramTable.column`.
  let columnWrite: TableWrite
  let output: Stream<Position>
  /// A pass is under way.
  let busy: Bit

  private let architecture: Architecture
  private let walk: PsumWalk<Bit>
  private let positions: TargetTable
  private let results: FIFO<Position>

  var documentation: String? { "Asks the array for the psums of a pass in their order." }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    layer = PsumLayer.shape(architecture).input()
    pass = .input(.shape)
    columnWrite = TableWrite.shape(entries: architecture.maximumTargets).input()
    output = .output(.shape(architecture))
    busy = .output()
    walk = PsumWalk(.shape, architecture)
    positions = TargetTable(architecture, bits: 32)
    results = FIFO(.shape(architecture), depth: 2)
  }

  var body: [Statement] {
    let looked = Bit.register("looked", reset: false)
    let advance = (!looked || results.input.ready).named("advance")
    let position = results.input.payload

    walk.layer <== layer
    walk.pass <== pass
    walk.step.ready <== advance
    positions.tableWrite <== columnWrite
    positions.read <== advance && walk.step.valid
    positions.index <== walk.step.payload.target
    when(advance) { looked <== walk.step.valid }
    results.input.valid <== looked
    position.row <== positions.data[16..<16 + position.row.width]
    position.column <== positions.data[24..<24 + position.column.width]
    output <== results.output
    busy <== walk.step.valid || looked || results.output.valid
  }
}
