import BigInt
import HardwareSimulation
import Testing

/// Each rule that a manager or a subordinate can break, by the message.
@Suite struct AXICheckerTests {
  /// What a side drives in a cycle: ports without the bus's name.
  typealias Cycle = [String: Int]

  /// What the checker says of these cycles, in which both sides are driven by hand; what is not named is 0.
  private func breach(_ cycles: [Cycle], bus: AXITests.Bus = .init(), ends: Bool = false) throws -> String? {
    let simulator = try Interpreter(bus.design)
    let bench = StreamBench(simulator, seed: 1)
    let checker = try bench.checker("s_axi")
    try simulator.reset()
    do {
      for cycle in cycles {
        for (name, _, isManagers) in bus.signals {
          try simulator.poke("\(isManagers ? "s_axi" : "m_axi")_\(name)", cycle[name] ?? 0)
        }
        try bench.step()
      }
      if ends { try checker.checkIsIdle() }
      return nil
    } catch let violation as AXIViolation {
      #expect(violation.bus == "s_axi")
      #expect(violation.description == "in cycle \(violation.cycle) the bus 's_axi' \(violation.breach)")
      return violation.breach
    }
  }

  private func address(_ channel: String, _ address: Int, beats: Int = 1, ready: Int = 1, _ more: Cycle = [:]) -> Cycle
  {
    let signals = [
      "\(channel)valid": 1, "\(channel)ready": ready, "\(channel)addr": address, "\(channel)len": beats - 1,
      "\(channel)size": 3, "\(channel)burst": 1,
    ]
    return signals.merging(more) { $1 }
  }

  private func data(_ value: Int, last: Int, strobes: Int = 0xFF, ready: Int = 1) -> Cycle {
    ["wvalid": 1, "wready": ready, "wdata": value, "wstrb": strobes, "wlast": last]
  }

  private func read(last: Int, id: Int = 0) -> Cycle { ["rvalid": 1, "rready": 1, "rlast": last, "rid": id] }
  private let answer: Cycle = ["bvalid": 1, "bready": 1]

  @Test func goodTrafficPasses() throws {
    let write = [address("aw", 0x10, beats: 2), data(1, last: 0), data(2, last: 1), answer]
    let reading = [
      address("ar", 0xFF0, beats: 2, ready: 0), address("ar", 0xFF0, beats: 2), read(last: 0), read(last: 1),
    ]
    #expect(try breach(write + reading, ends: true) == nil)
    // Data before their address.
    #expect(try breach([data(1, last: 1), address("aw", 0), answer], ends: true) == nil)
  }

  @Test(arguments: ["aw", "w", "b", "ar", "r"]) func validStays(_ channel: String) throws {
    #expect(
      try breach([["\(channel)valid": 1], [:]])
        == "took \(channel.uppercased())VALID back before \(channel.uppercased())READY")
  }

  @Test func whatIsOfferedStays() throws {
    #expect(
      try breach([address("aw", 0x40, ready: 0), address("aw", 0x48, ready: 0)])
        == "changed AWADDR from 0x40 to 0x48 before AWREADY")
    #expect(
      try breach([data(1, last: 0, ready: 0), data(1, last: 1, ready: 0)])
        == "changed WLAST from 0x0 to 0x1 before WREADY")
    #expect(
      try breach([["rvalid": 1, "rdata": 5], ["rvalid": 1, "rdata": 6]])
        == "changed RDATA from 0x5 to 0x6 before RREADY")
  }

  @Test func burstsAreLegal() throws {
    let rule = "has a AR that breaks the rules: a burst at"
    #expect(
      try breach([address("ar", 0xFF8, beats: 2)]) == "\(rule) 0xff8 of 2 beats of 8 bytes crosses a 4 KB boundary")
    #expect(
      try breach([address("ar", 0, ["arsize": 4])])
        == "\(rule) 0x0 of 1 beats of 16 bytes has wider beats than the bus, which has 8 bytes")
    #expect(
      try breach([address("ar", 0, beats: 3, ["arburst": 2])])
        == "\(rule) 0x0 of 3 beats of 8 bytes wraps and has not 2, 4, 8 or 16 beats")
    #expect(
      try breach([address("ar", 4, beats: 2, ["arburst": 2])])
        == "\(rule) 0x4 of 2 beats of 8 bytes wraps and is not aligned to its beats")
    #expect(
      try breach([address("ar", 0, beats: 17, ["arburst": 0])])
        == "\(rule) 0x0 of 17 beats of 8 bytes at a fixed address has more than 16 beats")
    #expect(try breach([address("ar", 0, ["arburst": 3])]) == "has 3 as ARBURST, which is no kind of burst")
  }

  @Test func theLastBeatIsMarkedAndNoOther() throws {
    let write = address("aw", 0x20, beats: 2)
    let end = "of the write burst at 0x20, which has 2"
    #expect(try breach([write, data(1, last: 1)]) == "has 1 as WLAST in beat 0 \(end)")
    #expect(try breach([write, data(1, last: 0), data(2, last: 0)]) == "has 0 as WLAST in beat 1 \(end)")
    #expect(try breach([data(1, last: 1), write]) == "has 1 as WLAST in beat 0 \(end)")
    let reading = address("ar", 0x20, beats: 2)
    #expect(try breach([reading, read(last: 1)]) == "has 1 as RLAST in beat 0 of the read burst at 0x20, which has 2")
    #expect(
      try breach([reading, read(last: 0), read(last: 0)])
        == "has 0 as RLAST in beat 1 of the read burst at 0x20, which has 2")
  }

  @Test func strobesAreWithinTheBeat() throws {
    #expect(
      try breach([address("aw", 0x22, ["awsize": 1]), data(1, last: 1, strobes: 0x0E)])
        == "writes byte lane 1 in beat 0 of the write burst at 0x22, which is outside of the beat")
  }

  @Test func answersBelongToBursts() throws {
    #expect(try breach([answer]) == "has an answer to a write of ID 0, and none of it has all its data")
    #expect(
      try breach([address("aw", 0, beats: 2), data(1, last: 0), answer])
        == "has an answer to a write of ID 0, and none of it has all its data")
    #expect(try breach([address("ar", 0), read(last: 1, id: 2)]) == "has read data of ID 2, which nobody waits for")
    let lite = AXITests.Bus(data: 32, id: nil)
    #expect(
      try breach([["arvalid": 1, "arready": 1], ["rvalid": 1, "rready": 1, "rresp": 1]], bus: lite)
        == "has 1 (EXOKAY) as RRESP, which AXI4-Lite does not know")
  }

  @Test func nothingIsLeftOver() throws {
    let write = [address("aw", 0x30), data(1, last: 1)]
    #expect(try breach([data(1, last: 1)], ends: true) == "has write data without an address")
    #expect(try breach([write[0]], ends: true) == "has a write burst at 0x30 without all its data")
    #expect(try breach(write, ends: true) == "has a write burst of ID 0 without an answer")
    #expect(try breach([address("ar", 0x38)], ends: true) == "has a read burst at 0x38 without all its data")
  }
}
