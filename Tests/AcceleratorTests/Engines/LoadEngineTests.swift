import BigInt
import Golden
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

/// The load engine against the golden codec.
@Suite struct LoadEngineTests {
  static func expected(_ transfers: [TransferCase]) -> [[BigInt]] {
    let architecture = transfers[0].architecture
    let mask = BigInt(1) << (architecture.bufferWordBits / architecture.storageBits) - 1
    return transfers.flatMap { transfer in
      transfer.words.map { [BigInt($0.address), $0.word, mask, $0.isLast ? 1 : 0] }
    }
  }

  static func check(_ transfers: [TransferCase], on bench: LoadBench) throws {
    for transfer in transfers { bench.place(transfer) }
    let words = try bench.load(transfers)
    let expected = expected(transfers)
    try #require(words.elementsEqual(expected), CodecTests.difference(words, expected))
    try #require(bench.failures == 0)
  }

  /// Transfers of all formats in turn, with pauses and latencies; it reads nothing but what the chunks take.
  @Test(arguments: CodecCase.all, [0, 40]) func loadsWhatTheGoldenCodecWrote(codec: CodecCase, latency: Int) throws {
    let architecture = codec.architecture
    for seed in randomSeeds(1) {
      var generator = SeededGenerator(seed: seed)
      let bench = try LoadBench(
        architecture, try Interpreter(LoadEngine(architecture).elaborated()), latency: latency,
        stalls: { Stalls.uneven.probability(using: &generator) }, seed: seed)
      try Self.check(TransferCase.random(6, architecture, words: 1...12, using: &generator), on: bench)
    }
  }

  /// Headers of 0 and of a beat too many, at the first and at the last chunk; the largest possible one is none.
  @Test(arguments: CodecCase.compressing, [ChunkFormat.runLength, .bitmap])
  func impossibleHeadersFail(codec: CodecCase, format: ChunkFormat) throws {
    let architecture = codec.architecture
    var generator = SeededGenerator(seed: 1)
    for words in 1...5 {
      let count = words * architecture.bufferWordBits / architecture.storageBits
      let full = Chunk(values: [Int](repeating: 3, count: count), format: format, zero: 0)
      let most = architecture.codec.mostStoredBytes(of: count, as: format)
      let transfer = TransferCase(
        chunks: [full, full, full], memory: 64, memoryStride: most + 64, buffer: 5, bufferStride: words,
        architecture: architecture)
      let bench = try LoadBench(architecture, try Interpreter(LoadEngine(architecture).elaborated()), seed: 1)
      try Self.check([transfer], on: bench)
      let beats = most / architecture.beatBytes - 1
      for header in [0, beats + 1, 1 << 24 | 1, .random(in: beats + 1..<1 << 32, using: &generator)] {
        let bench = try LoadBench(architecture, try Interpreter(LoadEngine(architecture).elaborated()), seed: 1)
        bench.place(transfer)
        bench.memory[64 + .random(in: 0..<3, using: &generator) * (most + 64)] = BigInt(header)
        _ = try bench.load([transfer])
        #expect(bench.failures > 0, "\(header) for \(beats)")
      }
    }
  }

  /// Codes with a beat of noise: it fails where the golden codec does, and gives the same words where that does not.
  @Test(arguments: CodecCase.compressing) func corruptCodesFail(codec: CodecCase) throws {
    let architecture = codec.architecture
    var generator = SeededGenerator(seed: 1)
    var failures = 0
    let interpreter = try Interpreter(LoadEngine(architecture).elaborated())
    for _ in 0..<20 {
      let format = [ChunkFormat.runLength, .bitmap].randomElement(using: &generator)!
      let transfer = TransferCase.random(architecture, memory: 0, words: 1...6, format: format, using: &generator)
      let bench = try LoadBench(architecture, interpreter, seed: 1)
      bench.place(transfer)
      let place = Int.random(in: 0..<transfer.chunks.count, using: &generator)
      let chunk = transfer.chunks[place]
      var code = architecture.codec.encode(chunk.values, as: format, zero: chunk.zero)
      let beat = Int.random(in: 0..<code.count / architecture.beatBytes, using: &generator) * architecture.beatBytes
      for place in beat..<beat + architecture.beatBytes { code[place] = UInt8(truncatingIfNeeded: generator.next()) }
      for (index, beat) in code.grouped(by: architecture.beatBytes).enumerated() {
        bench.memory[transfer.memory + place * transfer.memoryStride + (index + 1) * architecture.beatBytes] = beat
      }
      let (values, error) = architecture.codec.decodeWhatIsThere(
        code, count: chunk.values.count, as: format, zero: chunk.zero)
      let words = try bench.load([transfer])
      try #require((bench.failures > 0) == (error != nil), "\(chunk) \(error.map { "\($0)" } ?? "no error")")
      failures += error == nil ? 0 : 1
      guard error == nil else { continue }
      var chunks = transfer.chunks
      chunks[place] = Chunk(values: values, format: format, zero: chunk.zero)
      let changed = TransferCase(
        chunks: chunks, memory: 0, memoryStride: 0, buffer: transfer.buffer, bufferStride: transfer.bufferStride,
        architecture: architecture)
      try #require(words == Self.expected([changed]))
    }
    #expect(failures > 2)
  }

  /// With a memory that answers late, headers do not hold up what is behind them; raw chunks go through without a gap.
  @Test(arguments: ["eyeriss", "edge"]) func latencyIsHidden(preset: String) throws {
    let architecture = try Architecture(preset: preset)
    func cycles(_ format: ChunkFormat) throws -> Int {
      let count = 16 * architecture.bufferWordBits / architecture.storageBits
      let values = (0..<count).map { $0 % 2 == 0 ? 0 : 5 }
      let transfer = TransferCase(
        chunks: (0..<32).map { _ in Chunk(values: values, format: format, zero: 0) }, memory: 0, memoryStride: 4096,
        buffer: 0, bufferStride: 16, architecture: architecture)
      let bench = try LoadBench(
        architecture, try Interpreter(LoadEngine(architecture).elaborated()), latency: 60, seed: 1)
      try Self.check([transfer], on: bench)
      return bench.cycles
    }
    // 32 chunks of 16 words, a word a cycle. Compressed, up to 16 cycles a chunk to fill and empty the decoder.
    #expect(try cycles(.raw) <= 32 * 16 + 60 + 20)
    #expect(try cycles(.bitmap) <= 32 * 32 + 2 * 60 + 20)
    #expect(try cycles(.runLength) <= 32 * 32 + 2 * 60 + 20)
  }

  @Test(.enabled(if: Checkout.tool("verilator") != nil)) func longTransfersInVerilator() throws {
    let simulator = try VerilatedSimulator(LoadEngine(.edge).elaborated())
    for seed in randomSeeds(4) {
      var generator = SeededGenerator(seed: seed)
      let bench = try LoadBench(
        .edge, simulator, latency: 20, stalls: { Stalls.uneven.probability(using: &generator) }, seed: seed)
      try Self.check(TransferCase.random(12, .edge, words: 1...300, using: &generator), on: bench)
    }
  }
}
