import Golden
import TestSupport
import Testing

/// The golden codec: the paper's example bit by bit, the traps, and streams of millions of random values.
@Suite struct ChunkCodecTests {
  /// The paper's widths: three pairs of a 5-bit run and a 16-bit level.
  static let eyeriss = ChunkCodec(storageBits: 16, runBits: 5, beatBits: 64)
  static let shapes = [8, 16].flatMap { storage in
    (1...8).flatMap { run in
      [32, 64, 128].map { ChunkCodec(storageBits: storage, runBits: run, beatBits: $0) }
    }
  }

  @Test func theExampleOfThePaper() throws {
    let values = [0, 0, 12, 0, 0, 0, 0, 53, 0, 0, 22]
    let word: UInt64 = (2 | 12 << 5) | (4 | 53 << 5) << 21 | (2 | 22 << 5) << 42
    // Between others of its kind the word has Term 0; as the last one of its chunk, Term 1.
    let alone = Self.eyeriss.encode(values, as: .runLength, zero: 0)
    #expect(alone == bytes(of: word | 1 << 63))
    let twice = Self.eyeriss.encode(values + values, as: .runLength, zero: 0)
    #expect(twice == bytes(of: word) + bytes(of: word | 1 << 63))
    #expect(try Self.eyeriss.decode(twice, count: 22, as: .runLength, zero: 0) == values + values)
  }

  @Test func codeWordsHoldAsManyPairsAsFit() {
    #expect(Self.eyeriss.pairsPerCodeWord == 3)
    #expect(ChunkCodec(storageBits: 8, runBits: 3, beatBits: 128).pairsPerCodeWord == 5)
    #expect(ChunkCodec(storageBits: 8, runBits: 5, beatBits: 128).pairsPerCodeWord == 4)
    #expect(ChunkCodec(storageBits: 8, runBits: 1, beatBits: 32).pairsPerCodeWord == 7)
  }

  @Test func aRunLongerThanTheFieldTakesAZeroAsLevel() {
    // 32 zeros are run 31 and level 0; the 33rd belongs to the next pair.
    let code = Self.eyeriss.encode([Int](repeating: 0, count: 33) + [7], as: .runLength, zero: 0)
    #expect(code == bytes(of: 31 | (1 | 7 << 5) << 21 | 1 << 63))
  }

  @Test func aRunThatEndsAChunkEndsInALevelOfZero() {
    let code = Self.eyeriss.encode([9, 0, 0, 0], as: .runLength, zero: 0)
    #expect(code == bytes(of: 9 << 5 | 2 << 21 | 1 << 63))
    #expect(Self.eyeriss.encode([0], as: .runLength, zero: 0) == bytes(of: 1 << 63))
    #expect(
      Self.eyeriss.encode([Int](repeating: 0, count: 64), as: .runLength, zero: 0) == bytes(of: 31 | 31 << 21 | 1 << 63)
    )
  }

  @Test func theBitmapHasAMaskForSixteenActivations() {
    let codec = ChunkCodec(storageBits: 8, runBits: 3, beatBits: 32)
    var values = [Int](repeating: -128, count: 20)
    (values[0], values[9], values[19]) = (-127, 5, 127)
    // Levels are exclusive-or the zero point.
    #expect(codec.encode(values, as: .bitmap, zero: -128) == [0x01, 0x02, 0x01, 0x85, 0x08, 0x00, 0xFF, 0x00])
  }

  @Test(arguments: ChunkFormat.allCases) func edgeCasesComeBack(format: ChunkFormat) throws {
    for codec in Self.shapes {
      let limit = 1 << codec.runBits
      let (low, high) = (-1 << (codec.storageBits - 1), 1 << (codec.storageBits - 1) - 1)
      for zero in [0, low, high, -1, 5] {
        let other = zero == 3 ? 4 : 3
        var cases = [[zero], [other], [low, high], [Int](repeating: other, count: 100)]
        for length in [limit - 1, limit, limit + 1, 2 * limit, 2 * limit + 1, 1000] {
          let run = [Int](repeating: zero, count: length)
          cases += [run, run + [other], [other] + run, [other] + run + [other] + run]
        }
        for values in cases { try check(values, codec, format, zero) }
      }
    }
  }

  /// Two million values of every density, through each format.
  @Test(arguments: ChunkFormat.allCases) func millionsOfRandomValuesComeBack(format: ChunkFormat) throws {
    var generator = SeededGenerator(seed: 3)
    for codec in [Self.eyeriss, ChunkCodec(storageBits: 8, runBits: 3, beatBits: 128)] {
      for density in [0.0, 0.02, 0.3, 0.5, 0.9, 1] {
        let zero = Int(Int8(truncatingIfNeeded: generator.next()))
        try check(
          Self.values(170_000, codec, density: density, zero: zero, using: &generator), codec, format, zero)
      }
    }
  }

  @Test(arguments: shapes) func randomChunksComeBackInEveryShape(codec: ChunkCodec) throws {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<40 {
      let zero = Int(Int8(truncatingIfNeeded: generator.next()))
      let density = Double.random(in: 0...1, using: &generator)
      let values = Self.values(
        .random(in: 1...400, using: &generator), codec, density: density, zero: zero, using: &generator)
      for format in ChunkFormat.allCases { try check(values, codec, format, zero) }
    }
  }

  /// The bitmap never takes more than a mask bit an activation beyond the raw size, but for filling up.
  @Test func theBitmapHasABound() {
    for codec in Self.shapes {
      let values = [Int](repeating: 1, count: 1600)
      let raw = codec.encode(values, as: .raw, zero: 0).count
      let size = codec.encode(values, as: .bitmap, zero: 0).count
      #expect(size <= raw + raw / codec.storageBits + codec.beatBytes - 1)
    }
  }

  @Test func theHeaderCountsTheBeatsThatFollow() {
    let values = [Int](repeating: 1, count: 5000)
    for codec in [Self.eyeriss, ChunkCodec(storageBits: 8, runBits: 3, beatBits: 128)] {
      let code = codec.encode(values, as: .bitmap, zero: 0)
      let stored = codec.stored(values, as: .bitmap, zero: 0)
      let beats = code.count / codec.beatBytes
      #expect(Array(stored[codec.beatBytes...]) == code)
      #expect(Int(stored[0]) + Int(stored[1]) << 8 == beats && stored[2..<codec.beatBytes].allSatisfy { $0 == 0 })
      #expect(codec.stored(values, as: .raw, zero: 0) == codec.encode(values, as: .raw, zero: 0))
    }
  }

  private func bytes(of word: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }

  private func check(_ values: [Int], _ codec: ChunkCodec, _ format: ChunkFormat, _ zero: Int) throws {
    let code = codec.encode(values, as: format, zero: zero)
    try #require(code.count % codec.beatBytes == 0 && !code.isEmpty)
    let decoded = try codec.decode(code, count: values.count, as: format, zero: zero)
    try #require(decoded == values, "\(codec) \(format) zero \(zero), \(values.count) values")
  }

  /// Random activations; `density` is the share of those that are not zero.
  static func values(
    _ count: Int, _ codec: ChunkCodec, density: Double, zero: Int, using generator: inout SeededGenerator
  ) -> [Int] {
    let threshold = density >= 1 ? UInt64.max : UInt64(density * 0x1p64)
    return (0..<count).map { _ in
      guard generator.next() < threshold else { return zero }
      let bits = generator.next()
      return codec.storageBits == 8 ? Int(Int8(truncatingIfNeeded: bits)) : Int(Int16(truncatingIfNeeded: bits))
    }
  }
}
