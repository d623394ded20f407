import Designs
import Hardware
import HardwareSimulation
import Testing

/// On the bus of the library's manager and checker, interpreted and as the Verilog with `aclk` and `aresetn`.
@Suite struct IntervalTimerTests {
  enum Engine: CaseIterable { case interpreter, verilator }

  private func simulator(_ engine: Engine) throws -> any Simulator {
    let design = try IntervalTimer().elaborated()
    switch engine {
    case .interpreter: return try Interpreter(design, resetStyle: .asynchronous)
    case .verilator: return try VerilatedSimulator(design, printing: .amba)
    }
  }

  /// Writes of any bytes of any register, also of such that are not there, and after each batch what is in them.
  @Test(arguments: Engine.allCases, [0, 0.3, 0.7]) func registersKeepTheBytesThatWereWritten(
    engine: Engine, stalls: Double
  ) throws {
    let bench = StreamBench(try simulator(engine), seed: 20)
    let bus = try bench.manager("s_axi", stalls: stalls)
    try bench.simulator.reset()
    var generator = SeededGenerator(seed: 21)
    var model: [Int: [UInt8]] = [1: [0, 0, 0, 0], 2: [0, 0, 0, 0]]
    for _ in 0..<20 {
      var writes: [(register: Int, AXITransaction)] = []
      for _ in 0..<10 {
        // Control stays 0: nothing counts.
        let register = Int.random(in: 1...8, using: &generator)
        let first = Int.random(in: 0...3, using: &generator)
        let bytes = (first...Int.random(in: first...3, using: &generator)).map { _ in
          UInt8.random(in: 0...255, using: &generator)
        }
        writes.append((register, try bus.write(bytes, at: UInt64(4 * register + first))))
        for (index, byte) in bytes.enumerated() { model[register]?[first + index] = byte }
      }
      try bench.run(limit: 5_000) { bus.isIdle }
      for (register, write) in writes { #expect(write.response == (register < 4 ? .okay : .subordinateError)) }
      let reads = try (0..<8).map { try bus.read(4, at: UInt64(4 * $0)) }
      try bench.run(limit: 5_000) { bus.isIdle }
      for (register, read) in reads.enumerated() {
        #expect(read.bytes == model[register] ?? [0, 0, 0, 0], "register \(register)")
        #expect(read.response == (register < 4 ? .okay : .subordinateError))
      }
    }
    try bench.checkBusesAreIdle()
  }

  @Test(arguments: Engine.allCases) func itInterruptsOnceInAPeriod(engine: Engine) throws {
    let bench = StreamBench(try simulator(engine), seed: 22)
    let bus = try bench.manager("s_axi", stalls: 0.3)
    try bench.simulator.reset()
    let period = 100
    try write(period - 1, to: IntervalTimer.Register.limit, bus, bench)
    try write(1, to: IntervalTimer.Register.control, bus, bench)
    var rises: [Int] = []
    while rises.count < 5 {
      try bench.run(limit: 2 * period) { try bench.simulator.peek("irq") == 1 }
      rises.append(bench.simulator.cycle)
      try write(1, to: IntervalTimer.Register.status, bus, bench)
      #expect(try bench.simulator.peek("irq") == 0)
    }
    #expect(zip(rises, rises.dropFirst()).allSatisfy { $1 - $0 == period }, "\(rises)")

    try write(0, to: IntervalTimer.Register.control, bus, bench)
    let counts = try (0..<2).map { _ in try read(IntervalTimer.Register.count, bus, bench) }
    #expect(counts[0] == counts[1] && counts[0] < period)
  }

  /// Without an edge of the clock, as `aresetn` is asynchronous.
  @Test(arguments: Engine.allCases) func theResetActsAtOnce(engine: Engine) throws {
    let bench = StreamBench(try simulator(engine), seed: 23)
    let bus = try bench.manager("s_axi")
    try bench.simulator.reset()
    try write(1, to: IntervalTimer.Register.control, bus, bench)
    #expect(try bench.simulator.peek("irq") == 1)
    try bench.simulator.poke("reset", true)
    #expect(try bench.simulator.peek("irq") == 0)
  }

  @Test func clockAndResetHaveTheNamesOfTheBus() throws {
    let text = try Verilog.text(of: IntervalTimer().elaborated(), .amba)
    #expect(text.contains("  input  wire        aclk,\n  input  wire        aresetn,\n"))
    #expect(text.contains("always @(posedge aclk or negedge aresetn) begin\n    if (!aresetn) begin\n"))
  }

  private func write(_ value: Int, to register: Int, _ bus: AXIManager, _ bench: StreamBench) throws {
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    let write = try bus.write(bytes, at: UInt64(4 * register))
    try bench.run(limit: 200) { bus.isIdle }
    #expect(write.response == .okay)
  }

  private func read(_ register: Int, _ bus: AXIManager, _ bench: StreamBench) throws -> Int {
    let read = try bus.read(4, at: UInt64(4 * register))
    try bench.run(limit: 200) { bus.isIdle }
    return Int(read.number)
  }
}
