import Hardware
import HardwareLibrary

/// Copies from the buffer into DRAM.
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
  private let unacknowledged: FIFO<Bit>
  private let splitter: WordSplitter

  var documentation: String? { "Copies chunks of words from the buffer into DRAM." }

  init(_ architecture: Architecture) {
    self.architecture = architecture
    transfer = .input(.shape(architecture))
    read = .output(.bits(architecture.wordAddressBits))
    words = .input(.bits(architecture.bufferWordBits))
    request = .output(.shape)
    data = .output(.bits(architecture.memoryDataBits))
    acknowledged = .input()
    completed = .outputRegister(reset: false)
    busy = .output()
    queue = FIFO(.shape(architecture), depth: 2)
    walk = ChunkWalk(architecture)
    chunks = FIFO(.shape(architecture), depth: 2)
    unacknowledged = FIFO(.shape, depth: 16, registerDepth: 16)
    splitter = WordSplitter(from: architecture.bufferWordBits, to: architecture.memoryDataBits)
  }

  var body: [Statement] {
    let chunk = walk.chunk
    let head = chunks.output
    let index = Unsigned.register("index", head.payload.lastWord.width, reset: 0)
    let isLastWord = (index .== head.payload.lastWord).named("is_last_word")
    let oldest = unacknowledged.output
    let room = (chunks.input.ready && unacknowledged.input.ready).named("room")

    queue.input <== transfer
    walk.transfer <== queue.output
    // A chunk goes to the memory and into both queues at once; the ready of all is a register.
    chunk.ready <== request.ready && room
    request.valid <== chunk.valid && room
    request.payload <== chunk.payload.range(architecture)
    chunks.input.valid <== chunk.valid && request.ready && unacknowledged.input.ready
    chunks.input.payload <== chunk.payload
    unacknowledged.input.valid <== chunk.valid && request.ready && chunks.input.ready
    unacknowledged.input.payload <== chunk.payload.isLast

    read.valid <== head.valid
    read.payload <== head.payload.buffer &+ index
    head.ready <== read.ready && isLastWord
    when(read.fires) { index <== mux(isLastWord, 0, index &+ 1) }
    splitter.input <== words
    data <== splitter.output

    oldest.ready <== acknowledged
    completed <== acknowledged && oldest.payload
    when(acknowledged) { expect(oldest.valid, "an acknowledgement without a request", name: "was_requested") }
    busy <== queue.output.valid || chunk.valid || head.valid || oldest.valid
  }
}
