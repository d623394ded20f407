import Foundation
import Hardware
import HardwareSimulation
import Testing

private let slow = ClockDomain("slow")

/// Clocks with periods and phases of their own, in both simulators.
@Suite struct ClockTests {
  enum Backend: CaseIterable {
    case interpreter, verilator

    /// A counter in each of two domains, and a register of the slow one that takes over the fast one's count.
    func simulator(trace: TraceFormat? = nil) throws -> (any Simulator)? {
      var builder = DefinitionBuilder("two", domains: [.main, slow])
      let one = builder.constant(1, 16)
      for (name, domain) in [("fast", ClockDomain.main), ("slow", slow)] {
        let count = builder.register("\(name)_count", 16, domain: domain)
        builder.assign(count, builder.binary(.add, builder.read(count), one))
        builder.output(name, builder.read(count))
      }
      let seen = builder.register("seen_count", 16, domain: slow)
      builder.assign(seen, builder.read(Netlist.NetID(0)))
      builder.output("seen", builder.read(seen))
      let design = Netlist.Design(builder)
      if self == .interpreter { return try Interpreter(design) }
      guard Requirement.verilator.isMet else { return nil }
      return try VerilatedSimulator(design, options: .init(trace: trace))
    }
  }

  /// The counts after a reset, by a walk from tick to tick.
  private struct Expected: Equatable {
    var (fast, slow, seen) = (0, 0, 0)

    mutating func advance(from start: Int, to end: Int, _ clocks: ClockSchedule) {
      for time in start + 1..<end + 1 {
        let rising = clocks.clocks.filter { time >= $0.phase && (time - $0.phase) % $0.period == 0 }.map(\.domain)
        let before = self
        if rising.contains(.main) { fast = before.fast + 1 }
        if rising.contains(ClockTests.slowDomain) { (slow, seen) = (before.slow + 1, before.fast) }
      }
    }
  }

  private static let slowDomain = slow

  private func counts(of simulator: any Simulator) throws -> Expected {
    Expected(
      fast: try simulator.peekInt("fast"), slow: try simulator.peekInt("slow"), seen: try simulator.peekInt("seen"))
  }

  /// Resets, and returns the time at which that was over.
  private func begin(_ simulator: any Simulator, _ clocks: ClockSchedule) throws -> Int {
    try simulator.setClocks(clocks)
    try simulator.reset()
    return simulator.time
  }

  @Test(arguments: Backend.allCases) func clocksRiseAtTheirTimes(_ backend: Backend) throws {
    guard let simulator = try backend.simulator() else { return }
    let clocks = try ClockSchedule([.init(.main, period: 3), .init(slow, period: 7, phase: 1)])
    #expect("\(clocks)" == "clock every 3 from 2, slow_clock every 7 from 1")
    #expect(try begin(simulator, clocks) == 2)
    var (expected, time) = (Expected(), 2)
    for _ in 0..<60 {
      let rising = simulator.nextRising
      try simulator.step()
      #expect(simulator.nextRising != [] && !rising.isEmpty)
      expected.advance(from: time, to: simulator.time, clocks)
      time = simulator.time
      #expect(try counts(of: simulator) == expected)
    }
    #expect(expected.fast > 2 * expected.slow && expected.slow > 10)
    try simulator.step(5, of: slow)
    expected.advance(from: time, to: simulator.time, clocks)
    #expect(try counts(of: simulator) == expected)
    #expect((simulator.time - 1) % 7 == 0)
  }

  @Test(arguments: Backend.allCases, [1, 2, 3, UInt64.random(in: 4...1 << 32)])
  func randomRatiosAreKept(_ backend: Backend, seed: UInt64) throws {
    guard let simulator = try backend.simulator() else { return }
    let clocks = ClockSchedule.random(simulator.domains, seed: seed)
    var time = try begin(simulator, clocks)
    // Edges of a domain that came after its own reset have counted already.
    try simulator.poke("reset", true)
    try simulator.poke("slow_reset", true)
    try simulator.step(30)
    try simulator.poke("reset", false)
    try simulator.poke("slow_reset", false)
    time = simulator.time
    var expected = Expected()
    for _ in 0..<50 {
      try simulator.step()
      expected.advance(from: time, to: simulator.time, clocks)
      time = simulator.time
      #expect(try counts(of: simulator) == expected, "seed \(seed): \(clocks)")
    }
  }

