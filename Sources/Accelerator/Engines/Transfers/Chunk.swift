import Hardware

/// Neighbouring words of the buffer, and the DRAM where they come from or go to.
struct Chunk: Signal {
  var memory, buffer, lastWord, format, zero: Unsigned
  /// The last one of its transfer.
  var isLast: Bit
  var lastRowWord, lastRowVector: Unsigned?

  static func shape(_ architecture: Architecture, _ direction: Transfer.Direction) -> Chunk {
    let transfer = Transfer.shape(architecture, direction)
    return Chunk(
      memory: transfer.memory, buffer: transfer.buffer, lastWord: transfer.lastWord, format: transfer.format,
      zero: transfer.zero, isLast: .shape, lastRowWord: transfer.lastRowWord, lastRowVector: transfer.lastRowVector)
  }

  /// Whether it begins with a header in DRAM.
  var isCompressed: Bit {
    [FeatureMapFormat.runLength, .bitmap].map { format .== Unsigned($0.rawValue) }.any
  }

  /// The bus words of the chunk, uncompressed.
  func range(_ architecture: Architecture) -> MemoryRange {
    let shift = (architecture.bufferWordBits / architecture.memoryDataBits).trailingZeroBitCount
    let beats = (lastWord + 1).extended(to: 32) << shift
    return MemoryRange(memory: memory, lastBeat: (beats &- 1).resized(to: 24))
  }
}

extension Chunk {
  /// What the compression units are told about it.
  func settings(_ architecture: Architecture) -> ChunkSettings {
    let missing = architecture.storageBits - zero.width
    let stored = missing > 0 ? concatenate(zero[zero.width - 1].repeated(missing), zero) : zero
    return ChunkSettings(format: format, zero: stored, lastWord: lastWord)
  }
}
