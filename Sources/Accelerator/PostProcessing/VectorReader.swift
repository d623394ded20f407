import Hardware
import HardwareLibrary

/// Asks for the operands of a vector command, one vector a cycle: for each result the cells of its window, or the
/// first and the second operand.
struct VectorReader: Module {
  /// Begins a command; only where none is under way.
  let start: Bit
  let operation: Enumerated<VectorOperation>
  let walk: VectorWalk
  let request: Stream<Unsigned>
  /// What the answers are, in the order of the requests. A request is made only if this has room for it.
  let cells: Stream<VectorCell>

  /// The most requests whose answers have not been taken.
  static let outstanding = 8

  private let nest: LoopNest
  private let first, second, result: StridedWalk
  private let pending: FIFO<VectorCell>
  private let running, isSecond: Bit

  var documentation: String? {
    "Asks for the operands of a vector command; at most \(Self.outstanding) requests wait for answers."
  }

  init(_ architecture: Architecture) {
    let addressBits = architecture.vectorAddressBits
    start = .input()
    operation = .input()
    walk = VectorWalk.shape(architecture).input()
    request = .output(.bits(addressBits))
    cells = .output(VectorCell.shape(architecture))
    nest = LoopNest(widths: Array(repeating: VectorSettings.countBits, count: 5))
    first = StridedWalk(levels: 5, addressBits: addressBits)
    (second, result) = (
      StridedWalk(levels: 3, addressBits: addressBits), StridedWalk(levels: 3, addressBits: addressBits)
    )
    // A word must be there as soon as a memory can answer, so these are registers.
    pending = FIFO(VectorCell.shape(architecture), depth: Self.outstanding, registerDepth: Self.outstanding)
    (running, isSecond) = (.register(reset: false), .register(reset: false))
  }

  var body: [Statement] {
    let isBinary = operation.isBinary.named("is_binary")
    let windowEnds = nest.last[1]
    let closes = (windowEnds && (!isBinary || isSecond)).named("closes")
    let isLast = (closes && nest.last[4]).named("is_last")
    let step = (request.fires && (!isBinary || isSecond)).named("step")

    when(start) { running <== true }
      .elsewhen(request.fires && isLast) { running <== false }
    when(request.fires && isBinary) { isSecond <== !isSecond }

    nest.clear <== false
    nest.step <== step
    walks(step: step)
    nest.limits[0] <== mux(isBinary, 0, walk.lastWindowColumn)
    nest.limits[1] <== mux(isBinary, 0, walk.lastWindowRow)
    for (limit, last) in zip(nest.limits[2...], [walk.lastColumn, walk.lastRow, walk.lastVector]) {
      limit <== last
    }

    // The queue's ready is a register, and takes a request back only by taking its cell.
    request.valid <== running && pending.input.ready
    request.payload <== mux(isSecond, second.address, first.address)
    pending.input.valid <== request.fires
    pending.input.payload
      <== VectorCell(
        opens: nest.first[1] && !isSecond, isSecond: isSecond, closes: closes, address: result.address, isLast: isLast)
    cells <== pending.output

    when(start) { expect(!running, "a command begins before the last one has been read", name: "starts_idle") }
    request.expectStable("request")
  }

  @StatementBuilder private func walks(step: Bit) -> [Statement] {
    let aStrides = [walk.aWindowColumn, walk.aWindowRow, walk.aColumn, walk.aRow, walk.aVector]
    let resultStrides = [walk.resultColumn, walk.resultRow, walk.resultVector]
    let ends = step && nest.last[1]
    let outer = nest.last[2...3]
    connect(first, base: walk.aBase, aStrides, step: step, completes: nest.last[0...3])
    connect(second, base: walk.bBase, [walk.bColumn, walk.bRow, walk.bVector], step: ends, completes: outer)
    connect(result, base: walk.resultBase, resultStrides, step: ends, completes: outer)
  }

  @StatementBuilder private func connect(
    _ walk: StridedWalk, base: Unsigned, _ strides: [Unsigned], step: Bit, completes: Unsigned
  ) -> [Statement] {
    walk.restart <== start
    walk.base <== base
    walk.strides <== strides
    walk.step <== step
    walk.completes <== completes
  }
}
