import Hardware
import HardwareLibrary

/// Hands chunks to the memory, one after the other, and says when they are there.
///
/// A raw chunk is one request. The length of a code is known at its end only: so a request goes out for each burst of
/// its beats, when they have gone, and the last one is for the header, which stands before them in memory.
struct ChunkDispatch: Module {
  let chunk: Stream<Chunk>
  /// The beats of raw chunks, and those of compressed ones; absent where there are none.
  let raw: Stream<Unsigned>
  let code: Stream<CodedBeat>?
  let request: Stream<MemoryRange>
  let data: Stream<Unsigned>
  /// The memory has acknowledged a request.
  let acknowledged: Bit
  /// The last request of a transfer has been acknowledged.
  let completed: Bit
  /// A chunk is under way.
  let busy: Bit

  private let architecture: Architecture
  private let chunks: FIFO<Chunk>
  private let requests: FIFO<MemoryRange>
  private let beats: FIFO<Unsigned>
  private let unacknowledged: FIFO<Bit>

  var documentation: String? { "Hands chunks to the memory, and says when they are there." }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    let beat = Unsigned.bits(architecture.memoryDataBits)
    chunk = .input(.shape(architecture, .store))
    raw = .input(beat)
    code = architecture.compression ? .input(.shape(architecture)) : nil
    request = .output(.shape)
    data = .output(beat)
    acknowledged = .input()
    completed = .outputRegister(reset: false)
    busy = .output()
    chunks = FIFO(.shape(architecture, .store), depth: StoreEngine.chunksAhead)
    requests = FIFO(.shape, depth: 2)
    beats = FIFO(beat, depth: 2)
    unacknowledged = FIFO(.shape, depth: 16, registerDepth: 16)
  }

  /// A beat that stands at the head of the chunk, and what goes out with it.
  private struct Candidate {
    let isThere: Bit
    let beat: Unsigned
    /// A request goes out too.
    let asks: Bit
    let range: MemoryRange
    /// The chunk is done with it.
    let isLast: Bit
  }

  var body: [Statement] {
    let head = chunks.output
    let room = (requests.input.ready && beats.input.ready && unacknowledged.input.ready).named("room")
    let index = Unsigned.register("index", MemoryRange.shape.lastBeat.width, reset: 0)
    let raw = rawBeat(index)

    chunks.input <== chunk
    request <== requests.output
    data <== beats.output
    if let code {
      let writesHeader = Bit.register("writes_header", reset: false)
      let size = Unsigned.register("size", code.payload.index.width + 1)
      let isCompressed = head.payload.isCompressed.named("is_compressed")
      let coded = codedBeat(code.payload, writesHeader, size)
      self.raw.ready <== head.valid && room && !isCompressed
      code.ready <== head.valid && room && isCompressed && !writesHeader
      send(
        Candidate(
          isThere: mux(isCompressed, writesHeader || code.valid, raw.isThere),
          beat: mux(isCompressed, coded.beat, raw.beat), asks: mux(isCompressed, coded.asks, raw.asks),
          range: mux(isCompressed, coded.range, raw.range), isLast: mux(isCompressed, coded.isLast, raw.isLast)),
        room)
      when(head.ready) { writesHeader <== false }
        .elsewhen(code.fires && code.payload.last) { writesHeader <== true }
      when(code.fires) { size <== code.payload.index + 1 }
    } else {
      self.raw.ready <== head.valid && room
      send(raw, room)
    }
    when(self.raw.fires) { index <== mux(raw.isLast, 0, index &+ 1) }
    acknowledgements
  }

  /// All of a raw chunk is asked for with its first beat.
  private func rawBeat(_ index: Unsigned) -> Candidate {
    let range = chunks.output.payload.range(architecture)
    return Candidate(
      isThere: raw.valid, beat: raw.payload, asks: index .== 0, range: range, isLast: index .== range.lastBeat)
  }

  private func codedBeat(_ code: CodedBeat, _ writesHeader: Bit, _ size: Unsigned) -> Candidate {
    let placeBits = Burst.mostBeats.trailingZeroBitCount
    let (place, burst) = (code.index[0..<placeBits], code.index[placeBits..<code.index.width])
    let memory = chunks.output.payload.memory
    let burstBytes = (burst << (placeBits + architecture.beatBytes.trailingZeroBitCount)).resized(to: memory.width)
    let first = memory &+ burstBytes &+ Unsigned(architecture.beatBytes)
    let lastBeat = place.extended(to: MemoryRange.shape.lastBeat.width)
    return Candidate(
      isThere: true, beat: mux(writesHeader, size.resized(to: architecture.memoryDataBits), code.bits),
      asks: writesHeader || code.last || place.allBits,
      range: mux(
        writesHeader, MemoryRange(memory: memory, lastBeat: 0), MemoryRange(memory: first, lastBeat: lastBeat)),
      isLast: writesHeader)
  }

  @StatementBuilder private func send(_ candidate: Candidate, _ room: Bit) -> [Statement] {
    let head = chunks.output
    let goes = (head.valid && candidate.isThere && room).named("goes")
    beats.input.valid <== goes
    beats.input.payload <== candidate.beat
    requests.input.valid <== goes && candidate.asks
    requests.input.payload <== candidate.range
    unacknowledged.input.valid <== goes && candidate.asks
    unacknowledged.input.payload <== completes(candidate)
    head.ready <== goes && candidate.isLast
  }

  /// Whether the transfer is done with a request: a raw chunk has one only.
  private func completes(_ candidate: Candidate) -> Bit {
    let head = chunks.output.payload
    return code == nil ? head.isLast : head.isLast && (candidate.isLast || !head.isCompressed)
  }

  @StatementBuilder private var acknowledgements: [Statement] {
    let oldest = unacknowledged.output
    oldest.ready <== acknowledged
    completed <== acknowledged && oldest.payload
    when(acknowledged) { expect(oldest.valid, "an acknowledgement without a request", name: "was_requested") }
    busy <== chunks.output.valid || oldest.valid
  }
}
