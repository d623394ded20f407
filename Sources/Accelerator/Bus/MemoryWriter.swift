import Hardware
import HardwareLibrary

/// Writes DRAM through the write channels of an AXI4 master. A burst goes out only when all its data is there.
struct MemoryWriter: Module {
  let base, windowFirst, windowEnd: Unsigned
  let request: Stream<MemoryRange>
  let data: Stream<Unsigned>
  /// All of a request has been written, for one cycle, in the order of the requests.
  let acknowledged: Bit
  let halt: Bit
  /// No burst is under way.
  let idle: Bit
  let fault: Bit
  let faultCode: Unsigned
  /// A beat goes out.
  let sent: Bit
  let address: Stream<Burst>
  let beat: Stream<WriteBeat>
  let answerValid: Bit
  let response: Unsigned

  private let architecture: Architecture
  private let splitter: BurstSplitter
  private let buffered: FIFO<Unsigned>
  private let addresses: FIFO<Burst>
  private let bursts: FIFO<Unsigned>
  private let beats: FIFO<WriteBeat>
  private let lasts: FIFO<Bit>

  var documentation: String? { "Writes DRAM in bursts whose data is all there." }

  /// Beats that wait for their burst.
  private static let depth = 4 * Burst.mostBeats

  init(_ architecture: Architecture) {
    self.architecture = architecture
    base = .input(architecture.memoryAddressBits)
    (windowFirst, windowEnd) = (.input(32), .input(32))
    request = .input(.shape)
    data = .input(.bits(architecture.memoryDataBits))
    acknowledged = .outputRegister(reset: false)
    (halt, idle) = (.input(), .output())
    (fault, faultCode) = (.outputRegister(reset: false), .outputRegister(Execution.codeBits))
    sent = .output()
    address = .output(.shape(architecture))
    beat = .output(.shape(architecture))
    answerValid = .input()
    response = .input(2)
    splitter = BurstSplitter(architecture)
    buffered = FIFO(.bits(architecture.memoryDataBits), depth: Self.depth)
    addresses = FIFO(.shape(architecture), depth: 2)
    bursts = FIFO(Burst.shape(architecture).lastBeat, depth: 2)
    beats = FIFO(.shape(architecture), depth: 2)
    lasts = FIFO(.shape, depth: architecture.memoryBursts, registerDepth: architecture.memoryBursts)
  }

  var body: [Statement] {
    let countBits = Netlist.addressWidth(of: Self.depth + 1)
    // Beats that are buffered and not yet promised to a burst.
    let free = Unsigned.register("free", countBits, reset: 0)
    let head = splitter.burst
    let wanted = (head.payload.lastBeat + 1).extended(to: countBits)
    let others = [bursts.input.ready, lasts.input.ready, addresses.input.ready].all
    let mayBegin = (free .>= wanted && others && !halt).named("may_begin")
    let begins = (head.valid && mayBegin).named("begins")

    splitter.base <== base
    splitter.windowFirst <== windowFirst
    splitter.windowEnd <== windowEnd
    splitter.request <== request
    buffered.input <== data
    free <== free &+ Unsigned(data.fires).extended(to: countBits) &- mux(begins, wanted, 0)
    // A burst goes into all queues at once; the ready of each is a register.
    head.ready <== mayBegin
    addresses.input.valid <== begins
    addresses.input.payload <== head.payload
    bursts.input.valid <== begins
    bursts.input.payload <== head.payload.lastBeat
    lasts.input.valid <== begins
    lasts.input.payload <== head.payload.isLast
    address <== addresses.output
    send
    answers
  }

  @StatementBuilder private var send: [Statement] {
    let current = bursts.output
    let index = Unsigned.register("index", current.payload.width, reset: 0)
    let isLast = (index .== current.payload).named("is_last")
    beats.input.valid <== current.valid && buffered.output.valid
    beats.input.payload.data <== buffered.output.payload
    beats.input.payload.isLast <== isLast
    buffered.output.ready <== current.valid && beats.input.ready
    current.ready <== beats.input.fires && isLast
    when(beats.input.fires) { index <== mux(isLast, 0, index &+ 1) }
    beat <== beats.output
    sent <== beat.fires
  }

  @StatementBuilder private var answers: [Statement] {
    let oldest = lasts.output
    let isError = (answerValid && response[1]).named("is_error")
    // Whether an earlier burst of the request has failed.
    let spoiled = Bit.register("spoiled", reset: false)
    oldest.ready <== answerValid
    when(answerValid) { spoiled <== !oldest.payload && (spoiled || isError) }
    acknowledged <== answerValid && oldest.payload && !isError && !spoiled
    fault <== isError || splitter.refused
    faultCode
      <== mux(
        splitter.refused, Unsigned(ProgramError.writeWindow.rawValue, width: Execution.codeBits),
        Unsigned(ProgramError.writeResponse.rawValue, width: Execution.codeBits))
    idle <== !oldest.valid
    when(answerValid) { expect(oldest.valid, "an answer without a burst", name: "was_sent") }
  }
}

/// A beat of the write channel.
struct WriteBeat: Signal {
  var data: Unsigned
  var isLast: Bit

  static func shape(_ architecture: Architecture) -> WriteBeat {
    WriteBeat(data: .bits(architecture.memoryDataBits), isLast: .shape)
  }
}
