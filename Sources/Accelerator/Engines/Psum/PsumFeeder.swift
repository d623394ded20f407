import Hardware
import HardwareLibrary

/// Delivers the psums of earlier passes from the buffer to the bottom PEs, or zeros where a sum begins.
///
/// A psum is read only when it has been written: the collector writes in the order in which the next pass reads, so a
/// count of what is written and not yet read suffices.
struct PsumFeeder: Module {
  let layer: PsumLayer
  /// From an even group to the next odd one: `ProgramRegister.psumPitch`.
  let wordPitch: Unsigned
  let pass: Stream<PsumInput>
  /// `ProgramTable.column`.
  let columnWrite: TableWrite
  /// A group of psums has been written to the buffer.
  let written: Bit
  /// A program begins: nothing has been written.
  let clear: Bit
  let request: Stream<Unsigned>
  let response: Stream<Unsigned>
  let output: Stream<Routed>
  /// A pass is under way.
  let busy: Bit

  private let architecture: Architecture
  private let walk: PsumWalk<PsumInput>
  private let tags: TargetTable
  private let deliveries: FIFO<PsumDelivery>
  private let results: FIFO<Routed>

  var documentation: String? { "Delivers psums of earlier passes, or zeros, from the buffer to the array." }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    layer = PsumLayer.shape(architecture).input()
    wordPitch = .input(architecture.wordAddressBits)
    pass = .input(.shape(architecture))
    columnWrite = TableWrite.shape(entries: architecture.maximumTargets).input()
    (written, clear) = (.input(), .input())
    request = .output(.bits(architecture.wordAddressBits))
    response = .input(.bits(architecture.bufferWordBits))
    let routed = Routed.shape(BusShapes(architecture).psum, architecture)
    output = .output(routed)
    busy = .output()
    walk = PsumWalk(PsumInput.shape(architecture), architecture)
    tags = TargetTable(architecture, bits: 16)
    deliveries = FIFO(.shape(architecture), depth: 6, registerDepth: 6)
    results = FIFO(routed, depth: 2)
  }

  var body: [Statement] {
    let looked = Bit.register("looked", reset: false)
    let advance = Bit.wire("advance")
    let step = walk.step.payload.register("step")
    let isStored = Bit.register("is_stored")

    walk.layer <== layer
    walk.pass <== pass
    walk.step.ready <== advance
    tags.tableWrite <== columnWrite
    tags.read <== advance && walk.step.valid
    tags.index <== walk.step.payload.target
    when(advance) { looked <== walk.step.valid }
    when(advance && walk.step.valid) {
      step <== walk.step.payload
      isStored <== walk.current.isStored
    }
    ask(advance, looked, step, isStored)
    deliver
    busy <== walk.step.valid || looked || deliveries.output.valid || results.output.valid
  }

  @StatementBuilder private func ask(
    _ advance: Bit, _ looked: Bit, _ step: PsumStep, _ isStored: Bit
  ) -> [Statement] {
    let waiting = Unsigned.register("waiting", architecture.wordAddressBits + 1, reset: 0)
    let word = PsumWord(architecture)
    let begins = Bit.register("begins", reset: true)
    let place = word.address(begins, base: walk.current.base, pitch: wordPitch).named("place")
    let current = place.register("current")
    let mayRead = (isStored && waiting.anyBit).named("may_read")
    let room = (deliveries.input.ready && (!isStored || (mayRead && request.ready))).named("room")
    let reads = request.fires

    // Groups lie in the order of the steps.
    when(advance && walk.step.valid) {
      current <== place
      word.next(begins, base: walk.current.base)
      begins <== walk.step.payload.isLast
    }
    when(clear) { waiting <== 0 }
      .elsewhen(written && !reads) { waiting <== waiting &+ 1 }
      .elsewhen(!written && reads) { waiting <== waiting &- 1 }
    // Request and delivery go at once, so each one's valid waits for the other's ready, which is a register.
    advance <== !looked || room
    request.valid <== looked && mayRead && deliveries.input.ready
    request.payload <== current
    deliveries.input.valid <== looked && room
    let delivery = deliveries.input.payload
    delivery.rowTag <== tags.data[0..<architecture.rowTagBits]
    delivery.columnTag <== tags.data[8..<8 + architecture.columnTagBits]
    delivery.isLastGroup <== step.isLastGroup
    delivery.isStored <== isStored
  }

  @StatementBuilder private var deliver: [Statement] {
    let head = deliveries.output
    let isThere = (!head.payload.isStored || response.valid).named("is_there")
    let target = results.input.payload

    head.ready <== results.input.ready && isThere
    response.ready <== head.valid && head.payload.isStored && results.input.ready
    results.input.valid <== head.valid && isThere
    target.row <== head.payload.rowTag
    target.column <== head.payload.columnTag
    for (index, word) in target.group.words.enumerated() {
      let start = index * architecture.psumStorageBits
      let stored = Signed(bitPattern: response.payload[start..<start + architecture.psumBits])
      word <== mux(head.payload.isStored, stored, 0)
    }
    if let lastIndex = target.group.lastIndex {
      lastIndex
        <== mux(
          head.payload.isLastGroup, layer.lastIndex, Unsigned(architecture.psumBusWords - 1, width: lastIndex.width))
    }
    output <== results.output
  }
}

/// What is known of a group of psums while it is read.
struct PsumDelivery: Signal {
  var rowTag, columnTag: Unsigned
  var isLastGroup: Bit
  var isStored: Bit

  static func shape(_ architecture: Architecture) -> PsumDelivery {
    PsumDelivery(
      rowTag: .bits(architecture.rowTagBits), columnTag: .bits(architecture.columnTagBits), isLastGroup: .shape,
      isStored: .shape)
  }
}
