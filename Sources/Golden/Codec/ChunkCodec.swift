/// The reference for compressed feature maps: writes chunks of activations in each format and reads them again.
///
/// A chunk is a sequence of activations whose number is known to both sides. Its code begins on a beat of the bus to
/// DRAM and is padded with zero bits to whole beats.
public struct ChunkCodec: Hashable, Sendable {
  /// Bits of an activation in memory, 8 or 16.
  public let storageBits: Int
  /// Bits of a run in the run-length code, 1 to 8.
  public let runBits: Int
  /// Bytes of a beat: 4, 8 or 16.
  public let beatBytes: Int

  /// Activations that share a mask in the bitmap format.
  static let groupSize = 16
  /// Bytes of a code word of the run-length format.
  static let codeWordBytes = 8

  /// - Parameter beatBits: bits of a beat of the bus: 32, 64 or 128.
  public init(storageBits: Int, runBits: Int, beatBits: Int) {
    precondition([8, 16].contains(storageBits), "activations of \(storageBits) bits in memory; 8 or 16 are possible")
    precondition((1...8).contains(runBits), "runs of \(runBits) bits; 1 to 8 are possible")
    precondition([32, 64, 128].contains(beatBits), "beats of \(beatBits) bits; 32, 64 or 128 are possible")
    (self.storageBits, self.runBits) = (storageBits, runBits)
    beatBytes = beatBits / 8
  }

  /// Pairs of run and level in a code word of 64 bits, beside its terminator.
  public var pairsPerCodeWord: Int { 63 / (runBits + storageBits) }

  var storageBytes: Int { storageBits / 8 }

  /// The code of a chunk: whole beats, without a header.
  ///
  /// - Parameters:
  ///   - values: at least one; each, like `zero`, a number of `storageBits` bits in two's complement.
  ///   - zero: the value that counts as zero.
  public func encode(_ values: [Int], as format: ChunkFormat, zero: Int) -> [UInt8] {
    precondition(!values.isEmpty, "a chunk has at least one activation")
    let flip = format == .raw ? 0 : zero
    let patterns = values.map { UInt64(truncatingIfNeeded: $0 ^ flip) & (1 << UInt64(storageBits) - 1) }
    var code =
      switch format {
      case .raw: rawCode(of: patterns)
      case .runLength: runLengthCode(of: patterns)
      case .bitmap: bitmapCode(of: patterns)
      }
    while code.count % beatBytes != 0 { code.append(0) }
    return code
  }

  /// The activations of a chunk.
  ///
  /// - Parameters:
  ///   - code: what `encode` returns, exactly.
  ///   - count: how many activations the chunk has.
  /// - Throws: `ChunkError` where that is no code of so many activations.
  public func decode(_ code: [UInt8], count: Int, as format: ChunkFormat, zero: Int) throws(ChunkError) -> [Int] {
    let (values, error) = decodeWhatIsThere(code, count: count, as: format, zero: zero)
    if let error { throw error }
    return values
  }

  /// The activations of a chunk whose code may be wrong: exactly as many as the chunk has, and what is wrong.
  ///
  /// What the code does not reach counts as zero; in the raw format it is 0.
  public func decodeWhatIsThere(
    _ code: [UInt8], count: Int, as format: ChunkFormat, zero: Int
  ) -> (values: [Int], error: ChunkError?) {
    precondition(count > 0, "a chunk has at least one activation")
    guard code.count % beatBytes == 0 else {
      return (
        Array(repeating: format == .raw ? 0 : zero, count: count), .partialBeat(bytes: code.count, beat: beatBytes)
      )
    }
    let (patterns, error) =
      switch format {
      case .raw: rawValues(of: code, count: count)
      case .runLength: runLengthValues(of: code, count: count)
      case .bitmap: bitmapValues(of: code, count: count)
      }
    let flip = format == .raw ? 0 : zero
    let filled = patterns + repeatElement(0, count: count - patterns.count)
    return (filled.map { signed($0) ^ flip }, error)
  }

  private func signed(_ pattern: UInt64) -> Int {
    storageBits == 8 ? Int(Int8(truncatingIfNeeded: pattern)) : Int(Int16(truncatingIfNeeded: pattern))
  }
}
