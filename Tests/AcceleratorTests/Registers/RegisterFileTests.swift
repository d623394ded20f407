import Hardware
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

/// An AXI4-Lite master that pauses, against the map.
@Suite struct RegisterFileTests {
  private final class Host {
    let simulator: Interpreter
    var generator: SeededGenerator

    init(seed: UInt64) throws {
      simulator = try Interpreter(RegisterFile(.edge).elaborated())
      generator = SeededGenerator(seed: seed)
      try simulator.reset()
      try simulator.poke("bus_idle", true)
    }

    /// A cycle of an event of the sequencer.
    func pulse(_ port: String) throws {
      try simulator.poke(port, true)
      try simulator.step()
      try simulator.poke(port, false)
    }

    func pause() throws { for _ in 0..<Int.random(in: 0...3, using: &generator) { try simulator.step() } }
    func value(_ port: String) throws -> Int { try simulator.peekInt(port) }

    /// Address and data may come one before the other.
    func write(_ value: Int, at offset: Int, strobe: Int = 15) throws -> Int {
      let order = Int.random(in: 0...2, using: &generator)
      try simulator.poke("s_axi_awaddr", offset)
      try simulator.poke("s_axi_wdata", value)
      try simulator.poke("s_axi_wstrb", strobe)
      var (address, data) = (false, false)
      for cycle in 0..<60 {
        try simulator.poke("s_axi_awvalid", !address && (order != 1 || data || cycle > 8))
        try simulator.poke("s_axi_wvalid", !data && (order != 2 || address || cycle > 8))
        let taken = (
          try self.value("s_axi_awvalid") & self.value("s_axi_awready"),
          try self.value("s_axi_wvalid") & self.value("s_axi_wready")
        )
        try simulator.step()
        if taken.0 == 1 { address = true }
        if taken.1 == 1 { data = true }
        if address && data { break }
      }
      try simulator.poke("s_axi_awvalid", false)
      try simulator.poke("s_axi_wvalid", false)
      try pause()
      while try self.value("s_axi_bvalid") == 0 { try simulator.step() }
      let response = try self.value("s_axi_bresp")
      try simulator.poke("s_axi_bready", true)
      try simulator.step()
      try simulator.poke("s_axi_bready", false)
      return response
    }

    func read(_ offset: Int) throws -> (value: Int, response: Int) {
      try simulator.poke("s_axi_araddr", offset)
      try simulator.poke("s_axi_arvalid", true)
      while try value("s_axi_arready") == 0 { try simulator.step() }
      try simulator.step()
      try simulator.poke("s_axi_arvalid", false)
      try pause()
      while try value("s_axi_rvalid") == 0 { try simulator.step() }
      let result = (try value("s_axi_rdata"), try value("s_axi_rresp"))
      try pause()
      #expect(try value("s_axi_rdata") == result.0, "an answer stays until it is taken")
      try simulator.poke("s_axi_rready", true)
      try simulator.step()
      try simulator.poke("s_axi_rready", false)
      return result
    }
  }

  /// What the program uses: the register, and the port that shows what it holds.
  private static let held: [(HostRegister, String)] = [
    (.program, "program_offset"), (.memoryBaseLow, "base"), (.memorySize, "size"), (.writeFirst, "write_first"),
    (.writeEnd, "write_end"), (.watchdog, "watchdog_limit"), (.timeLimit, "time_limit"),
  ]

  @Test func everyRegisterShowsItsResetValue() throws {
    let host = try Host(seed: 9)
    for register in HostRegister.allCases {
      #expect(try host.read(register.offset) == (Int(register.resetValue(.edge)), 0), "\(register)")
    }
    #expect(HostRegister.identification.resetValue(.edge) == 0x5352_524F)
    #expect(HostRegister.version.resetValue(.edge) == HostRegister.mapVersion)
  }

