import BigInt
import Hardware
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

/// The writer against the memory that checks its master.
@Suite(.enabled(if: Checkout.tool("verilator") != nil, "no verilator")) struct MemoryWriterTests {
  static let bytes = 0x8000

  static func memory(
    _ architecture: Architecture, base: UInt64 = 0x4000_0000, writable: Range<Int>, _ timing: AXIMemory.Options = .init()
  ) throws -> AXIMemory {
    let memory = try AXIMemory(base: base, bytes: bytes, beatBytes: architecture.beatBytes, timing)
    memory.allow(writable, writes: true)
    return memory
  }

  /// Random requests with random stalls everywhere, halted now and then; what is acknowledged is in the memory.
  static func checkRandomRequests(
    _ simulator: any Simulator, _ architecture: Architecture, seed: UInt64, requests: Int
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let beat = architecture.beatBytes
    let base = BusBench.randomBase(architecture, bytes: bytes, using: &generator)
    let window = [0..<bytes, 0x40..<0x1040, 0xFF0..<0x5010].randomElement(using: &generator)!
    let memory = try memory(architecture, base: base, writable: window, BusBench.randomTiming(using: &generator))
    let stalls = (Stalls.uneven.probability(using: &generator), Stalls.uneven.probability(using: &generator))
    let bench = try WriterBench(
      simulator, memory, architecture, window: window, seed: generator.next(), stalls: stalls)
    var expected = [UInt8](repeating: 0, count: bytes)
    var written = [Bool](repeating: false, count: bytes)
    var beats = 0
    var early = 0
    let sent = try (0..<requests).map { _ in
      let request = BusRequest.random(in: window, beatBytes: beat, using: &generator)
      let data = (0..<request.beats * beat).map { _ in UInt8.random(in: 0...255, using: &generator) }
      try bench.send(request, data)
      beats += request.beats
      let range = request.offset..<request.offset + data.count
      expected.replaceSubrange(range, with: data)
      written.replaceSubrange(range, with: repeatElement(true, count: data.count))
      return range
    }
    bench.acknowledge = { number in
      if number >= requests || !sent[number].allSatisfy({ memory.wasWritten($0) }) { early += 1 }
    }
    for _ in 0..<3 {
      try bench.run(.random(in: 0...600, using: &generator))
      #expect(try bench.haltAndLookForBursts() == nil, "seed \(seed)")
    }
    try bench.run { bench.acknowledgements >= requests }
    try bench.run(20)
    #expect(memory.read(bytes, at: 0) == expected, "seed \(seed)")
    #expect((0..<bytes).allSatisfy { memory.wasWritten($0) == written[$0] }, "seed \(seed)")
    #expect(early == 0, "an acknowledgement before its data")
    #expect(bench.acknowledgements == requests && bench.faults.isEmpty && memory.unfinished == "")
    #expect(try bench.flag("idle"))
    #expect(memory.traffic.writeBeats == beats)
    #expect(bench.bursts.allSatisfy { $0.burst.beats <= Burst.mostBeats })
    #expect(bench.mostUnderWay <= architecture.memoryBursts)
  }

  @Test(arguments: randomSeeds(16))
  func randomRequestsAreWritten(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let architecture = BusBench.randomArchitecture(using: &generator)
    try Self.checkRandomRequests(
      try Interpreter(MemoryWriter(architecture).elaborated()), architecture, seed: generator.next(), requests: 10)
  }

  @Test(arguments: [(32, 32), (128, 64)])
  func randomRequestsAreWrittenInVerilator(dataBits: Int, addressBits: Int) throws {
    let architecture = BusBench.architecture(dataBits: dataBits, addressBits: addressBits)
    let design = try MemoryWriter(architecture).elaborated()
    for seed in randomSeeds(12) {
      try Self.checkRandomRequests(try VerilatedSimulator(design), architecture, seed: seed, requests: 25)
    }
  }

  private func bench(
    window: Range<Int> = 0x100..<0x200, _ timing: AXIMemory.Options = .init()
  ) throws -> WriterBench {
    let architecture = BusBench.architecture()
    return try WriterBench(
      try Interpreter(MemoryWriter(architecture).elaborated()),
      try Self.memory(architecture, writable: window, timing), architecture, window: window, seed: 1)
  }

  private func data(_ beats: Int) -> [UInt8] { (0..<beats * 8).map { UInt8(truncatingIfNeeded: $0 &* 3 + 1) } }

  @Test func aBurstWaitsForAllOfItsData() throws {
    let bench = try bench(window: 0..<0x2000)
    try bench.requests.send([BusRequest(offset: 0xFC0, beats: 20).payload])
    try bench.data.send(0..<7)
    try bench.run(60)
    #expect(bench.bursts.isEmpty, "7 of the 8 beats to the boundary are there")
    try bench.data.send(7..<8)
    try bench.run(60)
    #expect(bench.bursts.map(\.burst.beats) == [8])
    try bench.data.send(8..<20)
    try bench.run { bench.acknowledgements == 1 }
    #expect(bench.bursts.map(\.burst.beats) == [8, 12])
  }

  @Test func fullRateAcrossBursts() throws {
    let bench = try bench(window: 0..<0x4000, .init(latency: 10))
    try bench.send(BusRequest(offset: 0x18, beats: 1600), data(1600))
    try bench.run { bench.acknowledgements == 1 }
    #expect(bench.cycle < 1600 + 80, "\(bench.cycle) cycles")
  }

  @Test(arguments: [BusRequest(offset: 0x100, beats: 32), BusRequest(offset: 0x1F8, beats: 1)])
  func theWholeWindowCanBeWritten(request: BusRequest) throws {
    let bench = try bench()
    try bench.send(request, data(request.beats))
    try bench.run { bench.acknowledgements == 1 }
    #expect(bench.memory.read(request.beats * 8, at: request.offset) == data(request.beats))
    #expect(bench.faults.isEmpty)
  }

  @Test(arguments: [
    BusRequest(offset: 0xF8, beats: 1), BusRequest(offset: 0xF8, beats: 2), BusRequest(offset: 0x200, beats: 1),
    BusRequest(offset: 0x1F8, beats: 2), BusRequest(offset: 0x100, beats: 33), BusRequest(offset: 0x104, beats: 1),
    BusRequest(offset: 0xFFFF_FFF8, beats: 1), BusRequest(offset: 0x100, beats: 1 << 24),
    BusRequest(offset: 0xFFFF_FFF8, beats: 1 << 24),
  ])
  func aRequestOutsideTheWindowIsRefusedWhole(request: BusRequest) throws {
    let bench = try bench()
    try bench.send(request, data(16))
    try bench.run(150)
    #expect(bench.faults == [ProgramError.writeWindow.rawValue], "one fault of one cycle")
    #expect(bench.bursts.isEmpty && bench.acknowledgements == 0)
    #expect((0..<Self.bytes).allSatisfy { !bench.memory.wasWritten($0) })
    #expect(try bench.flag("idle"))
  }

  @Test(arguments: [2, 3], 0..<3)
  func anErrorResponseIsAFault(response: Int, burst: Int) throws {
    let bench = try bench(window: 0..<0x2000, .init(latency: 5, stallPerMille: 200))
    bench.memory.fail(burst: burst, writes: true, response: response)
    try bench.send(BusRequest(offset: 0x100, beats: 48), data(48))
    try bench.run { bench.bursts.count == 3 }
    try bench.run(limit: 1000) { bench.memory.unfinished.isEmpty }
    try bench.run(5)
    #expect(bench.faults == [ProgramError.writeResponse.rawValue])
    #expect(bench.acknowledgements == 0, "not all of the request has been written")
    #expect(try bench.flag("idle"))
  }
}
