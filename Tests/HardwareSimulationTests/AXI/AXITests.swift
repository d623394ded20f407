import BigInt
import Hardware
import HardwareSimulation
import Randomness
import Testing

/// The bus models against one another, through a design that connects a subordinate's ports to a manager's.
@Suite struct AXITests {
  /// Widths of a bus; no identifiers and bursts for AXI4-Lite.
  struct Bus: Sendable {
    var address = 32
    var data = 64
    var id: Int? = 2

    /// The signals, and whether the manager drives each.
    var signals: [(name: String, width: Int, isManagers: Bool)] {
      let burst = id.map { [("id", $0), ("len", 8), ("size", 3), ("burst", 2)] } ?? []
      let request = [("addr", address)] + burst + [("prot", 3), ("valid", 1)]
      let identifier = id.map { [("id", $0)] } ?? []
      let last = id == nil ? [] : [("last", 1)]
      let w = [("data", data), ("strb", data / 8)] + last + [("valid", 1)]
      let b = identifier + [("resp", 2), ("valid", 1)]
      let r = identifier + [("data", data), ("resp", 2)] + last + [("valid", 1)]
      let channels = [("aw", request, true), ("w", w, true), ("b", b, false), ("ar", request, true), ("r", r, false)]
      return channels.flatMap { channel, fields, isManagers in
        fields.map { (channel + $0.0, $0.1, isManagers) } + [(channel + "ready", 1, !isManagers)]
      }
    }

    /// From the ports `s_axi_...` straight to `m_axi_...`.
    var design: Netlist.Design {
      var builder = DefinitionBuilder("bus")
      for (name, width, isManagers) in signals {
        let (from, to) = isManagers ? ("s_axi", "m_axi") : ("m_axi", "s_axi")
        builder.output("\(to)_\(name)", builder.input("\(from)_\(name)", width))
      }
      return Netlist.Design(builder)
    }
  }

  static let buses = [Bus(), Bus(address: 64, data: 32, id: 4), Bus(address: 40, data: 128, id: 1)]

  // MARK: Manager and memory

