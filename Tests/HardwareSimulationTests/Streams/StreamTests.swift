import BigInt
import Hardware
import HardwareSimulation
import Testing

/// Holds one word; where `keepsRules` is not set, it takes its `valid` back every eighth cycle.
private struct OnePlace: Module {
  let inputValid, outputReady: Bit
  let inputPayload: Unsigned
  let inputReady, outputValid: Bit
  let outputPayload: Unsigned
  let keepsRules: Bool

  init(keepsRules: Bool = true) {
    self.keepsRules = keepsRules
    (inputValid, outputReady, inputPayload) = (.input(), .input(), .input(80))
    (inputReady, outputValid, outputPayload) = (.output(), .output(), .output(80))
  }

  var body: [Statement] {
    let full = Bit.register("full", reset: false)
    let word = Unsigned.register("word", 80)
    let phase = Unsigned.register("phase", 3, reset: 0)
    phase <== phase &+ 1
    inputReady <== !full
    outputValid <== (keepsRules ? full : full && phase .!= 0)
    outputPayload <== word
    when(inputValid && inputReady) {
      full <== true
      word <== inputPayload
    }
    .elsewhen(outputReady && outputValid) { full <== false }
  }
}

@Suite struct StreamTests {
  @Test(arguments: [(0.0, 0.0), (0.5, 0.1), (0.1, 0.7), (0.9, 0.9)])
  func payloadsArriveInOrder(_ sourceStalls: Double, _ sinkStalls: Double) throws {
    let bench = StreamBench(try Interpreter(OnePlace().elaborated()), seed: 7)
    try bench.simulator.reset()
    let input = try bench.source("input", stalls: sourceStalls)
    let output = try bench.sink("output", stalls: sinkStalls)
    let sent = (0..<50).map { [BigInt($0) << 70 + BigInt($0)] }
    try input.send(sent)
    try bench.run(limit: 5_000) { output.payloads.count == sent.count }
    #expect(output.payloads == sent)
    #expect(input.isIdle && input.sentCount == 50)
    if sourceStalls == 0 && sinkStalls == 0 { #expect(bench.simulator.cycle == 1 + 100) }
  }

  @Test func monitorsCountTransfersAndStalls() throws {
    let bench = StreamBench(try Interpreter(OnePlace().elaborated()), seed: 1)
    try bench.simulator.reset()
    let monitor = try bench.monitor("output")
    let input = try bench.source("input")
    try input.send(0..<3)
    try bench.step(10)
    #expect(monitor.transferCount == 0 && monitor.stallCount == 9)
    try bench.simulator.poke("output_ready", true)
    try bench.step(10)
    #expect(monitor.transferCount == 3)
  }

  @Test func theSeedDecidesTheStalls() throws {
    let run = { (seed: UInt64) throws -> Int in
      let bench = StreamBench(try Interpreter(OnePlace().elaborated()), seed: seed)
      try bench.simulator.reset()
      let input = try bench.source("input", stalls: 0.5)
      let output = try bench.sink("output", stalls: 0.5)
      try input.send(0..<100)
      try bench.run(limit: 5_000) { output.numbers.count == 100 }
      return bench.simulator.cycle
    }
    #expect(try run(1) == run(1))
    #expect(try Set((1...5).map(run)).count > 1)
  }

  @Test func aValidThatIsTakenBackIsFound() throws {
    let bench = StreamBench(try Interpreter(OnePlace(keepsRules: false).elaborated()), seed: 3)
    try bench.simulator.reset()
    let input = try bench.source("input")
    _ = try bench.sink("output", stalls: 0.99)
    try input.send(0..<3)
    let violation = #expect(throws: HandshakeViolation.self) { try bench.step(100) }
    #expect(
      violation?.description
        == "in cycle \(violation?.cycle ?? -1) the stream 'output' took its valid back before it was ready")
    #expect(violation.map { ($0.cycle - 1) % 8 } == 0)
  }

  @Test func aPayloadThatChangesIsFound() throws {
    let simulator = try Interpreter(OnePlace().elaborated())
    let bench = StreamBench(simulator, seed: 3)
    _ = try bench.monitor("input")
    try simulator.reset()
    try simulator.poke("input_valid", true)
    try simulator.poke("input_payload", 1)
    try bench.step(2)
    try simulator.poke("input_payload", 2)
    #expect(
      throws: HandshakeViolation(
        stream: "input", cycle: 3, breach: "changed its payload from 1 to 2 before it was ready")
    ) { try bench.step() }
  }

  @Test func wrongUseIsExplained() throws {
    let bench = StreamBench(try Interpreter(OnePlace().elaborated()), seed: 3)
    expectError("the stream 'output' leaves the design: collect it instead") { try bench.source("output") }
    expectError("the stream 'input' enters the design: drive it instead") { try bench.sink("input") }
    let input = try bench.source("input")
    expectError("-1 does not fit in the unsigned port 'input_payload' of width 80") {
      try input.send([-1], line: #line - 1)
    }
    expectError("the payload of stream 'input' has 1 members, not 2") { try input.send([[1, 2]]) }
    expectError("not done after 5 cycles (seed 3)") { try bench.run(limit: 5) { false } }
    expectError("the design has no port 'inputs_valid'; did you mean 'input_valid' or 'output_valid'?") {
      try bench.monitor("inputs", line: #line - 1)
    }
  }
}
