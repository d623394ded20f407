import TestSupport
import Testing

@testable import Accelerator

@Suite struct SequencerTests {
  private let architecture = Architecture.tiny

  private func instruction(_ opcode: Opcode, _ a: Int = 0, _ b: Int = 0) -> [Int] { [opcode.rawValue, a, b] }

  private func started(_ instructions: [[Int]]) throws -> Bench {
    let bench = try Bench(Sequencer(architecture), seed: 1)
    for port in ["array_idle", "vector_idle", "fetch_idle"] { try bench.set(port, 1) }
    try bench.set("start", 1)
    try bench.step()
    try bench.set("start", 0)
    try bench.feed("instruction", instructions)
    for name in ["load", "store", "pass", "vector"] { try bench.collect(name, count: 0) }
    return bench
  }

  private func steps(_ bench: Bench, until port: String, limit: Int = 200) throws -> Int? {
    for cycle in 0..<limit {
      if try bench.simulator.peekInt(port) == 1 { return cycle }
      try bench.step()
    }
    return nil
  }

  @Test func setsRegistersAndTables() throws {
    let bench = try started([
      instruction(.set, ProgramRegister.loadBuffer.rawValue, 77),
      instruction(.table, ProgramTable.ifmapPlace.rawValue << 16 | 5, 0xABCD),
      instruction(.table, ProgramTable.shift.rawValue << 16 | 9, 3),
      instruction(.configure, 2 << 12 | 3, 0x123), instruction(.end),
    ])
    var seen: [String] = []
    bench.observe = { _ in
      func value(_ port: String) -> Int { try! bench.simulator.peekInt(port) }
      if value("set_write") == 1 { seen.append("set \(value("set_index")) \(value("set_data"))") }
      if value("tables_ifmap_place_write") == 1 {
        seen.append("place \(value("tables_ifmap_place_index")) \(value("tables_ifmap_place_data"))")
      }
      if value("tables_channels_write") == 1 {
        seen.append("channel \(value("tables_channels_kind")) \(value("tables_channels_index"))")
      }
      if value("configuration_write") == 1 {
        seen.append("configure \(value("configuration_row")) \(value("configuration_column"))")
      }
    }
    #expect(try steps(bench, until: "finished") != nil)
    #expect(
      seen == [
        "set \(ProgramRegister.loadBuffer.rawValue) 77", "place 5 43981", "channel 2 9", "configure 2 3",
      ])
    #expect(try bench.simulator.peekInt("error_code") == 0)
  }

  @Test func aLayerIsPreparedWhileTheArrayWorksAndCommittedWhenItIsIdle() throws {
    let bench = try started([
      instruction(.pass), instruction(.set, ProgramRegister.lastStrip.rawValue, 1),
      instruction(.configure, 1 << 12, 7), instruction(.table, ProgramTable.column.rawValue << 16, 9),
      instruction(.commit, 0, 1), instruction(.end),
    ])
    var seen: [String] = []
    bench.observe = { _ in
      for port in ["set_write", "configuration_write", "tables_column_write", "commits"]
      where try! bench.simulator.peekInt(port) == 1 {
        seen.append(port)
        if port == "commits" { #expect(try! bench.simulator.peekInt("configuration_commit") == 1) }
      }
    }
    for _ in 0..<20 { try bench.step() }
    #expect(seen == ["set_write", "configuration_write", "tables_column_write"], "the commit waits")
    #expect(try bench.simulator.peekInt("tables_column_bank") == 0)
    try bench.set("compute_completes", 1)
    try bench.step()
    try bench.set("compute_completes", 0)
    #expect(try steps(bench, until: "finished") != nil)
    #expect(seen.last == "commits" && seen.count == 4)
    #expect(try bench.simulator.peekInt("tables_column_bank") == 1)
  }

  @Test func aCommitKeepsTheTablesUnlessItIsAskedTo() throws {
    let bench = try started([instruction(.commit), instruction(.end)])
    #expect(try steps(bench, until: "finished") != nil)
    #expect(try bench.simulator.peekInt("tables_column_bank") == 0)
  }

  @Test func waitsForAnEnginesCount() throws {
    let bench = try started([
      instruction(.load), instruction(.load), instruction(.wait, ProgramEngine.load.rawValue, 2),
      instruction(.store), instruction(.end),
    ])
    for completed in 0..<2 {
      for _ in 0..<10 { try bench.step() }
      #expect(bench.collected("store").isEmpty, "\(completed) of 2 loads are done")
      try bench.set("load_completes", 1)
      try bench.step()
      try bench.set("load_completes", 0)
    }
    for _ in 0..<10 { try bench.step() }
    #expect(bench.collected("store").count == 1)
    #expect(try bench.simulator.peekInt("running") == 1, "the store is not done")
    try bench.set("store_completes", 1)
    try bench.step()
    try bench.set("store_completes", 0)
    #expect(try steps(bench, until: "finished") != nil)
  }

  @Test(arguments: [
    ([0, 0, 0], ProgramError.unknownOpcode), ([99, 0, 0], .unknownOpcode),
    ([Opcode.set.rawValue, ProgramRegister.allCases.count, 0], .unknownRegister),
    ([Opcode.table.rawValue, 8 << 16, 0], .unknownTable),
    ([Opcode.table.rawValue, ProgramTable.column.rawValue << 16 | 12, 0], .tableIndex),
    ([Opcode.table.rawValue, ProgramTable.bias.rawValue << 16 | 256, 0], .tableIndex),
    ([Opcode.wait.rawValue, 3, 0], .unknownEngine),
  ])
  func whatIsWrongStopsTheProgram(words: [Int], error: ProgramError) throws {
    let bench = try started([instruction(.set, 0, 0), words, instruction(.end)])
    #expect(try steps(bench, until: "failed") != nil)
    #expect(try bench.simulator.peekInt("error_code") == error.rawValue)
    #expect(try bench.simulator.peekInt("error_argument") == 1, "the second instruction")
    #expect(try bench.simulator.peekInt("halt") == 1)
  }

  /// Whatever is under way: in the middle of a program, and while what was fetched behind its end comes.
  @Test(arguments: [true, false])
  func aFaultOnTheBusStopsTheProgramAtOnce(atTheEnd: Bool) throws {
    let bench = try started([atTheEnd ? instruction(.end) : instruction(.wait, 0, 1)])
    try bench.set("fetch_idle", 0)
    for _ in 0..<5 { try bench.step() }
    #expect(try bench.simulator.peekInt("running") == 1)
    try bench.set("fault", 1)
    try bench.set("fault_code", ProgramError.readResponse.rawValue)
    try bench.step()
    try bench.set("fault", 0)
    #expect(try bench.simulator.peekInt("halt") == 1)
    #expect(try bench.simulator.peekInt("failed") == 1)
    #expect(try bench.simulator.peekInt("running") == 0)
    #expect(try bench.simulator.peekInt("error_code") == ProgramError.readResponse.rawValue)
    try bench.step()
    #expect(try bench.simulator.peekInt("failed") == 0, "for one cycle")
  }

  /// In any cycle: the program ends once, by itself or stopped, and an error that comes with the request is told.
  @Test(arguments: randomSeeds(20))
  func aRequestStopsTheProgramInAnyCycle(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let waits = Int.random(in: 0..<12, using: &generator)
    let bench = try started(
      (0..<waits).map { instruction(.set, 0, $0) } + [instruction(.end)])
    let (stop, idle) = (Int.random(in: 0..<20, using: &generator), Int.random(in: 0..<20, using: &generator))
    let hasFault = Int.random(in: 0..<4, using: &generator) == 0
    try bench.set("fetch_idle", 0)
    var events: [String] = []
    for cycle in 0..<60 {
      if cycle >= idle { try bench.set("fetch_idle", 1) }
      try bench.set("stop_request", cycle >= stop && events.isEmpty ? 1 : 0)
      try bench.set("fault", hasFault && cycle == stop ? 1 : 0)
      try bench.set("fault_code", ProgramError.writeResponse.rawValue)
      let runs = try bench.simulator.peekInt("running") == 1
      try bench.step()
      for event in ["finished", "failed"] where try bench.simulator.peekInt(event) == 1 { events.append(event) }
      if cycle == stop, runs { #expect(try bench.simulator.peekInt("running") == 0, "it ends in the next cycle") }
    }
    #expect(events.count == 1, "\(events), seed \(seed)")
    let expected = events == ["finished"] ? ProgramError.none : hasFault ? .writeResponse : .stopped
    #expect(try bench.simulator.peekInt("error_code") == expected.rawValue)
    #expect(try bench.simulator.peekInt("halt") == (events == ["failed"] ? 1 : 0))
  }

  @Test func whatIsRefusedDoesNotBegin() throws {
    let bench = try Bench(Sequencer(architecture), seed: 1)
    try bench.set("refusal", ProgramError.memoryBase.rawValue)
    try bench.set("start", 1)
    #expect(try bench.simulator.peekInt("clear") == 0)
    try bench.step()
    try bench.set("start", 0)
    #expect(try bench.simulator.peekInt("failed") == 1)
    #expect(try bench.simulator.peekInt("running") == 0)
    #expect(try bench.simulator.peekInt("halt") == 1)
    #expect(try bench.simulator.peekInt("error_code") == ProgramError.memoryBase.rawValue)
    #expect(try bench.simulator.peekInt("error_argument") == 0)
  }

  @Test func timeIsUpAfterTheLimit() throws {
    let bench = try Bench(Watchdog(), seed: 1)
    try bench.set("time_limit", 20)
    try bench.set("running", 1)
    try bench.set("progress", 1)
    #expect(try steps(bench, until: "expires", limit: 50) == 21)
    #expect(try bench.simulator.peekInt("barks") == 0)
  }

  @Test func theWatchdogBarksAfterItsLimitAndNotBefore() throws {
    let bench = try Bench(Watchdog(), seed: 1)
    try bench.set("limit", 10)
    try bench.set("running", 1)
    for _ in 0..<9 { try bench.step() }
    try bench.set("progress", 1)
    try bench.step()
    try bench.set("progress", 0)
    #expect(try steps(bench, until: "barks", limit: 50) == 11)
  }

  /// Against counts in software: limits that are passed when they are set, pauses, and programs one after the other.
  @Test(arguments: randomSeeds(10))
  func theWatchdogAgainstCounts(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let bench = try Bench(Watchdog(), seed: seed)
    var (idle, elapsed) = (0, 0)
    var (limit, timeLimit) = (0, 0)
    for cycle in 0..<600 {
      if cycle % 60 == 0 {
        limit = [0, 1, 5, 30].randomElement(using: &generator)!
        timeLimit = [0, 1, 10, 100].randomElement(using: &generator)!
        try bench.set("limit", limit)
        try bench.set("time_limit", timeLimit)
      }
      let running = cycle % 150 < 140 && cycle > 3
      let progress = Int.random(in: 0..<6, using: &generator) == 0 && cycle % 100 < 50
      try bench.set("running", running ? 1 : 0)
      try bench.set("progress", progress ? 1 : 0)
      let (barks, expires) = (
        running && !progress && limit > 0 && idle >= limit, running && timeLimit > 0 && elapsed >= timeLimit
      )
      idle = running && !progress ? idle + 1 : 0
      elapsed = running ? elapsed + 1 : 0
      try bench.step()
      #expect(try bench.simulator.peekInt("barks") == (barks ? 1 : 0), "cycle \(cycle), seed \(seed)")
      #expect(try bench.simulator.peekInt("expires") == (expires ? 1 : 0), "cycle \(cycle), seed \(seed)")
    }
  }
}
