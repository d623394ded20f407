import BigInt
import Foundation
import Hardware
import HardwareSimulation
import Testing

private enum Phase: CaseIterable { case idle, count, done }

private struct Timer: Module {
  let start: Bit
  let phase: Enumerated<Phase>
  let count: Unsigned
  let offset: Signed
  let wide: Unsigned

  init() {
    (start, phase) = (.input(), .outputRegister(reset: .idle))
    (count, offset, wide) = (.outputRegister(4, reset: 0), .output(5), .output(70))
  }

  var body: [Statement] {
    phase.match {
      switch $0 {
      case .idle: when(start) { phase <== .count }
      case .count:
        count <== count &+ 1
        when(count .== 2) { phase <== .done }
      case .done:
        count <== 0
        phase <== .idle
      }
    }
    offset <== Signed(bitPattern: count.extended(to: 5)) &- 2
    wide <== concatenate(count, Unsigned(1, width: 66))
  }
}

@Suite struct WaveformTests {
  private static func recorded(_ rows: [WaveformRow]) throws -> WaveformRecording {
    let simulator = try Interpreter(Timer().elaborated())
    try simulator.reset()
    let recording = try WaveformRecording(of: simulator, rows)
    try simulator.step(2)
    try simulator.poke("start", true)
    try simulator.step()
    try simulator.poke("start", false)
    try simulator.step(6)
    return recording
  }

  @Test func levelsNumbersAndCases() throws {
    let recording = try Self.recorded([
      "start", "phase", "count", "offset", WaveformRow("count", .binary), WaveformRow("count", when: "start"),
    ])
    #expect(
      recording.text() == """
        cycle   1    2    3    4    5    6    7    8    9
        start   ▁▁▁▁▁▁▁▁▁▁█████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
        phase   │idle          │count         │done│idle
        count   │0                  │1   │2   │3   │0
        offset  │-2                 │-1  │0   │1   │-2
        count   │0000               │0001│0010│0011│0000
        count   ··········│0   ······························
        """)
    #expect(
      recording.text(3..<5) == """
        cycle   4    5
        start   ▁▁▁▁▁▁▁▁▁▁
        phase   │count
        count   │0   │1
        offset  │-2  │-1
        count   │0000│0001
        count   ··········
        """)
  }

  @Test func longRecordingsContinueBelow() throws {
    let recording = try Self.recorded(["start", "wide"])
    #expect(
      recording.text(columns: 70) == """
        cycle  1                  2                  3
        start  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁███████████████████
        wide   │000000000000000001

        cycle  4                  5                  6
        start  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
        wide   │000000000000000001│040000000000000001│080000000000000001

        cycle  7                  8                  9
        start  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
        wide   │0c0000000000000001│000000000000000001
        """)
  }

  @Test func unknownSignalsAreNamed() {
    #expect(throws: SimulationError("no net 'stop': 'timer' has no net 'stop'")) { try Self.recorded(["stop"]) }
  }

  /// The names stand beside the numbers, in both simulators.
  @Test(arguments: [false, true]) func enumerationsHaveTheirNames(verilates: Bool) throws {
    guard !verilates || Requirement.verilator.isMet else { return }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).vcd")
    defer { try? FileManager.default.removeItem(at: file) }
    let design = try Timer().elaborated()
    let simulator: any Simulator =
      verilates ? try VerilatedSimulator(design, options: .init(trace: .vcd)) : try Interpreter(design)
    try Self.run(simulator, tracing: { try simulator.startTrace(file) })
    simulator.stopTrace()
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let scope = try #require(lines.firstIndex(of: "$scope module timer $end"))
    let declarations = lines[scope...].filter { $0.hasPrefix("$var") }.map { $0.split(separator: " ") }
    let number = try #require(declarations.first { $0[4] == "phase" })
    let name = try #require(declarations.first { $0[4] == "phase_name" })
    #expect(number[2] == "2" && name[1] == "string" && number[3] != name[3])
    let names = lines.filter { $0.hasPrefix("s") && $0.hasSuffix(" \(name[3])") }.map {
      $0.dropFirst().split(separator: " ")[0]
    }
    #expect(names == ["idle", "count", "done", "idle"])
    // Each stands in the cycle in which the number changes.
    let times = lines.reduce(into: (time: "", numbers: [String](), names: [String]())) { found, line in
      if line.hasPrefix("#") { found.time = line }
      if line.hasPrefix("b"), line.hasSuffix(" \(number[3])") { found.numbers.append(found.time) }
      if line.hasPrefix("s"), line.hasSuffix(" \(name[3])") { found.names.append(found.time) }
    }
    #expect(times.numbers == times.names && Set(times.names).count == 4)
  }

  private static func run(_ simulator: any Simulator, tracing startTrace: () throws -> Void) throws {
    try simulator.reset()
    try startTrace()
    try simulator.step()
    try simulator.poke("start", true)
    try simulator.step()
    try simulator.poke("start", false)
    try simulator.step(6)
  }

  @Test func changesAreDumped() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).vcd")
    defer { try? FileManager.default.removeItem(at: file) }
    let simulator = try Interpreter(Netlist.Design(InterpreterTests.counter()))
    try simulator.reset()
    try simulator.startTrace(file)
    try simulator.poke("reset", true)
    try simulator.step()
    try simulator.poke("reset", false)
    try simulator.poke("enable", true)
    try simulator.poke("step", 3)
    try simulator.step()
    simulator.stopTrace()
    #expect(
      try String(contentsOf: file, encoding: .utf8) == """
        $timescale 1ns $end
        $scope module counter $end
        $var wire 1 ! clock $end
        $var wire 1 " reset $end
        $var wire 1 # enable $end
        $var wire 8 $ step [7:0] $end
        $var wire 8 % count [7:0] $end
        $var wire 8 & value [7:0] $end
        $upscope $end
        $enddefinitions $end
        #10
        0!
        1"
        0#
        b0 $
        b101 %
        b101 &
        #15
        1!
        #20
        0!
        0"
        1#
        b11 $
        #25
        1!
        b1000 %
        b1000 &
        #30
        0!

        """)
  }
}
