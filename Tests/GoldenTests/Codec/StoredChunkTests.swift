import Golden
import TestSupport
import Testing

/// Chunks with their headers: how much they take at most, and how they are read again.
@Suite struct StoredChunkTests {
  /// Activations without any zero take exactly as much as is said to be the most, and no others more.
  @Test(arguments: ChunkFormat.allCases) func theMostIsTakenWithoutZeros(format: ChunkFormat) throws {
    var generator = SeededGenerator(seed: 1)
    for codec in ChunkCodecTests.shapes {
      for count in [1, 2, 15, 16, 17, 64, 100, 1024] {
        let most = codec.mostCodeBytes(of: count, as: format)
        #expect(codec.encode([Int](repeating: 7, count: count), as: format, zero: 0).count == most)
        let some = (0..<count).map { _ in Int.random(in: 0...3, using: &generator) }
        #expect(codec.encode(some, as: format, zero: 0).count <= most)
      }
    }
  }

  @Test(arguments: ChunkFormat.allCases) func chunksAreReadAgain(format: ChunkFormat) throws {
    for codec in ChunkCodecTests.shapes {
      let values = (0..<50).map { $0 % 3 == 0 ? $0 : -4 }
      let stored = codec.stored(values, as: format, zero: -4)
      #expect(try codec.storedBytes(stored, count: 50, as: format) <= codec.mostStoredBytes(of: 50, as: format))
      #expect(try codec.restored(stored + [1, 2, 3], count: 50, as: format, zero: -4) == values)
    }
  }

  @Test func impossibleHeadersAreRefused() throws {
    let codec = ChunkCodecTests.eyeriss
    let most = codec.mostCodeBytes(of: 9, as: .runLength) / 8
    #expect(most == 3)
    for beats in [0, most + 1, 255] {
      #expect(throws: ChunkError.header(beats: beats, most: most)) {
        try codec.restored([UInt8(beats)] + [UInt8](repeating: 0, count: 70), count: 9, as: .runLength, zero: 0)
      }
    }
    #expect(throws: ChunkError.tooShort(missing: 9)) {
      try codec.restored([3] + [UInt8](repeating: 0, count: 8), count: 9, as: .runLength, zero: 0)
    }
  }
}
