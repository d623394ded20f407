import Hardware
import HardwareLibrary

/// Fetches chunks from DRAM, one after the other: a raw one at once; of a compressed one its header, and then exactly
/// the beats that the header announces.
///
/// Headers are fetched ahead, those of `ahead` chunks, so that chunks need not wait for their headers one by one.
struct ChunkFetch: Module {
  let chunk: Stream<Chunk>
  let request: Stream<MemoryRange>
  let data: Stream<Unsigned>
  /// The beats of raw chunks, and the codes of compressed ones with what the decoder is told about them.
  let raw: Stream<Unsigned>
  let code: Stream<Framed<Unsigned>>
  let settings: Stream<ChunkSettings>
  /// A header announces no beats, or more than the chunk can take. Nothing is fetched any more.
  let failed: Bit

  private let architecture: Architecture
  private let chunks: FIFO<Chunk>
  private let pending: FIFO<Pending>
  private let sizes: FIFO<Unsigned>
  private let told: FIFO<ChunkSettings>
  private let requests: FIFO<MemoryRange>
  private let segments: FIFO<Segment>

  var documentation: String? { "Fetches chunks: headers ahead, then the beats that they announce." }

  /// Chunks whose headers are fetched before the first one's beats are.
  static let ahead = 8

  init(_ architecture: Architecture) {
    self.architecture = architecture
    let beat = Unsigned.bits(architecture.memoryDataBits)
    chunk = .input(.shape(architecture, .load))
    request = .output(.shape)
    data = .input(beat)
    raw = .output(beat)
    code = .output(.shape(beat))
    settings = .output(.shape(architecture))
    failed = .outputRegister(reset: false)
    chunks = FIFO(.shape(architecture, .load), depth: 2)
    pending = FIFO(.shape(architecture), depth: Self.ahead, registerDepth: Self.ahead)
    sizes = FIFO(.bits(32), depth: Self.ahead, registerDepth: Self.ahead)
    told = FIFO(.shape(architecture), depth: Self.ahead, registerDepth: Self.ahead)
    requests = FIFO(.shape, depth: 2)
    segments = FIFO(.shape, depth: Self.ahead, registerDepth: Self.ahead)
  }

  /// A compressed chunk whose code has not been asked for.
  private struct Pending: Signal {
    var memory, lastWord: Unsigned
    var isRunLength: Bit

    static func shape(_ architecture: Architecture) -> Pending {
      let chunk = Chunk.shape(architecture, .load)
      return Pending(memory: chunk.memory, lastWord: chunk.lastWord, isRunLength: .shape)
    }
  }

  /// Beats that have been asked for: a header, the code of a compressed chunk, or a raw chunk.
  private struct Segment: Signal {
    var isHeader, isCode: Bit
    var lastBeat: Unsigned

    static let shape = Segment(isHeader: .shape, isCode: .shape, lastBeat: MemoryRange.shape.lastBeat)
  }

  var body: [Statement] {
    chunks.input <== chunk
    request <== requests.output
    settings <== told.output
    ask
    deliver
  }

  @StatementBuilder private var ask: [Statement] {
    let (first, next, size) = (chunks.output, pending.output, sizes.output)
    let isCompressed = first.payload.isCompressed.named("is_compressed")
    let room = (requests.input.ready && segments.input.ready).named("room")
    // Beats of chunks come in the order of the chunks.
    let hasTurn = mux(isCompressed, pending.input.ready && told.input.ready, !next.valid).named("has_turn")
    let asksFirst = (first.valid && hasTurn && room).named("asks_first")
    let isPossible = CodecShape(architecture).isPossible(
      beats: size.payload, lastWord: next.payload.lastWord, isRunLength: next.payload.isRunLength
    ).named("is_possible")
    // Headers go first: those to come are then on their way while beats are.
    let asksCode = (next.valid && size.valid && isPossible && room && !(first.valid && hasTurn)).named("asks_code")
    let range = mux(
      isCompressed, MemoryRange(memory: first.payload.memory, lastBeat: 0), first.payload.range(architecture))
    let codeRange = MemoryRange(
      memory: next.payload.memory &+ Unsigned(architecture.beatBytes),
      lastBeat: (size.payload &- 1).truncated(to: range.lastBeat.width))
    let asked = mux(asksCode, codeRange, range)

    first.ready <== hasTurn && room
    requests.input.valid <== asksFirst || asksCode
    requests.input.payload <== asked
    segments.input.valid <== asksFirst || asksCode
    segments.input.payload
      <== Segment(isHeader: !asksCode && isCompressed, isCode: asksCode, lastBeat: asked.lastBeat)
    pending.input.valid <== asksFirst && isCompressed
    pending.input.payload
      <== Pending(
        memory: first.payload.memory, lastWord: first.payload.lastWord,
        isRunLength: first.payload.format .== Unsigned(FeatureMapFormat.runLength.rawValue))
    told.input.valid <== asksFirst && isCompressed
    told.input.payload <== first.payload.settings(architecture)
    next.ready <== asksCode
    size.ready <== asksCode
    failed <== next.valid && size.valid && !isPossible
  }

  @StatementBuilder private var deliver: [Statement] {
    let segment = segments.output
    let index = Unsigned.register("index", segment.payload.lastBeat.width, reset: 0)
    let isLast = (index .== segment.payload.lastBeat).named("is_last")
    let comes = (data.valid && segment.valid).named("comes")
    let (isHeader, isCode) = (segment.payload.isHeader, segment.payload.isCode)

    sizes.input.valid <== comes && isHeader
    sizes.input.payload <== data.payload[0..<32]
    code.valid <== comes && isCode
    code.payload <== Framed(word: data.payload, last: isLast)
    raw.valid <== comes && !isHeader && !isCode
    raw.payload <== data.payload
    data.ready <== segment.valid && mux(isHeader, true, mux(isCode, code.ready, raw.ready))
    segment.ready <== data.fires && isLast
    when(data.fires) { index <== mux(isLast, 0, index &+ 1) }
    when(sizes.input.valid) {
      expect(sizes.input.ready, "each header has its place", name: "header_has_place")
    }
  }
}
