import Accelerator

extension Emitter {
  /// Copies rows of a map between DRAM and the buffer, all of those that have room there unless told otherwise: for
  /// each vector of channels a chunk.
  mutating func transfer(_ storage: StorageID, _ resident: ResidentMap, only rows: Range<Int>? = nil, isLoad: Bool) {
    let (map, rows) = (resident.map, rows ?? resident.rows)
    guard let base = memory[storage] else { preconditionFailure("\(network.storages[storage].name) is not in DRAM") }
    // Whole maps are in one piece.
    let isWhole = rows.count == map.rows && resident.rows.count == map.rows
    let (chunks, chunkRows) = isWhole ? (1, map.vectors * map.rows) : (map.vectors, rows.count)
    let start = resident.start + (rows.lowerBound - resident.rows.lowerBound) * map.rowWords
    let values = [
      base + rows.lowerBound * map.rowBytes, isWhole ? 0 : map.rows * map.rowBytes, start,
      isWhole ? 0 : resident.rows.count * map.rowWords, chunkRows * map.rowWords - 1, chunks - 1,
      FeatureMapFormat.raw.rawValue,
    ]
    let registers: [ProgramRegister] =
      isLoad
      ? [.loadMemory, .loadMemoryStride, .loadBuffer, .loadBufferStride, .loadLastWord, .loadLastChunk, .loadFormat]
      : [
        .storeMemory, .storeMemoryStride, .storeBuffer, .storeBufferStride, .storeLastWord, .storeLastChunk,
        .storeFormat,
      ]
    for (register, value) in zip(registers, values) { writer.set(register, value) }
    let memoryEnd = base + ((map.vectors - 1) * map.rows + rows.upperBound) * map.rowBytes
    let accesses = [
      Access(space: .memory, range: values[0]..<memoryEnd, writes: !isLoad),
      Access(space: .buffer, range: resident.words, writes: isLoad),
    ]
    if isLoad { writer.load(accesses) } else { writer.store(accesses) }
  }

  /// Fills an entry of the channel tables.
  mutating func set(_ constants: ChannelConstants, entry: Int) {
    writer.set(.bias, entry, UInt32(truncatingIfNeeded: constants.bias))
    writer.set(.significand, entry, UInt32(constants.significand))
    writer.set(.shift, entry, UInt32(constants.shift & 0x3F))
  }

  mutating func set(_ range: OutputRange) {
    writer.set(.outputZero, range.zero)
    writer.set(.outputMinimum, range.minimum)
    writer.set(.outputMaximum, range.maximum)
  }
}
