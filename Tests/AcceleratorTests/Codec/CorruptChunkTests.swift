import BigInt
import Golden
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

/// Codes that are none: the decoder gives what the golden codec reads, exactly the chunk's words, and tells; and the
/// next chunk comes through.
@Suite struct CorruptChunkTests {
  @Test(arguments: CodecCase.compressing)
  func corruptCodesNeitherHangNorOverrun(codec: CodecCase) throws {
    for seed in randomSeeds(1) {
      var generator = SeededGenerator(seed: seed)
      let bench = try CodecTests.bench(codec.architecture, stalls: .uneven, seed: seed)
      var told = 0
      for _ in 0..<30 {
        let chunk = Chunk.random(codec.architecture, words: 1...6, using: &generator)
        told += try Self.check(chunk, Self.corrupt(chunk, codec.architecture, using: &generator), on: bench) ? 1 : 0
      }
      #expect(told > 10, "seed \(seed)")
    }
  }

  /// Gives the decoder `code` instead of the chunk's own; returns whether that was an error.
  static func check(_ chunk: Chunk, _ code: [UInt8], on bench: CodecBench) throws -> Bool {
    let architecture = bench.architecture
    let (values, error) = architecture.codec.decodeWhatIsThere(
      code, count: chunk.values.count, as: chunk.format, zero: chunk.zero)
    let expected = Chunk(values: values, format: .raw, zero: 0).words(architecture)
    let before = bench.failures
    let words = try bench.decode([chunk], codes: [code.grouped(by: architecture.beatBytes)])
    let context: Comment = "\(chunk), code \(code), \(error.map { "\($0)" } ?? "no error")"
    try #require(words == expected, context)
    try #require(bench.failures - before == (error == nil ? 0 : 1), context)
    return error != nil
  }

  /// Random bytes, or the code of the chunk with some bits turned over, with beats missing or beats too many.
  static func corrupt(_ chunk: Chunk, _ architecture: Architecture, using generator: inout SeededGenerator) -> [UInt8] {
    let beat = architecture.beatBytes
    var code = architecture.codec.encode(chunk.values, as: chunk.format, zero: chunk.zero)
    func random(_ beats: Int) -> [UInt8] { (0..<beats * beat).map { _ in UInt8(truncatingIfNeeded: generator.next()) } }
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: return random(.random(in: 1...30, using: &generator))
    case 1: code += random(.random(in: 1...5, using: &generator))
    case 2: code = Array(code[..<(beat * .random(in: 1...code.count / beat, using: &generator))])
    case 3: code = [UInt8](repeating: 0, count: beat * .random(in: 1...40, using: &generator))
    default:
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        code[.random(in: 0..<code.count, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      }
    }
    return code
  }
}