  @Test(arguments: Backend.allCases) func tracesHaveTheTimes(_ backend: Backend) throws {
    guard let simulator = try backend.simulator(trace: .vcd) else { return }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).vcd")
    defer { try? FileManager.default.removeItem(at: file) }
    try simulator.setClocks(ClockSchedule([.init(.main, period: 3), .init(slow, period: 7, phase: 4)]))
    try simulator.startTrace(file)
    try simulator.reset()
    #expect(simulator.time == 4)
    try simulator.poke("slow_reset", true)
    try simulator.step(4)
    #expect(simulator.time == 14)
    simulator.stopTrace()
    let changes = try Self.changes(in: file)
    #expect(changes["clock"] == ["0 0", "2 1", "3 0", "5 1", "6 0", "8 1", "9 0", "11 1", "12 0", "14 1"])
    #expect(changes["slow_clock"] == ["0 0", "4 1", "7 0", "11 1", "14 0"])
    // What is set after an edge has the time of that edge, and so has what the edge does.
    #expect(changes["slow_reset"] == ["0 1"])
    #expect(changes["reset"] == ["0 1", "4 0"])
    #expect(changes["fast_count"]?.suffix(4) == ["5 1", "8 10", "11 11", "14 100"])
  }

  /// The changes of each variable of the top, `time value`.
  private static func changes(in file: URL) throws -> [String: [String]] {
    var names: [String: String] = [:]
    var changes: [String: [String]] = [:]
    var time = ""
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      if words.first == "$var" {
        names[words[3]] = words[4]
      } else if line.hasPrefix("#") {
        time = String(line.dropFirst())
      } else if words.count == 2, line.hasPrefix("b") {
        let digits = words[0].dropFirst().drop { $0 == "0" }
        changes[names[words[1]] ?? "", default: []].append("\(time) \(digits.isEmpty ? "0" : digits)")
      } else if line.hasPrefix("0") || line.hasPrefix("1") {
        changes[names[String(line.dropFirst())] ?? "", default: []].append("\(time) \(line.prefix(1))")
      }
    }
    return changes
  }

  /// A stream in each of two domains, straight through: each moves at the edges of its own clock only.
  @Test(arguments: [1, 2, UInt64.random(in: 3...1 << 32)]) func streamsGoByTheirClocks(seed: UInt64) throws {
    var builder = DefinitionBuilder("two", domains: [.main, slow])
    for name in ["fast", "slow"] {
      builder.output("\(name)_out_valid", builder.input("\(name)_in_valid", 1))
      builder.output("\(name)_out_payload", builder.input("\(name)_in_payload", 8))
      builder.output("\(name)_in_ready", builder.input("\(name)_out_ready", 1))
    }
    let simulator = try Interpreter(Netlist.Design(builder))
    let clocks = ClockSchedule.random(simulator.domains, seed: seed)
    _ = try begin(simulator, clocks)
    let bench = StreamBench(simulator, seed: seed)
    let domains = [("fast", ClockDomain.main), ("slow", slow)]
    let streams = try domains.map { name, domain in
      let source = try bench.source("\(name)_in", domain: domain)
      return (source, try bench.sink("\(name)_out", domain: domain), domain)
    }
    for stream in streams { try stream.0.send(0..<100) }
    var edges: [ClockDomain: Int] = [:]
    for _ in 0..<60 {
      for domain in simulator.nextRising { edges[domain, default: 0] += 1 }
      try bench.step()
    }
    for (_, sink, domain) in streams {
      #expect(sink.numbers == Array(0..<edges[domain, default: 0]), "seed \(seed): \(clocks)")
    }
  }

  @Test(arguments: Backend.allCases) func theScheduleCanEnd(_ backend: Backend) throws {
    guard let simulator = try backend.simulator() else { return }
    _ = try begin(simulator, ClockSchedule([.init(.main, period: 2), .init(slow, period: 4)]))
    let refusal = "the clocks have a schedule: step() goes on to the next edge, step(_:of:) waits for those of a domain"
    #expect(throws: SimulationError(refusal)) { try simulator.step(1, domains: [.main]) }
    try simulator.setClocks(nil)
    let before = try counts(of: simulator)
    try simulator.step(2)
    #expect(try counts(of: simulator).fast == before.fast + 2)
    #expect(try counts(of: simulator).slow == before.slow + 2)
  }

  @Test func wrongSchedulesAreRefused() throws {
    let simulator = try #require(try Backend.interpreter.simulator())
    expectError("'clock' has a period of 1; the least is 2, high for a tick and low for one") {
      try ClockSchedule([.init(.main, period: 1)], line: #line - 1)
    }
    expectError("'slow_clock' has a phase of 4; with its period it is from 0 to 3") {
      try ClockSchedule([.init(slow, period: 4, phase: 4)], line: #line - 1)
    }
    expectError("'clock' has two periods") { try ClockSchedule([.init(.main, period: 2), .init(.main, period: 3)]) }
    let foreign = try ClockSchedule([.init(.main, period: 2), .init(ClockDomain("slaw"), period: 3)])
    #expect(throws: SimulationError("the design has no clock 'slaw_clock'; did you mean 'slow_clock'?")) {
      try simulator.setClocks(foreign)
    }
    #expect(throws: SimulationError("'slow_clock' has no period")) {
      try simulator.setClocks(ClockSchedule([.init(.main, period: 2)]))
    }
    expectError("the design has no clock 'other_clock'") { try simulator.step(1, of: ClockDomain("other")) }
  }
}
