import Hardware
import HardwareLibrary

/// The chunks of a transfer, one after the other.
struct ChunkWalk: Module {
  let transfer: Stream<Transfer>
  let chunk: Stream<Chunk>

  private let architecture: Architecture

  var documentation: String? { "The chunks of a transfer, one after the other." }

  init(_ architecture: Architecture, _ direction: Transfer.Direction) {
    self.architecture = architecture
    transfer = .input(.shape(architecture, direction))
    chunk = .output(.shape(architecture, direction))
  }

  var body: [Statement] {
    let busy = Bit.register("busy", reset: false)
    let current = transfer.payload.register("current")
    let memory = transfer.payload.memory.register("memory")
    let buffer = transfer.payload.buffer.register("buffer")
    let index = transfer.payload.lastChunk.register("index")
    let isLast = (index .== current.lastChunk).named("is_last")
    let ends = (chunk.fires && isLast).named("ends")

    transfer.ready <== !busy || ends
    when(transfer.fires) {
      busy <== true
      current <== transfer.payload
      memory <== transfer.payload.memory
      buffer <== transfer.payload.buffer
      index <== 0
    }
    .elsewhen(chunk.fires) {
      busy <== !isLast
      memory <== memory &+ current.memoryStride
      buffer <== buffer &+ current.bufferStride
      index <== index &+ 1
    }
    chunk.valid <== busy
    chunk.payload.memory <== memory
    chunk.payload.buffer <== buffer
    chunk.payload.lastWord <== current.lastWord
    chunk.payload.format <== current.format
    chunk.payload.zero <== current.zero
    chunk.payload.isLast <== isLast
    if let word = chunk.payload.lastRowWord, let vector = chunk.payload.lastRowVector {
      word <== current.lastRowWord!
      vector <== current.lastRowVector!
    }
    chunk.expectStable("chunk")
  }
}
