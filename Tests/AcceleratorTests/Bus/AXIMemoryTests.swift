import HardwareSimulation
import Testing

/// Masters that keep the protocol and masters that do not, against the memory that is to tell them apart.
@Suite(.enabled(if: Checkout.tool("verilator") != nil, "no verilator")) struct AXIMemoryTests {
  typealias Address = AXIMemory.Address
  typealias Master = AXIMemory.Master
  typealias WriteBeat = AXIMemory.WriteBeat

  static let base: UInt64 = 0x1000_0000

  /// 16 KB: 0 to 8 KB may be read, 4 to 12 KB may be written; the host has written the first 4 KB.
  private func memory(_ options: AXIMemory.Options = .init()) throws -> AXIMemory {
    let memory = try AXIMemory(base: Self.base, bytes: 0x4000, beatBytes: 8, options)
    #expect(memory.write((0..<0x1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }, at: 0))
    memory.allow(0..<0x2000, writes: false)
    memory.allow(0x1000..<0x3000, writes: true)
    return memory
  }

  private func beat(_ value: UInt64, last: Bool = false) -> WriteBeat { WriteBeat(data: [value, 0], isLast: last) }

  /// The message about what a master drives in the cycles from the first on; nil where there is nothing to say.
  private func violation(_ cycles: [Master], _ options: AXIMemory.Options = .init()) throws -> String? {
    let memory = try memory(options)
    do {
      for master in cycles {
        _ = memory.offer()
        try memory.edge(master)
      }
      for _ in 0..<50 {
        _ = memory.offer()
        try memory.edge(Master())
      }
    } catch let violation as AXIMemory.Violation {
      return violation.description
    }
    return memory.unfinished.isEmpty ? nil : memory.unfinished
  }

  private static let read = Address(address: base + 0x40, beats: 4)
  private static let write = Address(address: base + 0x1040, beats: 2)

  @Test func aMasterThatKeepsTheRulesHearsNothing() throws {
    let beats = [beat(1), beat(2, last: true)]
    let cycles = [
      Master(ar: Self.read, aw: Self.write), Master(w: beats[0]), Master(w: beats[1]),
      Master(ar: Address(address: Self.base + 0xF80, beats: 16)),
    ]
    #expect(try violation(cycles) == nil)
    #expect(try violation([Master(w: beats[0]), Master(aw: Self.write), Master(w: beats[1])]) == nil, "data comes first")
  }

  /// Where the memory takes nothing, what was offered has to stay.
  @Test func whatIsOfferedStaysUntilItIsTaken() throws {
    let never = AXIMemory.Options(outstanding: 0)
    let changed: [Address?] = [
      nil, Address(address: Self.base + 0x48, beats: 4), Address(address: Self.base + 0x40, beats: 5),
      Address(address: Self.base + 0x40, beats: 4, id: 1), Address(address: Self.base + 0x40, beats: 4, size: 2),
      Address(address: Self.base + 0x40, beats: 4, burst: 2),
    ]
    for other in changed {
      #expect(
        try violation([Master(ar: Self.read), Master(ar: other)], never)
          == "ARVALID or its payload changed before ARREADY")
      #expect(
        try violation([Master(aw: Self.read), Master(aw: other)], never)
          == "AWVALID or its payload changed before AWREADY")
    }
    // One beat, and then the bandwidth is used up.
    let once = AXIMemory.Options(beatsPerThousand: 0)
    let first = Master(aw: Self.write, w: beat(1))
    let stalled = beat(2, last: true)
    let others: [WriteBeat?] = [
      nil, beat(3, last: true), beat(2), WriteBeat(data: [2, 0], isLast: true, strobe: 0x7F),
    ]
    for other in others {
      #expect(
        try violation([first, Master(w: stalled), Master(w: other)], once)
          == "WVALID or its payload changed before WREADY")
    }
  }

  @Test(arguments: [
    (Address(address: base + 0x40, beats: 4, burst: 0), "is no INCR burst"),
    (Address(address: base + 0x40, beats: 4, burst: 2), "is no INCR burst"),
    (Address(address: base + 0x40, beats: 4, size: 2), "has beats of another width than the bus"),
    (Address(address: base + 0x44, beats: 4), "is not aligned to the bus"),
    (Address(address: base + 0xFF8, beats: 2), "crosses a 4 KB boundary"),
    (Address(address: base + 0x800, beats: 257), "crosses a 4 KB boundary"),
    (Address(address: base - 8, beats: 1), "is outside the memory"),
    (Address(address: base + 0x4000, beats: 1), "is outside the memory"),
    (Address(address: base + 0x3000, beats: 1), "is outside the memory plan"),
  ])
  func everyRuleOfABurstIsHeld(burst: Address, problem: String) throws {
    let place = "burst at 0x" + String(burst.address, radix: 16)
    #expect(try violation([Master(ar: burst)]) == "the read \(place) \(problem)")
    #expect(try violation([Master(aw: burst)]) == "the write \(place) \(problem)")
  }

  @Test func readsAndWritesHaveAPlanEach() throws {
    let (first, last) = (Address(address: Self.base, beats: 1), Address(address: Self.base + 0x2000, beats: 1))
    #expect(try violation([Master(ar: first)]) == nil)
    #expect(try violation([Master(aw: first)]) == "the write burst at 0x10000000 is outside the memory plan")
    #expect(try violation([Master(aw: last, w: beat(1, last: true))]) == nil)
    #expect(try violation([Master(ar: last)]) == "the read burst at 0x10002000 is outside the memory plan")
  }

  @Test func bytesThatNobodyWroteAreNotRead() throws {
    let unwritten = Address(address: Self.base + 0x1000, beats: 1)
    #expect(try violation([Master(ar: unwritten)]) == "a read of the byte at 0x10001000, which was never written")
    // All but one byte.
    let partial = WriteBeat(data: [5, 0], isLast: true, strobe: 0xF7)
    let pause = Array(repeating: Master(), count: 5)
    #expect(
      try violation([Master(aw: unwritten, w: partial)] + pause + [Master(ar: unwritten)])
        == "a read of the byte at 0x10001003, which was never written")
    #expect(
      try violation([Master(aw: unwritten, w: beat(5, last: true))] + pause + [Master(ar: unwritten)]) == nil)
  }

  @Test func theLastBeatIsMarkedAndNoOther() throws {
    #expect(try violation([Master(aw: Self.write, w: beat(1, last: true))]) == "WLAST is 1 in beat 0 of its burst")
    #expect(try violation([Master(aw: Self.write, w: beat(1)), Master(w: beat(2))]) == "WLAST is 0 in beat 1 of its burst")
    // The same where the data comes before its address.
    #expect(try violation([Master(w: beat(1, last: true)), Master(aw: Self.write)]) == "WLAST is 1 in beat 0 of its burst")
  }

  @Test func nothingIsLeftOver() throws {
    let beats = [Master(aw: Self.write, w: beat(1)), Master(w: beat(2, last: true))]
    #expect(try violation(beats + [Master(w: beat(3))]) == "write data without an address")
    #expect(try violation([beats[0]]) == "a write burst without an answer")
    #expect(
      try violation([Master(ar: Self.read)], .init(latency: 1000)) == "a read burst without all its data")
  }

  @Test func whatHasNoOrderDoesNotOverlap() throws {
    let late = AXIMemory.Options(latency: 20)
    let shared = Address(address: Self.base + 0x1000, beats: 2)
    let write = Master(aw: shared, w: beat(1))
    let end = Master(w: beat(2, last: true))
    let pause = Array(repeating: Master(), count: 30)
    let reading = Master(ar: Address(address: Self.base + 0x1008, beats: 1))
    #expect(
      try violation([write, end, reading], late)
        == "the read burst at 0x10001008 takes bytes of a write that is not yet answered")
    #expect(
      try violation([write, end] + pause + [reading, Master(), write], late)
        == "the write burst at 0x10001000 changes bytes of a read that is under way")
    #expect(try violation([write, end] + pause + [reading] + pause + [write, end], late) == nil)
  }

  /// The beats and answers that come of bursts, with the cycle of each.
  private func replies(
    to bursts: [Master], _ memory: AXIMemory, cycles: Int = 400
  ) throws -> [(cycle: Int, slave: AXIMemory.Slave)] {
    var replies: [(Int, AXIMemory.Slave)] = []
    var next = 0
    for cycle in 0..<cycles {
      let slave = memory.offer()
      let master = next < bursts.count ? bursts[next] : Master()
      let isTaken =
        (master.ar == nil || slave.takesAR) && (master.aw == nil || slave.takesAW) && (master.w == nil || slave.takesW)
      try memory.edge(master)
      if isTaken { next += 1 }
      if slave.r != nil || slave.b != nil { replies.append((cycle, slave)) }
    }
    return replies
  }

  @Test func latencyAndBandwidthAreKept() throws {
    let delayed = try replies(to: [Master(ar: Self.read)], memory(.init(latency: 30)))
    #expect(delayed.map(\.cycle) == [30, 31, 32, 33])
    let long = Master(ar: Address(address: Self.base + 0x40, beats: 100))
    let narrow = try replies(to: [long], memory(.init(beatsPerThousand: 250)), cycles: 500).map(\.cycle)
    #expect(narrow.count == 100)
    #expect(zip(narrow, narrow.dropFirst()).allSatisfy { $1 - $0 >= 3 })
    #expect((394...397).contains(narrow[99] - narrow[0]), "a beat in four cycles: \(narrow)")
    let written = [Master(aw: Self.write), Master(w: beat(1)), Master(w: beat(2, last: true))]
    #expect(try replies(to: written, memory(.init(latency: 30))).map(\.cycle) == [32])
  }

  @Test func noMoreBurstsAreTakenThanAllowed() throws {
    let memory = try memory(.init(latency: 10, outstanding: 2))
    let bursts = (0..<4).map { Address(address: Self.base + UInt64($0 * 0x40), beats: 1) }
    var taken: [Int] = []
    for cycle in 0..<60 where taken.count < 4 {
      let slave = memory.offer()
      try memory.edge(Master(ar: bursts[taken.count]))
      if slave.takesAR { taken.append(cycle) }
    }
    #expect(taken.count == 4)
    #expect(taken[1] - taken[0] == 1)
    #expect(taken[2] - taken[0] >= 10, "the third waits for the first one's data: \(taken)")
  }

  @Test(arguments: randomSeeds(10))
  func repliesOfAnIdentifierStayInOrder(seed: UInt64) throws {
    let memory = try memory(.init(stallPerMille: 300, reorders: true, seed: seed))
    let bursts = (0..<12).map { Address(address: Self.base + UInt64($0 * 0x40), beats: 1 + $0 % 5, id: $0 % 3) }
    let beats = try replies(to: bursts.map { Master(ar: $0) }, memory).compactMap(\.slave.r)
    for id in 0..<3 {
      let mine = bursts.filter { $0.id == id }
      let addresses = mine.flatMap { burst in (0..<burst.beats).map { Int(burst.address - Self.base) + 8 * $0 } }
      let expected = addresses.map { address in
        (0..<8).reduce(UInt64(0)) { $0 | UInt64(UInt8(truncatingIfNeeded: (address + $1) &* 7)) << (8 * $1) }
      }
      let lasts = mine.flatMap { burst in (1...burst.beats).map { $0 == burst.beats } }
      #expect(beats.filter { $0.id == id }.map { $0.data[0] } == expected)
      #expect(beats.filter { $0.id == id }.map(\.isLast) == lasts)
    }
    #expect(Set(zip(beats, beats.dropFirst()).map { $0.id != $1.id }).count == 2, "identifiers are mixed")
  }

  @Test(arguments: [2, 3])
  func theChosenBurstFails(response: Int) throws {
    let memory = try memory()
    memory.fail(burst: 1, writes: false, response: response)
    memory.fail(burst: 0, writes: true, response: response)
    let bursts = (0..<3).map { Master(ar: Address(address: Self.base + UInt64($0 * 0x40), beats: 2)) }
    let writes = [
      Master(aw: Self.write, w: beat(1)), Master(w: beat(2, last: true)),
      Master(aw: Address(address: Self.base + 0x1080, beats: 1), w: beat(3, last: true)),
    ]
    let replies = try replies(to: bursts + writes, memory)
    #expect(replies.compactMap(\.slave.r).map(\.response) == [0, 0, response, response, 0, 0])
    #expect(replies.compactMap(\.slave.b).map(\.response) == [response, 0])
    #expect(!memory.wasWritten(0x1040), "a write that failed has written nothing")
    #expect(memory.wasWritten(0x1080))
  }
}
