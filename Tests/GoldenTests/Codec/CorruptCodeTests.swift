import Golden
import TestSupport
import Testing

/// Codes that are none: each has its error, and the chunk has its length in any case.
@Suite struct CorruptCodeTests {
  static let codec = ChunkCodec(storageBits: 8, runBits: 3, beatBits: 64)
  // Pairs of 11 bits, five to a word.
  static let values = [1, 2, 3, 4, 5, 6, 0, 0, 7, 0]

  @Test func anEarlyTerminatorIsTold() {
    var code = Self.codec.encode(Self.values, as: .runLength, zero: 0)
    code[7] |= 0x80
    let (values, error) = Self.codec.decodeWhatIsThere(code, count: 10, as: .runLength, zero: 0)
    #expect(error == .terminatorEarly(word: 0, missing: 5))
    #expect(values == [1, 2, 3, 4, 5, 0, 0, 0, 0, 0])
    #expect("\(ChunkError.terminatorEarly(word: 0, missing: 5))".contains("5 activations"))
  }

  @Test func aMissingTerminatorIsTold() {
    var code = Self.codec.encode(Self.values, as: .runLength, zero: 0)
    code[15] &= 0x7F
    let (values, error) = Self.codec.decodeWhatIsThere(code, count: 10, as: .runLength, zero: 0)
    #expect(error == .terminatorMissing(word: 1))
    #expect(values == Self.values)
  }

  @Test func aRunPastTheEndIsTold() {
    let code = Self.codec.encode(Self.values, as: .runLength, zero: 0)
    let (values, error) = Self.codec.decodeWhatIsThere(code, count: 8, as: .runLength, zero: 0)
    #expect(error == .runPastEnd(word: 1))
    #expect(values == Array(Self.values[..<8]))
  }

  @Test func aShortCodeIsTold() {
    for format in ChunkFormat.allCases {
      let code = Self.codec.encode(Self.values, as: format, zero: 3)
      let (values, error) = Self.codec.decodeWhatIsThere(code.dropLast(8), count: 10, as: format, zero: 3)
      guard case .tooShort = error else { Issue.record("\(format): \(error.map { "\($0)" } ?? "no error")"); continue }
      #expect(values.count == 10 && values.first == 1)
    }
  }

  @Test func aLongCodeIsTold() {
    for format in ChunkFormat.allCases {
      let code = Self.codec.encode(Self.values, as: format, zero: 3) + [UInt8](repeating: 0, count: 24)
      #expect(throws: ChunkError.tooLong(beats: 3)) { try Self.codec.decode(code, count: 10, as: format, zero: 3) }
    }
  }

  @Test func aMaskPastTheEndIsTold() {
    let code: [UInt8] = [0, 4, 0, 0, 0, 0, 0, 0]
    #expect(throws: ChunkError.maskPastEnd) { try Self.codec.decode(code, count: 10, as: .bitmap, zero: 0) }
    #expect(throws: Never.self) { try Self.codec.decode(code, count: 11, as: .bitmap, zero: 0) }
  }

  @Test func halfABeatIsTold() {
    #expect(throws: ChunkError.partialBeat(bytes: 7, beat: 8)) {
      try Self.codec.decode([UInt8](repeating: 0, count: 7), count: 1, as: .raw, zero: 0)
    }
  }

  @Test func randomBytesGiveTheRightNumberOfValues() {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<2000 {
      let codec = ChunkCodecTests.shapes.randomElement(using: &generator)!
      let format = ChunkFormat.allCases.randomElement(using: &generator)!
      let count = Int.random(in: 1...200, using: &generator)
      let code = (0..<codec.beatBytes * .random(in: 1...30, using: &generator)).map { _ in
        UInt8(truncatingIfNeeded: generator.next())
      }
      let (values, error) = codec.decodeWhatIsThere(code, count: count, as: format, zero: 1)
      #expect(values.count == count)
      // What is read without an error is what was meant, whichever way it was written.
      guard error == nil else { continue }
      let again = codec.encode(values, as: format, zero: 1)
      #expect(again.count <= code.count)
      #expect((try? codec.decode(again, count: count, as: format, zero: 1)) == values)
    }
  }
}