  /// With starts in between: a program keeps what was written before its start.
  @Test(arguments: randomSeeds(5))
  func registersHoldWhatIsWritten(seed: UInt64) throws {
    let host = try Host(seed: seed)
    var model = Dictionary(uniqueKeysWithValues: HostRegister.allCases.map { ($0.offset, Int($0.resetValue(.edge))) })
    var taken: [Int: Int] = [:]
    let writable = HostRegister.allCases.filter { $0.access == .readWrite }
    for round in 0..<80 {
      if round % 10 == 5 {
        if !taken.isEmpty { try host.pulse("finished") }
        taken = model
        #expect(try host.write(1, at: HostRegister.control.offset) == 0)
      }
      for (register, port) in Self.held where !taken.isEmpty {
        #expect(try host.value(port) == taken[register.offset]!, "\(register), seed \(seed)")
      }
      let register = writable.randomElement(using: &host.generator)!
      if Bool.random(using: &host.generator) {
        let (value, strobe) = (
          Int.random(in: 0..<1 << 32, using: &host.generator), Int.random(in: 0..<16, using: &host.generator)
        )
        #expect(try host.write(value, at: register.offset, strobe: strobe) == 0)
        let mask = (0..<4).filter { strobe >> $0 & 1 == 1 }.reduce(0) { $0 | 0xFF << (8 * $1) }
        model[register.offset] = model[register.offset]! & ~mask | value & mask
      } else {
        #expect(try host.read(register.offset) == (model[register.offset]!, 0), "\(register)")
      }
    }
    #expect(!taken.isEmpty)
  }

  @Test func identifiesItself() throws {
    let host = try Host(seed: 1)
    #expect(try host.read(HostRegister.identification.offset).value == 0x5352_524F)
    #expect(try host.read(HostRegister.version.offset).value == 2)
    let (low, high) = (try host.read(HostRegister.hashLow.offset).value, try host.read(HostRegister.hashHigh.offset).value)
    #expect(UInt64(low) | UInt64(high) << 32 == Architecture.edge.hash)
    #expect(Architecture.edge.hash != Architecture.tiny.hash)
  }

  @Test func whatIsNotThereIsAnError() throws {
    let host = try Host(seed: 2)
    #expect(try host.read(0x80).response == 2)
    #expect(try host.write(1, at: 0x80) == 2)
    #expect(try host.write(1, at: HostRegister.status.offset) == 2)
    #expect(try host.write(1, at: PerformanceCounter.cycles.offset) == 2)
  }

  @Test func startsAndInterrupts() throws {
    let host = try Host(seed: 3)
    var starts = 0
    host.simulator.observe { if (try? host.value("start")) == 1 { starts += 1 } }
    _ = try host.write(1, at: HostRegister.interruptEnable.offset)
    #expect(try host.write(1, at: HostRegister.control.offset) == 0)
    try host.simulator.step(3)
    #expect(starts == 1)
    try host.simulator.poke("running", true)
    _ = try host.write(1, at: HostRegister.control.offset)
    #expect(starts == 1, "a program that runs is not started again")
    #expect(try host.read(HostRegister.status.offset).value == 1)
    try host.simulator.poke("running", false)
    try host.simulator.poke("finished", true)
    try host.simulator.step()
    try host.simulator.poke("finished", false)
    try host.simulator.step()
    #expect(try host.value("irq") == 1)
    #expect(try host.read(HostRegister.status.offset).value == 2)
    #expect(try host.read(HostRegister.interruptPending.offset).value == 1)
    _ = try host.write(1, at: HostRegister.interruptPending.offset)
    try host.simulator.step(2)
    #expect(try host.value("irq") == 0)
    try host.simulator.poke("failed", true)
    try host.simulator.step()
    try host.simulator.poke("failed", false)
    try host.simulator.step(2)
    #expect(try host.value("irq") == 0, "it is not enabled for errors")
    #expect(try host.read(HostRegister.interruptPending.offset).value == 2)
  }

