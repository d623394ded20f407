import Golden

extension MapCompression {
  /// What the host writes to DRAM: the chunks of a map, from where it begins.
  ///
  /// - Parameter raw: the map's bytes as they are in the buffer.
  func segments(_ raw: [UInt8], zeroPoint: Int) -> [CompiledNetwork.Segment] {
    (0..<chunks).map { index in
      let values = values(raw[index * chunkBytes..<(index + 1) * chunkBytes])
      return CompiledNetwork.Segment(
        offset: index * chunkStride, bytes: codec.stored(values, as: format.chunkFormat, zero: zeroPoint))
    }
  }

  /// The bytes of a map that have to be there: those of its chunks, from where it begins.
  ///
  /// - Parameter stored: the bytes of the map in DRAM.
  /// - Throws: `ChunkError` where a header is none.
  public func written(_ stored: [UInt8]) throws(ChunkError) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for index in 0..<chunks {
      let start = index * chunkStride
      let size = try codec.storedBytes(
        stored[start..<start + chunkStride], count: chunkCount, as: format.chunkFormat)
      ranges.append(start..<start + size)
    }
    return ranges
  }

  /// The map's bytes as they are in the buffer.
  ///
  /// - Parameter stored: the bytes of the map in DRAM.
  /// - Throws: `ChunkError` where a chunk is none.
  func restored(_ stored: [UInt8], zeroPoint: Int) throws(ChunkError) -> [UInt8] {
    var raw: [UInt8] = []
    raw.reserveCapacity(chunks * chunkBytes)
    for index in 0..<chunks {
      let chunk = Array(stored[index * chunkStride..<(index + 1) * chunkStride])
      let values = try codec.restored(chunk, count: chunkCount, as: format.chunkFormat, zero: zeroPoint)
      for value in values {
        for byte in 0..<storageBits / 8 { raw.append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
      }
    }
    return raw
  }

  /// Bytes that a map takes in DRAM, headers included, without the room that its chunks do not need.
  func size(_ raw: [UInt8], zeroPoint: Int) -> Int {
    segments(raw, zeroPoint: zeroPoint).reduce(0) { $0 + $1.bytes.count }
  }

  private func values(_ bytes: ArraySlice<UInt8>) -> [Int] {
    guard storageBits == 16 else { return bytes.map { Int(Int8(bitPattern: $0)) } }
    return stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map {
      Int(Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8))
    }
  }
}
