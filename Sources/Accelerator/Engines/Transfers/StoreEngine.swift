import Hardware
import HardwareLibrary

/// Copies from the buffer into DRAM, and encodes what shall be compressed.
struct StoreEngine: Module {
  let transfer: Stream<Transfer>
  /// To the buffer, and what it returns.
  let read: Stream<Unsigned>
  let words: Stream<Unsigned>
  /// To the memory.
  let request: Stream<MemoryRange>
  let data: Stream<Unsigned>
  /// The memory has acknowledged a request.
  let acknowledged: Bit
  /// The last request of a transfer has been acknowledged.
  let completed: Bit
  /// A transfer is under way.
  let busy: Bit

  private let architecture: Architecture
  private let queue: FIFO<Transfer>
  private let walk: ChunkWalk
  private let chunks: FIFO<Chunk>
  private let dispatch: ChunkDispatch
  private let splitter: WordSplitter
  private let compression: Compression?

  /// What there is in addition where chunks can be compressed.
  private struct Compression {
    let encoder: ChunkEncoder
    let settings: FIFO<ChunkSettings>
    /// Chunks whose words come from the buffer.
    let routes: FIFO<Chunk>
  }

  var documentation: String? { "Copies chunks of words from the buffer into DRAM." }

  /// Chunks that are on their way at once.
  static let chunksAhead = 4

  init(_ architecture: Architecture) {
    self.architecture = architecture
    transfer = .input(.shape(architecture, .store))
    read = .output(.bits(architecture.wordAddressBits))
    words = .input(.bits(architecture.bufferWordBits))
    request = .output(.shape)
    data = .output(.bits(architecture.memoryDataBits))
    acknowledged = .input()
    (completed, busy) = (.output(), .output())
    queue = FIFO(.shape(architecture, .store), depth: 2)
    walk = ChunkWalk(architecture, .store)
    chunks = FIFO(.shape(architecture, .store), depth: 2)
    dispatch = ChunkDispatch(architecture)
    splitter = WordSplitter(from: architecture.bufferWordBits, to: architecture.memoryDataBits)
    compression =
      architecture.compression
      ? Compression(
        encoder: ChunkEncoder(architecture), settings: FIFO(.shape(architecture), depth: Self.chunksAhead),
        routes: FIFO(.shape(architecture, .store), depth: Self.chunksAhead)) : nil
  }

  var body: [Statement] {
    let chunk = walk.chunk
    let head = chunks.output
    let index = Unsigned.register("index", head.payload.lastWord.width, reset: 0)
    let isLastWord = (index .== head.payload.lastWord).named("is_last_word")
    let rooms = [chunks.input.ready, dispatch.chunk.ready] + (compression.map { [$0.settings.input.ready, $0.routes.input.ready] } ?? [])
    // A chunk goes to all at once; the ready of each is a register.
    let room = rooms.all.named("room")
    let goes = (chunk.valid && room).named("goes")

    queue.input <== transfer
    walk.transfer <== queue.output
    chunk.ready <== room
    chunks.input.valid <== goes
    chunks.input.payload <== chunk.payload
    dispatch.chunk.valid <== goes
    dispatch.chunk.payload <== chunk.payload

    read.valid <== head.valid
    read.payload <== head.payload.buffer &+ index
    head.ready <== read.ready && isLastWord
    when(read.fires) { index <== mux(isLastWord, 0, index &+ 1) }
    if let compression { encode(compression, when: goes) } else { splitter.input <== words }
    dispatch.raw <== splitter.output
    request <== dispatch.request
    data <== dispatch.data
    dispatch.acknowledged <== acknowledged
    completed <== dispatch.completed
    busy <== queue.output.valid || chunk.valid || head.valid || dispatch.busy
  }

  /// Words go to the encoder, or past it.
  @StatementBuilder private func encode(_ compression: Compression, when goes: Bit) -> [Statement] {
    let (encoder, route) = (compression.encoder, compression.routes.output)
    let isCoded = route.payload.isCompressed.named("is_coded")
    let index = Unsigned.register("word_index", route.payload.lastWord.width, reset: 0)
    let isLast = (index .== route.payload.lastWord).named("is_last_routed")

    // Counts the words of a row; chunks are whole rows.
    let rowIndex = Unsigned.register("row_index", route.payload.lastWord.width, reset: 0)
    let endsRow = (rowIndex .== route.payload.lastRowWord! || isLast).named("ends_row")

    compression.settings.input.valid <== goes && walk.chunk.payload.isCompressed
    compression.settings.input.payload <== walk.chunk.payload.settings(architecture)
    compression.routes.input.valid <== goes
    compression.routes.input.payload <== walk.chunk.payload
    encoder.settings <== compression.settings.output
    encoder.words.valid <== words.valid && route.valid && isCoded
    encoder.words.payload <== filled(words.payload, route.payload, endsRow)
    splitter.input.valid <== words.valid && route.valid && !isCoded
    splitter.input.payload <== words.payload
    words.ready <== route.valid && mux(isCoded, encoder.words.ready, splitter.input.ready)
    route.ready <== words.fires && isLast
    when(words.fires) {
      index <== mux(isLast, 0, index &+ 1)
      rowIndex <== mux(endsRow, 0, rowIndex &+ 1)
    }
    if let code = dispatch.code { code <== encoder.beats }
  }

  /// A word in which zero stands behind the last vector of a row, where there would be what was in the buffer before.
  private func filled(_ word: Unsigned, _ chunk: Chunk, _ endsRow: Bit) -> Unsigned {
    guard architecture.vectorsPerWord > 1 else { return word }
    let width = architecture.vectorBits
    let zero = chunk.settings(architecture).zero!.repeated(architecture.lanes)
    let vectors = (0..<architecture.vectorsPerWord).map { index -> Unsigned in
      let vector = word[index * width..<(index + 1) * width]
      guard index > 0 else { return vector }
      return mux(endsRow && chunk.lastRowVector! .< Unsigned(index), zero, vector)
    }
    return concatenate(vectors.reversed())
  }
}
