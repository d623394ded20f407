import Accelerator

extension Emitter {
  /// Copies a part of a map between DRAM and the buffer, all that has room there unless told otherwise: for each vector
  /// of channels a chunk.
  mutating func transfer(
    _ resident: ResidentMap, _ storage: StorageID, only region: MapRegion? = nil, isLoad: Bool
  ) {
    let (map, region) = (resident.map, region ?? resident.room)
    guard let base = memory[storage] else { preconditionFailure("\(network.storages[storage].name) is not in DRAM") }
    // Where all rows are there, the vectors are in one piece.
    let isWhole = region.rows.count == map.rows && resident.rows.count == map.rows
    let (chunks, chunkRows) = isWhole ? (1, region.vectors.count * map.rows) : (region.vectors.count, region.rows.count)
    let start = resident.start + (region.rows.lowerBound - resident.rows.lowerBound) * map.rowWords
    let first = base + (region.vectors.lowerBound * map.rows + region.rows.lowerBound) * map.rowBytes
    let values = [
      first, isWhole ? 0 : map.rows * map.rowBytes, start, isWhole ? 0 : resident.rows.count * map.rowWords,
      chunkRows * map.rowWords - 1, chunks - 1, FeatureMapFormat.raw.rawValue,
    ]
    let registers: [ProgramRegister] =
      isLoad
      ? [.loadMemory, .loadMemoryStride, .loadBuffer, .loadBufferStride, .loadLastWord, .loadLastChunk, .loadFormat]
      : [
        .storeMemory, .storeMemoryStride, .storeBuffer, .storeBufferStride, .storeLastWord, .storeLastChunk,
        .storeFormat,
      ]
    for (register, value) in zip(registers, values) { writer.set(register, value) }
    let memoryEnd = base + ((region.vectors.upperBound - 1) * map.rows + region.rows.upperBound) * map.rowBytes
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
