import BigInt
import Golden
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

/// The store engine against the golden codec.
@Suite struct StoreEngineTests {
  /// Runs transfers whose words lie in the buffer: exactly their chunks are written, and completed when they are.
  static func check(_ transfers: [TransferCase], on bench: StoreBench) throws {
    var expected: [Int: BigInt] = [:]
    var ends: [Set<Int>] = []
    for transfer in transfers {
      for (address, word, _) in transfer.words { bench.buffer[address] = word }
      var own: Set<Int> = []
      for (offset, beats) in transfer.stored {
        for (index, beat) in beats.enumerated() {
          expected[offset + index * transfer.architecture.beatBytes] = beat
          own.insert(offset + index * transfer.architecture.beatBytes)
        }
      }
      ends.append(own)
    }
    try bench.store(transfers)
    let (found, wanted) = (bench.memory.sorted { $0.key < $1.key }, expected.sorted { $0.key < $1.key })
    try #require(
      found.elementsEqual(wanted) { $0 == $1 },
      CodecTests.difference(found.map { [BigInt($0.key), $0.value] }, wanted.map { [BigInt($0.key), $0.value] }))
    for (own, written) in zip(ends, bench.completions) { try #require(own.isSubset(of: written)) }
  }

  /// Transfers whose words do not overlap in the buffer, of rows that do not fill their words.
  static func transfers(
    _ count: Int, _ architecture: Architecture, words: ClosedRange<Int>, using generator: inout SeededGenerator
  ) -> [TransferCase] {
    var next = 0
    return TransferCase.random(count, architecture, words: words, using: &generator).map { transfer in
      let rows = (1...transfer.lastWord + 1).filter { (transfer.lastWord + 1) % $0 == 0 }
      let moved = TransferCase(
        chunks: transfer.chunks, memory: transfer.memory, memoryStride: transfer.memoryStride, buffer: next,
        bufferStride: transfer.bufferStride, architecture: architecture,
        row: (
          rows.randomElement(using: &generator)!, .random(in: 1...max(1, architecture.vectorsPerWord), using: &generator)
        ))
      next += transfer.chunks.count * transfer.bufferStride
      return moved
    }
  }

  @Test(arguments: CodecCase.all, [0, 40]) func storesWhatTheGoldenCodecWrites(codec: CodecCase, latency: Int) throws {
    let architecture = codec.architecture
    for seed in randomSeeds(1) {
      var generator = SeededGenerator(seed: seed)
      let bench = try StoreBench(
        architecture, try Interpreter(StoreEngine(architecture).elaborated()), latency: latency,
        stalls: { Stalls.uneven.probability(using: &generator) }, seed: seed)
      try Self.check(Self.transfers(6, architecture, words: 1...12, using: &generator), on: bench)
    }
  }

  /// Codes around the length of a burst, of zeros alone and without any.
  @Test(arguments: ["eyeriss", "edge"], [ChunkFormat.runLength, .bitmap])
  func burstsOfEveryLength(preset: String, format: ChunkFormat) throws {
    let architecture = try Architecture(preset: preset)
    let bench = try StoreBench(architecture, try Interpreter(StoreEngine(architecture).elaborated()), seed: 1)
    let lanes = architecture.bufferWordBits / architecture.storageBits
    var transfers: [TransferCase] = []
    for words in [1, 10, 12, 13, 14, 15, 16, 17, 27, 28, 29, 30, 31, 32] {
      let chunks = [0, 3].map {
        Chunk(values: [Int](repeating: $0, count: words * lanes), format: format, zero: 0)
      }
      let last = transfers.last
      transfers.append(
        TransferCase(
          chunks: chunks, memory: last?.end ?? 0,
          memoryStride: architecture.codec.mostStoredBytes(of: words * lanes, as: format),
          buffer: last.map { $0.buffer + 2 * $0.bufferStride } ?? 0, bufferStride: words, architecture: architecture))
    }
    try Self.check(transfers, on: bench)
  }

  /// A beat a cycle: raw without a gap, compressed with at most 16 cycles for a chunk, of which one is for the header.
  @Test(arguments: ["eyeriss", "edge"]) func keepsUpWithTheBus(preset: String) throws {
    let architecture = try Architecture(preset: preset)
    func cycles(_ format: ChunkFormat) throws -> Int {
      let count = 64 * architecture.bufferWordBits / architecture.storageBits
      let transfer = TransferCase(
        chunks: (0..<8).map { _ in Chunk(values: [Int](repeating: 9, count: count), format: format, zero: 0) },
        memory: 0, memoryStride: 4096, buffer: 0, bufferStride: 64, architecture: architecture)
      let bench = try StoreBench(architecture, try Interpreter(StoreEngine(architecture).elaborated()), seed: 1)
      try Self.check([transfer], on: bench)
      return bench.cycles - 8 * architecture.codec.mostCodeBytes(of: count, as: format) / architecture.beatBytes
    }
    #expect(try cycles(.raw) <= 20)
    #expect(try cycles(.bitmap) <= 8 * 16)
    #expect(try cycles(.runLength) <= 8 * 16)
  }

  @Test(.enabled(if: Checkout.tool("verilator") != nil)) func longTransfersInVerilator() throws {
    let simulator = try VerilatedSimulator(StoreEngine(.edge).elaborated())
    for seed in randomSeeds(4) {
      var generator = SeededGenerator(seed: seed)
      let bench = try StoreBench(
        .edge, simulator, latency: 20, stalls: { Stalls.uneven.probability(using: &generator) }, seed: seed)
      try Self.check(Self.transfers(6, .edge, words: 1...200, using: &generator), on: bench)
    }
  }
}
