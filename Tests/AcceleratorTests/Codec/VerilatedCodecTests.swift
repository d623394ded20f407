import Golden
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

/// The same in Verilator, where long chunks take no time.
@Suite(.enabled(if: Checkout.tool("verilator") != nil)) struct VerilatedCodecTests {
  static let cases = [CodecCase.all[1], CodecCase(storage: 16, run: 5, beat: 32, word: 64)]

  @Test(arguments: cases) func longRandomChunksComeThrough(codec: CodecCase) throws {
    let architecture = codec.architecture
    let simulator = try VerilatedSimulator(CodecPair(architecture).elaborated())
    for seed in randomSeeds(4) {
      var generator = SeededGenerator(seed: seed)
      let stalls = Stalls.allCases[Int(seed % 4)]
      let bench = try CodecTests.bench(architecture, stalls: stalls, seed: seed) { _ in simulator }
      let chunks = (0..<20).map { _ in Chunk.random(architecture, words: 1...300, using: &generator) }
      try CodecTests.check(chunks, on: bench)
      for _ in 0..<100 {
        let chunk = Chunk.random(architecture, words: 1...20, using: &generator)
        let code = CorruptChunkTests.corrupt(chunk, architecture, using: &generator)
        _ = try CorruptChunkTests.check(chunk, code, on: bench)
      }
    }
  }
}
