import Hardware

/// A copy between DRAM and the buffer: chunks of words; see the load and store registers of `ProgramRegister`.
struct Transfer: Signal {
  var memory, memoryStride, buffer, bufferStride, lastWord, lastChunk: Unsigned
  var format, zero: Unsigned
  /// Of what is compressed into DRAM only.
  var lastRowWord, lastRowVector: Unsigned?

  /// Which way.
  enum Direction: Hashable { case load, store }

  static func shape(_ architecture: Architecture, _ direction: Direction) -> Transfer {
    Transfer(direction, architecture) { .bits($0.width(architecture)) }
  }

  init(_ direction: Direction, _ architecture: Architecture, _ register: (ProgramRegister) -> Unsigned) {
    let isLoad = direction == .load
    let isEncoded = !isLoad && architecture.compression
    lastRowWord = isEncoded ? register(.storeLastRowWord) : nil
    lastRowVector = isEncoded ? register(.storeLastRowVector) : nil
    memory = register(isLoad ? .loadMemory : .storeMemory)
    memoryStride = register(isLoad ? .loadMemoryStride : .storeMemoryStride)
    buffer = register(isLoad ? .loadBuffer : .storeBuffer)
    bufferStride = register(isLoad ? .loadBufferStride : .storeBufferStride)
    lastWord = register(isLoad ? .loadLastWord : .storeLastWord)
    lastChunk = register(isLoad ? .loadLastChunk : .storeLastChunk)
    format = register(isLoad ? .loadFormat : .storeFormat)
    zero = register(isLoad ? .loadZero : .storeZero)
  }
}
