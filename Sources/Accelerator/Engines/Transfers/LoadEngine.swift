import Hardware
import HardwareLibrary

/// Copies from DRAM into the buffer, and decodes what is compressed.
struct LoadEngine: Module {
  let transfer: Stream<Transfer>
  let request: Stream<MemoryRange>
  let data: Stream<Unsigned>
  let store: Stream<BufferWrite>
  /// A transfer is under way.
  let busy: Bit
  /// What was read is no code of a chunk; absent where nothing is compressed. No chunk is completed any more.
  let failed: Bit?

  private let architecture: Architecture
  private let queue: FIFO<Transfer>
  private let walk: ChunkWalk
  private let chunks: FIFO<Chunk>
  private let gatherer: BeatGatherer
  private let fetch: ChunkFetch?
  private let decoder: ChunkDecoder?

  var documentation: String? { "Copies chunks of words from DRAM into the buffer." }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    transfer = .input(.shape(architecture, .load))
    request = .output(.shape)
    data = .input(.bits(architecture.memoryDataBits))
    store = .output(.shape(architecture))
    busy = .output()
    queue = FIFO(.shape(architecture, .load), depth: 2)
    walk = ChunkWalk(architecture, .load)
    gatherer = BeatGatherer(from: architecture.memoryDataBits, to: architecture.bufferWordBits)
    let isCompressing = architecture.compression
    let depth = isCompressing ? ChunkFetch.ahead : 4
    chunks = FIFO(.shape(architecture, .load), depth: depth, registerDepth: depth)
    failed = isCompressing ? .outputRegister(reset: false) : nil
    fetch = isCompressing ? ChunkFetch(architecture) : nil
    decoder = isCompressing ? ChunkDecoder(architecture) : nil
  }

  var body: [Statement] {
    let chunk = walk.chunk
    let asks = (chunk.valid && chunks.input.ready).named("asks")
    let taken = fetch?.chunk.ready ?? request.ready

    queue.input <== transfer
    walk.transfer <== queue.output
    // A chunk goes to the memory and into the queue at once; the ready of both is a register.
    chunk.ready <== taken && chunks.input.ready
    chunks.input.valid <== chunk.valid && taken
    chunks.input.payload <== chunk.payload
    if let fetch, let decoder, let failed {
      fetch.chunk.valid <== asks
      fetch.chunk.payload <== chunk.payload
      request <== fetch.request
      fetch.data <== data
      gatherer.input <== fetch.raw
      decoder.settings <== fetch.settings
      decoder.beats <== fetch.code
      failed <== fetch.failed || decoder.failed
    } else {
      request.valid <== asks
      request.payload <== chunk.payload.range(architecture)
      gatherer.input <== data
    }
    write
  }

  @StatementBuilder private var write: [Statement] {
    let head = chunks.output
    let index = Unsigned.register("index", head.payload.lastWord.width, reset: 0)
    let isLastWord = (index .== head.payload.lastWord).named("is_last_word")
    let (raw, decoded) = (gatherer.output, decoder?.words)
    let isDecoded = decoded == nil ? false : head.payload.isCompressed.named("is_decoded")

    store.valid <== head.valid && mux(isDecoded, decoded?.valid ?? false, raw.valid)
    store.payload.address <== head.payload.buffer &+ index
    store.payload.data <== mux(isDecoded, decoded?.payload ?? raw.payload, raw.payload)
    store.payload.mask <== Bit(true).repeated(store.payload.mask.width)
    store.payload.isLast <== isLastWord && head.payload.isLast
    raw.ready <== head.valid && store.ready && !isDecoded
    if let decoded { decoded.ready <== head.valid && store.ready && isDecoded }
    head.ready <== store.fires && isLastWord
    when(store.fires) { index <== mux(isLastWord, 0, index &+ 1) }
    busy <== queue.output.valid || walk.chunk.valid || head.valid
  }
}
