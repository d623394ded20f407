import Golden
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

/// Without stalls, neither unit is slower than the bus.
@Suite struct CodecRateTests {
  /// Cycles that a chunk may take beyond its beats or its steps, whichever are more: to fill and to empty the pipeline.
  static let overhead = 16

  @Test(arguments: CodecCase.all, ChunkFormat.allCases)
  func aBeatOrAStepACycle(codec: CodecCase, format: ChunkFormat) throws {
    let architecture = codec.architecture
    guard architecture.compression || format == .raw else { return }
    let bench = try CodecTests.bench(architecture, stalls: .none, seed: 1)
    var generator = SeededGenerator(seed: 1)
    let count = 32 * 128 / architecture.storageBits
    for density in [0.0, 0.1, 0.5, 1] {
      let values = (0..<count).map { _ in
        Double.random(in: 0..<1, using: &generator) < density ? Int.random(in: 1...100, using: &generator) : 0
      }
      let chunk = Chunk(values: values, format: format, zero: 0)
      let beats = chunk.code(architecture).count
      let step = architecture.compression ? min(architecture.bufferWordBits, 128) : architecture.memoryDataBits
      let least = max(beats, count * architecture.storageBits / step)
      let start = bench.cycles
      _ = try bench.encode([chunk])
      let encoding = bench.cycles - start
      _ = try bench.decode([chunk], codes: [chunk.code(architecture)])
      let decoding = bench.cycles - start - encoding
      // Where beats and steps are about as many, sometimes the ones and sometimes the others hold things up.
      let limit = (density == 0 || density == 1 ? least : least + least / 4) + Self.overhead
      #expect(encoding <= limit && decoding <= limit, "\(encoding), \(decoding), least \(least), density \(density)")
    }
  }
}
