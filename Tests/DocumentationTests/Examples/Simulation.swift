import Hardware
import HardwareSimulation
import Testing

/// Counts in two clock domains that know nothing of one another.
struct TwoCounters: Module {
  static let camera = ClockDomain("camera")

  let cycles, frames: Unsigned

  init() {
    cycles = .outputRegister(16, reset: 0)
    frames = .outputRegister(16, reset: 0, domain: Self.camera)
  }

  var body: [Statement] {
    cycles <== cycles &+ 1
    frames <== frames &+ 1
  }
}

/// The ports of an AXI4-Lite subordinate, as far as one register needs them.
struct LitePort: Interface {
  let awaddr: Unsigned
  let awvalid, awready: Bit
  let wdata: Unsigned
  let wvalid, wready: Bit
  let bresp: Unsigned
  let bvalid, bready: Bit
  let araddr: Unsigned
  let arvalid, arready: Bit
  let rdata, rresp: Unsigned
  let rvalid, rready: Bit

  static func subordinate() -> LitePort {
    LitePort(
      awaddr: .input(12), awvalid: .input(), awready: .output(), wdata: .input(32), wvalid: .input(), wready: .output(),
      bresp: .output(2), bvalid: .output(), bready: .input(), araddr: .input(12), arvalid: .input(), arready: .output(),
      rdata: .output(32), rresp: .output(2), rvalid: .output(), rready: .input())
  }
}

/// A register at address 0; all others are answered with SLVERR.
struct ScratchRegister: Module {
  let sAXI: LitePort

  init() { sAXI = .subordinate() }

  var body: [Statement] {
    let value = Unsigned.register("value", 32, reset: 0)
    let writeFailed = Bit.register("write_failed", reset: false)
    let readFailed = Bit.register("read_failed", reset: false)
    let isAnsweringWrite = Bit.register("is_answering_write", reset: false)
    let isAnsweringRead = Bit.register("is_answering_read", reset: false)
    let takesWrite = (sAXI.awvalid && sAXI.wvalid && !isAnsweringWrite).named("takes_write")
    let takesRead = (sAXI.arvalid && !isAnsweringRead).named("takes_read")

    when(takesWrite) {
      isAnsweringWrite <== true
      writeFailed <== sAXI.awaddr .!= 0
      when(sAXI.awaddr .== 0) { value <== sAXI.wdata }
    }
    .elsewhen(sAXI.bready) { isAnsweringWrite <== false }
    when(takesRead) {
      isAnsweringRead <== true
      readFailed <== sAXI.araddr .!= 0
    }
    .elsewhen(sAXI.rready) { isAnsweringRead <== false }

    sAXI.awready <== takesWrite
    sAXI.wready <== takesWrite
    sAXI.bvalid <== isAnsweringWrite
    sAXI.bresp <== mux(writeFailed, 2, 0)
    sAXI.arready <== takesRead
    sAXI.rvalid <== isAnsweringRead
    sAXI.rdata <== mux(readFailed, 0, value)
    sAXI.rresp <== mux(readFailed, 2, 0)
  }
}

@Suite struct SimulationExamples {
  @Test func aRegisterIsSetInsideTheDesign() throws {
    let simulator = try Interpreter(ScratchRegister().elaborated())
    try simulator.reset()
    try simulator.poke(net: "value", 0x1234)
    #expect(try simulator.peek("s_axi_rdata") == 0x1234)
    #expect(try simulator.net("value").kind == .register)
  }

  @Test func aMemoryIsFilledBeforeTheRun() throws {
    let simulator = try Interpreter(Histogram(valueBits: 8, countBits: 16).elaborated())
    let path = try #require(simulator.memoryPaths.first)
    try simulator.load(memory: path, [7, 8, 9])
    #expect(try simulator.read(memory: path, at: 1) == 8)
  }

  @Test func clocksHavePeriodsOfTheirOwn() throws {
    let simulator = try Interpreter(TwoCounters().elaborated())
    try simulator.setClocks(
      ClockSchedule([.init(.main, period: 3), .init(TwoCounters.camera, period: 7)]))
    try simulator.reset()
    let start = simulator.time
    try simulator.step(30, of: TwoCounters.camera)
    #expect(simulator.time - start == 30 * 7)
    #expect(try simulator.peek("frames") == 30)
    #expect(try simulator.peek("cycles") == 30 * 7 / 3)
  }

  @Test(arguments: [0, 0.5]) func theRegisterKeepsItsValue(stalls: Double) throws {
    let bench = StreamBench(try Interpreter(ScratchRegister().elaborated()), seed: 11)
    let bus = try bench.manager("s_axi", stalls: stalls)
    try bench.simulator.reset()
    let write = try bus.write([0x78, 0x56, 0x34, 0x12], at: 0)
    try bench.run(limit: 100) { bus.isIdle }
    let (read, elsewhere) = (try bus.read(4, at: 0), try bus.read(4, at: 8))
    try bench.run(limit: 100) { bus.isIdle }
    #expect(write.response == .okay && read.number == 0x1234_5678)
    #expect(elsewhere.response == .subordinateError)
    try bench.checkBusesAreIdle()
  }

  @Test func aWrongValueIsAFailureAtItsLine() throws {
    withKnownIssue {
      let unit = MultiplyAccumulate(activationBits: 8, weightBits: 8, partialSumBits: 32)
      let bench = try testbench(unit)
      bench[bench.module.activation] = 300
    }
  }
}

/// A bench whose wrong values are failures of the test, at the line of the subscript.
func testbench<Top: Module>(_ module: Top) throws -> Testbench<Top> {
  try Testbench(module, onProblem: { problem in
    let place = problem.source.map {
      Testing.SourceLocation(fileID: $0.fileID, filePath: $0.fileID, line: $0.line, column: 1)
    }
    Issue.record("\(problem.message)", sourceLocation: place ?? #_sourceLocation)
  })
}
