import Hardware
import HardwareLibrary

/// Copies from DRAM into the buffer.
struct LoadEngine: Module {
  let transfer: Stream<Transfer>
  let request: Stream<MemoryRange>
  let data: Stream<Unsigned>
  let store: Stream<BufferWrite>
  /// A transfer is under way.
  let busy: Bit

  private let architecture: Architecture
  private let queue: FIFO<Transfer>
  private let walk: ChunkWalk
  private let chunks: FIFO<Chunk>
  private let gatherer: BeatGatherer

  var documentation: String? { "Copies chunks of words from DRAM into the buffer." }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    transfer = .input(.shape(architecture))
    request = .output(.shape)
    data = .input(.bits(architecture.memoryDataBits))
    store = .output(.shape(architecture))
    busy = .output()
    queue = FIFO(.shape(architecture), depth: 2)
    walk = ChunkWalk(architecture)
    chunks = FIFO(.shape(architecture), depth: 4)
    gatherer = BeatGatherer(from: architecture.memoryDataBits, to: architecture.bufferWordBits)
  }

  var body: [Statement] {
    let chunk = walk.chunk
    let head = chunks.output
    let index = Unsigned.register("index", head.payload.lastWord.width, reset: 0)
    let isLastWord = (index .== head.payload.lastWord).named("is_last_word")
    let words = gatherer.output

    queue.input <== transfer
    walk.transfer <== queue.output
    gatherer.input <== data
    // A chunk goes to the memory and into the queue at once; the ready of both is a register.
    chunk.ready <== request.ready && chunks.input.ready
    request.valid <== chunk.valid && chunks.input.ready
    request.payload <== chunk.payload.range(architecture)
    chunks.input.valid <== chunk.valid && request.ready
    chunks.input.payload <== chunk.payload

    store.valid <== head.valid && words.valid
    store.payload.address <== head.payload.buffer &+ index
    store.payload.data <== words.payload
    store.payload.mask <== Bit(true).repeated(store.payload.mask.width)
    store.payload.isLast <== isLastWord && head.payload.isLast
    words.ready <== head.valid && store.ready
    head.ready <== store.fires && isLastWord
    when(store.fires) { index <== mux(isLastWord, 0, index &+ 1) }
    busy <== queue.output.valid || chunk.valid || head.valid
  }
}
