import Hardware
import HardwareLibrary

/// Reads the ifmap from the global buffer and delivers it to the array in the order of its passes, with tags and with
/// padding.
///
/// Stages: the loops, and the target's entry | its row and channel | products with the pitches | the address. One group a
/// cycle as long as the buffer keeps up.
struct IfmapFeeder: Module {
  let layer: IfmapLayer
  let pass: Stream<IfmapPass>
  /// `ProgramTable.ifmapTarget` and `ProgramTable.ifmapPlace`.
  let targetWrite, placeWrite: TableWrite
  let request: Stream<Unsigned>
  let response: Stream<Unsigned>
  let output: Stream<Routed>
  /// A pass is under way.
  let busy: Bit

  private let architecture: Architecture
  private let walk: IfmapWalk
  private let targets, places: TargetTable
  private let deliveries: FIFO<IfmapDelivery>
  private let results: FIFO<Routed>

  var documentation: String? { "Delivers the ifmap from the global buffer to the array." }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    layer = IfmapLayer.shape(architecture).input()
    pass = .input(.shape(architecture))
    let entries = architecture.maximumTargets
    targetWrite = TableWrite.shape(entries: entries).input()
    placeWrite = TableWrite.shape(entries: entries).input()
    request = .output(.bits(architecture.vectorAddressBits))
    response = .input(.bits(architecture.vectorBits))
    let routed = Routed.shape(BusShapes(architecture).ifmap, architecture)
    output = .output(routed)
    busy = .output()
    walk = IfmapWalk(architecture)
    (targets, places) = (TargetTable(architecture, bits: 16), TargetTable(architecture, bits: 32))
    deliveries = FIFO(.shape(architecture), depth: 8, registerDepth: 8)
    results = FIFO(routed, depth: 2)
  }

  private var count: Int { ProgramRegister.countBits }

  var body: [Statement] {
    let advance = Bit.wire("advance")
    let (looked, addressed, multiplied) = (
      Bit.register("looked", reset: false), Bit.register("addressed", reset: false),
      Bit.register("multiplied", reset: false)
    )

    walk.layer <== layer
    walk.pass <== pass
    walk.step.ready <== advance
    when(advance) {
      looked <== walk.step.valid
      addressed <== looked
      multiplied <== addressed
    }
    busy <== walk.step.valid || looked || addressed || multiplied || deliveries.output.valid || results.output.valid
    tables(advance)
    stages(advance, looked, addressed, multiplied)
    deliver
  }

  @StatementBuilder private func tables(_ advance: Bit) -> [Statement] {
    for (table, write) in [(targets, targetWrite), (places, placeWrite)] {
      table.tableWrite <== write
      table.read <== advance && walk.step.valid
      table.index <== walk.target
    }
  }

  @StatementBuilder private func stages(
    _ advance: Bit, _ looked: Bit, _ addressed: Bit, _ multiplied: Bit
  ) -> [Statement] {
    let step = walk.step.payload.register("step")
    when(advance && walk.step.valid) { step <== walk.step.payload }

    let address = address(of: step)
    let place = address.register("place")
    when(advance && looked) { place <== address }

    let rowOffset = layer.rowPitch.register("row_offset")
    let vectorOffset = layer.vectorPitch.register("vector_offset")
    let start = layer.rowPitch.register("start")
    let delivery = IfmapDelivery.shape(architecture).register("delivery")
    when(advance && addressed) {
      let width = architecture.vectorAddressBits
      // A row outside is not read, so its sign does not matter.
      rowOffset <== (place.row * layer.rowPitch).resized(to: width)
      vectorOffset <== (place.vector * layer.vectorPitch).resized(to: width)
      start <== place.base &+ place.column.resized(to: width)
      delivery.rowTag <== place.delivery.rowTag
      delivery.columnTag <== place.delivery.columnTag
      delivery.firstLane <== place.delivery.firstLane
      delivery.lastIndex <== place.delivery.lastIndex
      // In two's complement what is negative is more than any extent.
      delivery.isPadding
        <== !(place.row .< layer.rows && place.column .< layer.columns && place.vector .< layer.vectors)
    }
    ask(advance, multiplied, delivery, at: rowOffset &+ vectorOffset &+ start)
  }

  /// The step's place, with its target's entry.
  private func address(of step: IfmapStep) -> IfmapAddress {
    let lanes = architecture.lanes
    let laneBits = lanes.trailingZeroBitCount
    let (tags, entry) = (targets.data, places.data)
    let channel = (step.firstChannel &+ entry[16..<32]).named("channel")
    let lane = lanes > 1 ? channel[0..<laneBits] : Unsigned(0, width: 1)
    let groupWords = architecture.ifmapBusWords
    let skipped = (step.group.extended(to: step.group.width + laneBits) << groupWords.trailingZeroBitCount)
    let indexBits = Netlist.addressWidth(of: groupWords)
    let last = layer.lastLane.extended(to: max(indexBits, layer.lastLane.width))[0..<groupWords.trailingZeroBitCount.atLeastOne]
    return IfmapAddress(
      row: step.row &+ entry[0..<16], column: step.column,
      vector: (channel >> laneBits).resized(to: count) &+ step.vector.extended(to: count), base: step.base,
      delivery: IfmapDelivery(
        rowTag: tags[0..<architecture.rowTagBits], columnTag: tags[8..<8 + architecture.columnTagBits],
        firstLane: lane &+ skipped.resized(to: lane.width),
        lastIndex: groupWords == 1
          ? Unsigned(0, width: 1) : mux(step.isLastGroup, last, Unsigned(groupWords - 1, width: indexBits)),
        isPadding: false))
  }

  /// Sends the address to the buffer, and what is to be done with its answer into the queue. Both at once, so the valid of
  /// each waits for the ready of both; they are registers.
  @StatementBuilder private func ask(
    _ advance: Bit, _ multiplied: Bit, _ delivery: IfmapDelivery, at address: Unsigned
  ) -> [Statement] {
    let room = (deliveries.input.ready && (delivery.isPadding || request.ready)).named("room")
    advance <== !multiplied || room
    request.valid <== multiplied && !delivery.isPadding && deliveries.input.ready
    request.payload <== address
    deliveries.input.valid <== multiplied && room
    deliveries.input.payload <== delivery
  }

  @StatementBuilder private var deliver: [Statement] {
    let head = deliveries.output
    let isThere = (head.payload.isPadding || response.valid).named("is_there")
    let group = results.input.payload.group
    let bits = architecture.activationBits
    let lanes = (0..<architecture.lanes).map { lane in
      let start = lane * architecture.storageBits
      return Signed(bitPattern: response.payload[start..<start + bits])
    }

    head.ready <== results.input.ready && isThere
    response.ready <== head.valid && results.input.ready && !head.payload.isPadding
    results.input.valid <== head.valid && isThere
    results.input.payload.row <== head.payload.rowTag
    results.input.payload.column <== head.payload.columnTag
    for (index, word) in group.words.enumerated() {
      let lane = head.payload.firstLane &+ Unsigned(index, width: head.payload.firstLane.width)
      word <== mux(head.payload.isPadding, Signed(bitPattern: layer.zero), lanes[lane])
    }
    if let lastIndex = group.lastIndex { lastIndex <== head.payload.lastIndex }
    output <== results.output
  }
}

extension Int {
  fileprivate var atLeastOne: Int { Swift.max(1, self) }
}