  @Test(arguments: buses, [1, 2, UInt64.random(in: 3...1 << 32)])
  func whatIsWrittenIsRead(_ bus: Bus, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let bench = StreamBench(try Interpreter(bus.design), seed: seed)
    let stalls = [0, 0.3, 0.7].randomElement(using: &random)!
    let options = AXIMemory.Options(
      latency: [0, 5, 30].randomElement(using: &random)!, stalls: stalls,
      outstanding: [1, 3, 16].randomElement(using: &random)!, reorders: .random(using: &random))
    let base = UInt64(0x4000_0000)
    let memory = try bench.memory("m_axi", base: base, bytes: 0x2000, options)
    let manager = try bench.manager("s_axi", stalls: stalls)
    try bench.simulator.reset()
    var expected = [UInt8](repeating: 0, count: 0x2000)
    for _ in 0..<20 {
      let offset = Int.random(in: 0..<0x2000, using: &random)
      let count = Int.random(in: 1...min(64, 0x1000 - offset % 0x1000), using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      expected.replaceSubrange(offset..<offset + count, with: bytes)
      // One identifier: writes of different ones may pass one another.
      try manager.write(bytes, at: base + UInt64(offset), id: 1)
    }
    try bench.run(limit: 20_000) { manager.isIdle }
    #expect(try memory.read(0x2000, at: base) == expected, "seed \(seed)")
    let reads = try (0..<20).map { _ in
      let offset = Int.random(in: 0..<0x2000, using: &random)
      let count = Int.random(in: 1...min(64, 0x1000 - offset % 0x1000), using: &random)
      let id = Int.random(in: 0..<1 << bus.id!, using: &random)
      return (offset, count, try manager.read(count, at: base + UInt64(offset), id: id))
    }
    try bench.run(limit: 20_000) { manager.isIdle }
    for (offset, count, read) in reads {
      #expect(read.bytes == Array(expected[offset..<offset + count]) && read.response == .okay, "seed \(seed)")
    }
    #expect(memory.isIdle && memory.readBursts == 20 && memory.writeBursts == 20)
    try bench.checkBusesAreIdle()
  }

  @Test func burstsOfAllKindsHaveTheirAddresses() throws {
    let bench = StreamBench(try Interpreter(Bus().design), seed: 1)
    let memory = try bench.memory("m_axi", bytes: 256)
    let manager = try bench.manager("s_axi")
    try bench.simulator.reset()
    try memory.write((0..<256).map { UInt8($0) }, at: 0)
    let wrapped = try manager.read(AXIBurst(at: 0x38, beats: 4, bytesPerBeat: 8, kind: .wrapping))
    let fixed = try manager.read(AXIBurst(at: 0x13, beats: 2, bytesPerBeat: 4, kind: .fixed, id: 1))
    let narrow = try manager.read(AXIBurst(at: 0x41, beats: 3, bytesPerBeat: 2, id: 2))
    try bench.run(limit: 100) { manager.isIdle }
    #expect(wrapped.bytes == (0x38...0x3F).map { UInt8($0) } + (0x20...0x37).map { UInt8($0) })
    #expect(fixed.bytes == [0x13, 0x13])
    #expect(narrow.bytes == [0x41, 0x42, 0x43, 0x44, 0x45])
    #expect(narrow.number == 0x45_4443_4241)
  }

  @Test func errorsAreAnsweredAndWriteNothing() throws {
    let bench = StreamBench(try Interpreter(Bus().design), seed: 1)
    let memory = try bench.memory("m_axi", base: 0x1000, bytes: 64)
    let manager = try bench.manager("s_axi")
    try bench.simulator.reset()
    memory.fail(0x1010...0x1017)
    let inside = try manager.write(Array(repeating: 7, count: 32), at: 0x1008)
    let outside = try manager.write([1, 2], at: 0x2000)
    let read = try manager.read(16, at: 0x1038)
    try bench.run(limit: 100) { manager.isIdle }
    #expect(inside.response == .subordinateError && outside.response == .decodeError)
    #expect(read.responses == [.okay, .decodeError])
    let written = [UInt8](repeating: 7, count: 8) + [UInt8](repeating: 0, count: 8) + [UInt8](repeating: 7, count: 16)
    #expect(try memory.read(32, at: 0x1008) == written)
  }

  @Test func answersOfDifferentIdentifiersPassOneAnother() throws {
    let bench = StreamBench(try Interpreter(Bus().design), seed: 4)
    _ = try bench.memory("m_axi", bytes: 0x100, .init(latency: 3, reorders: true))
    let manager = try bench.manager("s_axi")
    try bench.simulator.reset()
    let reads = try (0..<8).map { try manager.read(32, at: 0, id: $0 % 4) }
    var order: [Int] = []
    try bench.run(limit: 200) {
      for (index, read) in reads.enumerated() where read.isDone && !order.contains(index) { order.append(index) }
      return manager.isIdle
    }
    #expect(order.count == 8 && order != order.sorted())
    for id in 0..<4 { #expect(order.filter { $0 % 4 == id } == [id, id + 4]) }
  }

  @Test func liteBusesMoveSingleWords() throws {
    let bench = StreamBench(try Interpreter(Bus(address: 12, data: 32, id: nil).design), seed: 2)
    _ = try bench.memory("m_axi", bytes: 0x20, .init(stalls: 0.4))
    let manager = try bench.manager("s_axi", stalls: 0.4)
    try bench.simulator.reset()
    let write = try manager.write([0x78, 0x56, 0x34, 0x12], at: 0x10)
    try bench.run(limit: 100) { manager.isIdle }
    let (read, missing) = (try manager.read(4, at: 0x10), try manager.read(4, at: 0x20))
    try bench.run(limit: 100) { manager.isIdle }
    #expect(write.response == .okay && read.number == 0x1234_5678 && missing.response == .decodeError)
    expectError("the bus 's_axi' is AXI4-Lite: single full beats without an identifier only", below: 1) {
      try manager.read(8, at: 0)
    }
    expectError("0x1000 does not fit in the port 's_axi_araddr' of width 12") { try manager.read(4, at: 0x1000) }
  }

  @Test func wrongUseIsExplained() throws {
    let bench = StreamBench(try Interpreter(Bus().design), seed: 1)
    expectError("the design is the subordinate of the bus 's_axi': it needs a manager", below: 1) {
      try bench.memory("s_axi", bytes: 8)
    }
    expectError("the design is the manager of the bus 'm_axi': it needs a memory") { try bench.manager("m_axi") }
    let near = "'m_axi_awaddr', 's_axi_awaddr' or 'm_axi_araddr'"
    expectError("the design has no port 'x_axi_awaddr'; did you mean \(near)?") {
      try bench.checker("x_axi", line: #line - 1)
    }
    let manager = try bench.manager("s_axi")
    expectError("a burst at 0xff8 of 2 beats of 8 bytes crosses a 4 KB boundary") { try manager.read(16, at: 0xFF8) }
    let memory = try bench.memory("m_axi", base: 0x100, bytes: 16)
    expectError("9 bytes at 0x108 do not lie in the memory of 16 bytes from 0x100 on") { try memory.read(9, at: 0x108) }
  }
}
