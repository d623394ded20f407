// A chunk with its header, as it stands in DRAM.
extension ChunkCodec {
  /// The most bytes that the code of so many activations takes, whatever they are.
  ///
  /// Run length: each pair ends with an activation of its own, so there are at most as many pairs as activations; as
  /// many if none is zero. Bitmap: a mask for each group, and each activation at most once; all of them if none is zero.
  public func mostCodeBytes(of count: Int, as format: ChunkFormat) -> Int {
    let bytes =
      switch format {
      case .raw: count * storageBytes
      case .runLength: divided(count, by: pairsPerCodeWord) * Self.codeWordBytes
      case .bitmap: count * storageBytes + divided(count, by: Self.groupSize) * Self.groupSize / 8
      }
    return divided(bytes, by: beatBytes) * beatBytes
  }

  /// The most bytes that so many activations take in DRAM, with their header.
  public func mostStoredBytes(of count: Int, as format: ChunkFormat) -> Int {
    mostCodeBytes(of: count, as: format) + (format == .raw ? 0 : beatBytes)
  }

  /// What stands in DRAM: of a compressed chunk first a header, a beat that holds the number of beats that follow.
  public func stored(_ values: [Int], as format: ChunkFormat, zero: Int) -> [UInt8] {
    let code = encode(values, as: format, zero: zero)
    guard format != .raw else { return code }
    var header = [UInt8](repeating: 0, count: beatBytes)
    let beats = UInt32(code.count / beatBytes)
    for index in 0..<4 { header[index] = UInt8(truncatingIfNeeded: beats >> UInt32(8 * index)) }
    return header + code
  }

  /// How many bytes a chunk takes that begins with these, its header included.
  ///
  /// - Parameters:
  ///   - bytes: at least a beat.
  ///   - count: how many activations the chunk has.
  /// - Throws: `ChunkError.header`, where no chunk of so many activations has this header.
  public func storedBytes(
    _ bytes: some RandomAccessCollection<UInt8>, count: Int, as format: ChunkFormat
  ) throws(ChunkError) -> Int {
    let most = mostCodeBytes(of: count, as: format) / beatBytes
    guard format != .raw else { return most * beatBytes }
    let beats = bytes.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard (1...most).contains(beats) else { throw .header(beats: beats, most: most) }
    return (beats + 1) * beatBytes
  }

  /// The activations of a chunk as it stands in DRAM; bytes behind its end are not looked at.
  ///
  /// - Throws: `ChunkError` where that is no chunk of so many activations.
  public func restored(
    _ bytes: [UInt8], count: Int, as format: ChunkFormat, zero: Int
  ) throws(ChunkError) -> [Int] {
    let size = try storedBytes(bytes, count: count, as: format)
    guard bytes.count >= size else { throw .tooShort(missing: count) }
    return try decode(Array(bytes[(format == .raw ? 0 : beatBytes)..<size]), count: count, as: format, zero: zero)
  }

  private func divided(_ number: Int, by part: Int) -> Int { (number + part - 1) / part }
}
