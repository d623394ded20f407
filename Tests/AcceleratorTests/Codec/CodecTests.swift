import BigInt
import Golden
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

/// The compression units against the golden codec: the same bytes, and the same activations.
@Suite struct CodecTests {
  static func bench(
    _ architecture: Architecture, stalls: Stalls, seed: UInt64,
    simulator: (CodecPair) throws -> any Simulator = { try Interpreter($0.elaborated()) }
  ) throws -> CodecBench {
    var generator = SeededGenerator(seed: seed)
    return try CodecBench(
      architecture, try simulator(CodecPair(architecture)),
      stalls: { stalls.probability(using: &generator) }, seed: seed)
  }

  /// Checks both directions of some chunks.
  static func check(_ chunks: [Chunk], on bench: CodecBench) throws {
    let codes = chunks.map { $0.code(bench.architecture) }
    let expected = codes.flatMap { code -> [[BigInt]] in
      code.enumerated().map { index, beat -> [BigInt] in [beat, index == code.count - 1 ? 1 : 0, BigInt(index)] }
    }
    let beats = try bench.encode(chunks)
    try #require(beats.elementsEqual(expected), difference(beats, expected))
    let words = try bench.decode(chunks, codes: codes)
    let expectedWords = chunks.flatMap { $0.words(bench.architecture) }
    try #require(words.elementsEqual(expectedWords), difference(words, expectedWords))
    try #require(bench.failures == 0)
  }

  /// Where two sequences part; the whole of them would fill pages.
  static func difference<Element: Equatable>(_ found: [Element], _ expected: [Element]) -> Comment {
    guard let place = zip(found, expected).enumerated().first(where: { $1.0 != $1.1 })?.offset else {
      return "\(found.count) instead of \(expected.count)"
    }
    return "at \(place): \(found[place]) instead of \(expected[place])"
  }

  @Test(arguments: CodecCase.all, [Stalls.none, .uneven])
  func randomChunksComeThrough(codec: CodecCase, stalls: Stalls) throws {
    let architecture = codec.architecture
    for seed in randomSeeds(1) {
      var generator = SeededGenerator(seed: seed)
      let bench = try Self.bench(architecture, stalls: stalls, seed: seed)
      for words in [1...3, 1...24] {
        let chunks = (0..<8).map { _ in Chunk.random(architecture, words: words, using: &generator) }
        try Self.check(chunks, on: bench)
      }
    }
  }

  /// The paper's example, filled up to a whole word: both directions, with the paper's widths.
  @Test func theExampleOfThePaper() throws {
    let bench = try Self.bench(.eyeriss, stalls: .none, seed: 1)
    let chunk = Chunk(values: [0, 0, 12, 0, 0, 0, 0, 53, 0, 0, 22, 0], format: .runLength, zero: 0)
    try Self.check([chunk], on: bench)
  }

  /// The traps: chunks without and with nothing but zeros, runs around the longest one, runs that end a chunk.
  @Test(arguments: CodecCase.compressing, [ChunkFormat.runLength, .bitmap])
  func runsOfEveryLengthComeThrough(codec: CodecCase, format: ChunkFormat) throws {
    let architecture = codec.architecture
    let bench = try Self.bench(architecture, stalls: .none, seed: 1)
    let lanes = architecture.bufferWordBits / architecture.storageBits
    let limit = 1 << architecture.runBits
    var chunks: [Chunk] = []
    for zero in [0, -128] {
      for run in [0, limit - 1, limit, limit + 1, 2 * limit] {
        for pattern in [[Int](repeating: zero, count: run) + [7], [7] + [Int](repeating: zero, count: run)] {
          let count = (pattern.count + lanes - 1) / lanes * lanes
          // What follows up to the end of the last word is zeros in one half, none in the other.
          let values = pattern + [Int](repeating: zero == 0 ? 7 : zero, count: count - pattern.count)
          chunks.append(Chunk(values: values, format: format, zero: zero))
        }
      }
      chunks.append(Chunk(values: [Int](repeating: zero, count: lanes), format: format, zero: zero))
      chunks.append(Chunk(values: [Int](repeating: zero, count: 20 * lanes), format: format, zero: zero))
      chunks.append(Chunk(values: [Int](repeating: 3, count: 20 * lanes), format: format, zero: zero))
    }
    try Self.check(chunks, on: bench)
  }
}