  @Test func stopsWhatRunsUntilItHasEnded() throws {
    let host = try Host(seed: 6)
    #expect(try host.write(2, at: HostRegister.control.offset) == 0)
    try host.simulator.step(3)
    #expect(try host.value("stop_request") == 0, "nothing runs")
    for ending in ["finished", "failed"] {
      _ = try host.write(1, at: HostRegister.control.offset)
      #expect(try host.value("stop_request") == 0)
      // Before the program is seen to run, and again.
      for _ in 0..<2 { #expect(try host.write(2, at: HostRegister.control.offset) == 0) }
      try host.simulator.step(20)
      #expect(try host.value("stop_request") == 1, "it holds until the program has ended")
      try host.pulse(ending)
      try host.simulator.step()
      #expect(try host.value("stop_request") == 0)
      _ = try host.write(2, at: HostRegister.control.offset)
      try host.simulator.step(3)
      #expect(try host.value("stop_request") == 0, "what has ended is not stopped")
    }
  }

  /// Each bit does what it can: with both, a program that runs is stopped, and where none runs one is started.
  @Test func startAndStopAtOnce() throws {
    let host = try Host(seed: 7)
    _ = try host.write(3, at: HostRegister.control.offset)
    try host.simulator.step(3)
    #expect(try host.value("stop_request") == 0)
    #expect(try host.read(HostRegister.status.offset).value == 1)
    _ = try host.write(3, at: HostRegister.control.offset)
    #expect(try host.value("stop_request") == 1)
    _ = try host.write(0, at: HostRegister.control.offset)
    #expect(try host.value("stop_request") == 1)
  }

  @Test func theStatusTellsOfBursts() throws {
    let host = try Host(seed: 8)
    _ = try host.write(1, at: HostRegister.control.offset)
    try host.simulator.poke("bus_idle", false)
    try host.simulator.step()
    #expect(try host.read(HostRegister.status.offset).value == 0b1001)
    try host.pulse("failed")
    #expect(try host.read(HostRegister.status.offset).value == 0b1100, "told while the bus is dead")
    try host.simulator.poke("bus_idle", true)
    try host.simulator.step()
    #expect(try host.read(HostRegister.status.offset).value == 0b0100)
  }

  @Test func whatCannotBeginIsRefusedWithItsStart() throws {
    let host = try Host(seed: 10)
    var refusals: [Int] = []
    host.simulator.observe { if (try? host.value("start")) == 1 { refusals.append((try? host.value("refusal")) ?? -1) } }
    _ = try host.write(0x101, at: HostRegister.program.offset)
    _ = try host.write(1, at: HostRegister.control.offset)
    // What is written behind a start changes nothing of it.
    _ = try host.write(0x100, at: HostRegister.program.offset)
    try host.pulse("finished")
    _ = try host.write(1, at: HostRegister.control.offset)
    try host.simulator.step(3)
    #expect(refusals == [ProgramError.programOffset.rawValue, 0])
  }

  @Test func afterAnErrorNothingStartsAndTheErrorStays() throws {
    let host = try Host(seed: 5)
    var starts = 0
    host.simulator.observe { if (try? host.value("start")) == 1 { starts += 1 } }
    try host.simulator.poke("failed", true)
    try host.simulator.step()
    try host.simulator.poke("failed", false)
    #expect(try host.read(HostRegister.status.offset).value == 4)
    #expect(try host.write(1, at: HostRegister.control.offset) == 0)
    try host.simulator.step(3)
    #expect(starts == 0, "only a reset leads on")
    #expect(try host.read(HostRegister.status.offset).value == 4, "a host that polls still sees the error")
  }

  /// A host that polls sees the program run until its outcome is there.
  @Test func theStatusHasNoGap() throws {
    let host = try Host(seed: 5)
    _ = try host.write(1, at: HostRegister.control.offset)
    #expect(try host.read(HostRegister.status.offset).value == 1, "before the program is seen to run")
    try host.simulator.poke("running", true)
    try host.simulator.step()
    try host.simulator.poke("running", false)
    try host.simulator.step(10)
    #expect(try host.read(HostRegister.status.offset).value == 1, "while the bus drains")
    try host.simulator.poke("failed", true)
    try host.simulator.step()
    try host.simulator.poke("failed", false)
    #expect(try host.read(HostRegister.status.offset).value == 4)
  }

  @Test func theUpperWordOfACounterBelongsToTheLowerOne() throws {
    let host = try Host(seed: 4)
    try host.simulator.poke("counters_0", 0x1_FFFF_FFFF)
    #expect(try host.read(PerformanceCounter.cycles.offset).value == 0xFFFF_FFFF)
    try host.simulator.poke("counters_0", 0x2_0000_0000)
    #expect(try host.read(PerformanceCounter.cycles.offset + 4).value == 1)
  }
}
