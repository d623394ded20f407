import TestSupport
import Testing

@testable import Accelerator

@Suite struct SequencerTests {
  private let architecture = Architecture.tiny

  private func instruction(_ opcode: Opcode, _ a: Int = 0, _ b: Int = 0) -> [Int] { [opcode.rawValue, a, b] }

  private func started(_ instructions: [[Int]]) throws -> Bench {
    let bench = try Bench(Sequencer(architecture), seed: 1)
    for port in ["array_idle", "vector_idle", "bus_idle", "fetch_idle"] { try bench.set(port, 1) }
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

  @Test func aFaultOnTheBusStopsTheProgramWhenTheBusIsQuiet() throws {
    let bench = try started([instruction(.wait, 0, 1)])
    try bench.set("bus_idle", 0)
    for _ in 0..<5 { try bench.step() }
    try bench.set("fault", 1)
    try bench.set("fault_code", ProgramError.readResponse.rawValue)
    try bench.step()
    try bench.set("fault", 0)
    for _ in 0..<5 { try bench.step() }
    #expect(try bench.simulator.peekInt("halt") == 1)
    #expect(try bench.simulator.peekInt("failed") == 0)
    try bench.set("bus_idle", 1)
    #expect(try steps(bench, until: "failed") != nil)
    #expect(try bench.simulator.peekInt("error_code") == ProgramError.readResponse.rawValue)
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
}
