import BigInt
import Hardware
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

/// The reader against the memory that checks its master.
@Suite(.enabled(if: Checkout.tool("verilator") != nil, "no verilator")) struct MemoryReaderTests {
  static let bytes = 0x8000
  static let depths = [32, 64, 200]

  static func interpreter(_ architecture: Architecture, depths: [Int] = depths) throws -> Interpreter {
    try Interpreter(MemoryReader(architecture, depths: depths).elaborated())
  }

  static func memory(
    _ architecture: Architecture, base: UInt64 = 0x4000_0000, readable: Int = bytes, _ timing: AXIMemory.Options = .init()
  ) throws -> AXIMemory {
    let memory = try AXIMemory(base: base, bytes: bytes, beatBytes: architecture.beatBytes, timing)
    var generator = SeededGenerator(seed: 99)
    memory.write((0..<bytes).map { _ in .random(in: 0...255, using: &generator) }, at: 0)
    memory.allow(0..<readable, writes: false)
    return memory
  }

  /// Random requests of all clients with random stalls everywhere, halted now and then.
  static func checkRandomRequests(
    _ simulator: any Simulator, _ architecture: Architecture, seed: UInt64, requests: Int
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let beat = architecture.beatBytes
    let base = BusBench.randomBase(architecture, bytes: bytes, using: &generator)
    let size = [bytes, 0x1040, 0x5FF0].randomElement(using: &generator)!
    let memory = try memory(architecture, base: base, readable: size, BusBench.randomTiming(using: &generator))
    let clients = depths.count
    let stalls = (0..<clients).map { _ in
      (Stalls.uneven.probability(using: &generator), Stalls.uneven.probability(using: &generator))
    }
    let bench = try ReaderBench(
      simulator, memory, architecture, clients: clients, size: size, seed: generator.next(), stalls: { stalls[$0] })
    var expected = [[BigInt]](repeating: [], count: clients)
    for client in 0..<clients {
      for _ in 0..<requests {
        let request = BusRequest.random(in: 0..<size, beatBytes: beat, using: &generator)
        try bench.send(request, client: client)
        expected[client] += (0..<request.beats).map { memory.read(beat, at: request.offset + $0 * beat).number }
      }
    }
    for _ in 0..<3 {
      try bench.run(.random(in: 0...600, using: &generator))
      #expect(try bench.haltAndLookForBursts() == nil, "seed \(seed)")
    }
    try bench.run { (0..<clients).allSatisfy { bench.data[$0].payloads.count >= expected[$0].count } }
    try bench.run(20)
    for client in 0..<clients {
      #expect(bench.data[client].payloads.map { $0[0] } == expected[client], "client \(client), seed \(seed)")
    }
    #expect(memory.unfinished == "" && bench.faults.isEmpty)
    #expect(try bench.flag("idle"))
    #expect(memory.traffic.readBeats == expected.map(\.count).reduce(0, +), "nothing is read twice or in vain")
    #expect(bench.bursts.allSatisfy { $0.burst.beats <= Burst.mostBeats })
    #expect(bench.mostUnderWay <= architecture.memoryBursts)
  }

  @Test(arguments: randomSeeds(16))
  func randomRequestsComeInOrder(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let architecture = BusBench.randomArchitecture(using: &generator)
    try Self.checkRandomRequests(
      Self.interpreter(architecture), architecture, seed: generator.next(), requests: 6)
  }

  @Test(arguments: [(32, 32), (128, 64)])
  func randomRequestsComeInOrderInVerilator(dataBits: Int, addressBits: Int) throws {
    let architecture = BusBench.architecture(dataBits: dataBits, addressBits: addressBits)
    let design = try MemoryReader(architecture, depths: Self.depths).elaborated()
    for seed in randomSeeds(12) {
      try Self.checkRandomRequests(try VerilatedSimulator(design), architecture, seed: seed, requests: 10)
    }
  }

  private func bench(
    size: Int = 0x1000, depths: [Int] = depths, bursts: Int = 4, _ timing: AXIMemory.Options = .init()
  ) throws -> ReaderBench {
    let architecture = BusBench.architecture(bursts: bursts)
    return try ReaderBench(
      try Self.interpreter(architecture, depths: depths), try Self.memory(architecture, readable: size, timing),
      architecture, clients: depths.count, size: size, seed: 1)
  }

  @Test func burstsEndAtBoundariesAndAfterSixteenBeats() throws {
    let bench = try bench(size: 0x3000)
    try bench.send(BusRequest(offset: 0x0FB8, beats: 40))
    try bench.run { bench.data[0].payloads.count == 40 }
    let bursts = bench.bursts.map { [Int($0.burst.address - 0x4000_0000), $0.burst.beats] }
    #expect(bursts == [[0x0FB8, 9], [0x1000, 16], [0x1080, 15]])
  }

  @Test func fullRateAcrossBursts() throws {
    let bench = try bench(size: Self.bytes, depths: [128], .init(latency: 20))
    try bench.send(BusRequest(offset: 0x18, beats: 2000))
    try bench.run { bench.data[0].payloads.count == 2000 }
    // 4 bursts of 16 beats hide a latency of 20 cycles.
    #expect(bench.cycle < 2000 + 60, "\(bench.cycle) cycles")
  }

  @Test func clientsTakeTurns() throws {
    let bench = try bench(size: Self.bytes, depths: [64, 64, 64])
    for client in 0..<3 { try bench.send(BusRequest(offset: client * 0x2000, beats: 640), client: client) }
    try bench.run { bench.bursts.count == 90 }
    for client in 0..<3 {
      let count = bench.bursts.filter { $0.burst.id == client }.count
      #expect(abs(count - 30) <= 2, "client \(client) had \(count) of 90 bursts")
    }
  }

  @Test func aClientThatTakesNothingHoldsUpNobody() throws {
    let architecture = BusBench.architecture()
    let bench = try ReaderBench(
      try Self.interpreter(architecture), try Self.memory(architecture), architecture, clients: 3, size: Self.bytes,
      seed: 1, stalls: { $0 == 0 ? (0, 0.999_999) : (0, 0) })
    for client in 0..<3 { try bench.send(BusRequest(offset: 0, beats: 500), client: client) }
    try bench.run(limit: 2000) { bench.data[1].payloads.count == 500 && bench.data[2].payloads.count == 500 }
    let beats = bench.bursts.filter { $0.burst.id == 0 }.map(\.burst.beats).reduce(0, +)
    #expect(beats <= Self.depths[0], "no more is asked for than there is room for")
  }

  @Test(arguments: [
    BusRequest(offset: 0, beats: 512), BusRequest(offset: 0xFF8, beats: 1), BusRequest(offset: 0x800, beats: 256),
  ])
  func theWholeWindowCanBeRead(request: BusRequest) throws {
    let bench = try bench()
    try bench.send(request)
    try bench.run { bench.data[0].payloads.count == request.beats }
    #expect(bench.faults.isEmpty)
  }

  @Test(arguments: [
    BusRequest(offset: 0x1000, beats: 1), BusRequest(offset: 0xFF8, beats: 2), BusRequest(offset: 0, beats: 513),
    BusRequest(offset: 0xFFFF_FFF8, beats: 1), BusRequest(offset: 0xFFFF_FFF8, beats: 2),
    BusRequest(offset: 0, beats: 1 << 24), BusRequest(offset: 0xFFFF_FFF8, beats: 1 << 24),
    BusRequest(offset: 0x4, beats: 1), BusRequest(offset: 0x7FF, beats: 2),
  ])
  func aRequestOutsideTheWindowIsRefusedWhole(request: BusRequest) throws {
    for client in 0..<3 {
      let bench = try bench()
      try bench.send(request, client: client)
      try bench.run(100)
      #expect(bench.faults == [ProgramError.readWindow.rawValue], "one fault of one cycle")
      #expect(bench.bursts.isEmpty)
      #expect(try bench.flag("idle"))
    }
  }

  @Test func anEmptyWindowRefusesEverything() throws {
    let bench = try bench(size: 0)
    try bench.send(BusRequest(offset: 0, beats: 1))
    try bench.run(50)
    #expect(bench.faults == [ProgramError.readWindow.rawValue] && bench.bursts.isEmpty)
  }

  @Test(arguments: [2, 3], 0..<4)
  func anErrorResponseIsAFaultAndTheRestGoesOn(response: Int, burst: Int) throws {
    let bench = try bench(.init(latency: 5, stallPerMille: 200))
    bench.memory.fail(burst: burst, writes: false, response: response)
    try bench.send(BusRequest(offset: 0x100, beats: 70))
    try bench.run { bench.data[0].payloads.count == 70 }
    try bench.run(5)
    let beats = bench.bursts[burst].burst.beats
    #expect(bench.faults == Array(repeating: ProgramError.readResponse.rawValue, count: beats))
    #expect(try bench.flag("idle"))
  }
}
