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
  private let positions: RAM1R1W
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
    positions = RAM1R1W(depth: architecture.maximumTargets, width: 16)
    results = FIFO(.shape(architecture), depth: 2)
  }

  var body: [Statement] {
    let looked = Bit.register("looked", reset: false)
    let advance = (!looked || results.input.ready).named("advance")
    let position = results.input.payload

    walk.layer <== layer
    walk.pass <== pass
    walk.step.ready <== advance
    positions.writeEnable <== columnWrite.write
    positions.writeAddress <== columnWrite.index
    positions.writeData <== columnWrite.data[16..<32]
    positions.readEnable <== advance && walk.step.valid
    positions.readAddress <== walk.step.payload.target
    when(advance) { looked <== walk.step.valid }
    results.input.valid <== looked
    position.row <== positions.readData[0..<position.row.width]
    position.column <== positions.readData[8..<8 + position.column.width]
    output <== results.output
    busy <== walk.step.valid || looked || results.output.valid
  }
}
