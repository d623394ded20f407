import BigInt
import Hardware
import HardwareSimulation
import Testing

private enum Phase: CaseIterable { case idle, run, done }

private struct Accumulator: Module {
  let enable: Bit
  let values: [Signed]
  let phase: Enumerated<Phase>
  let sum: Signed
  let wide: Unsigned

  init() {
    (enable, values) = (.input(), [.input(8), .input(8)])
    (phase, sum, wide) = (.outputRegister(reset: .idle), .outputRegister(12, reset: 0), .output(100))
  }

  var body: [Statement] {
    when(enable) {
      sum <== sum &+ (values[0] + values[1]).extended(to: 12)
      phase.match {
        switch $0 {
        case .idle: phase <== .run
        case .run: phase <== .done
        case .done: phase <== .done
        }
      }
    }
    wide <== Unsigned(BigInt(1) << 99, width: 100)
  }
}

private struct Pair: Module {
  let enable: Bit
  let first, second: Accumulator
  let total: Signed

  init() {
    (enable, first, second, total) = (.input(), Accumulator(), Accumulator(), .output(13))
  }

  var body: [Statement] {
    first.enable <== enable
    second.enable <== enable
    first.values[0] <== 1
    first.values[1] <== 2
    second.values[0] <== -10
    second.values[1] <== 0
    total <== first.sum + second.sum
  }
}

@Suite struct TestbenchTests {
  @Test func portsAreReachedThroughProperties() throws {
    let bench = try Testbench(Accumulator())
    let module = bench.module
    try bench.reset()
    #expect(bench[module.phase] == .idle)
    bench[module.values[0]] = -100
    bench[module.values[1]] = 30
    bench[module.enable] = true
    try bench.step()
    #expect(bench[module.phase] == .run)
    try bench.step(4)
    #expect(bench[module.sum] == -350)
    #expect(bench[module.phase] == .done)
    #expect(bench[module.enable])
    #expect(try bench.value(of: module.wide) == BigInt(1) << 99)
  }

  @Test func theInterpreterReadsInstances() throws {
    let bench = try Testbench(Pair())
    let module = bench.module
    try bench.reset()
    bench[module.enable] = true
    try bench.step(3)
    #expect(bench[module.total] == -21)
    #expect(bench[module.first.sum] == 9)
    #expect(bench[module.second.sum] == -30)
    #expect(bench[module.second.phase] == .done)
    #expect(bench[module.second.values[0]] == -10)
  }

  @Test func whatIsWrongIsToldAtItsLine() throws {
    var problems: [String] = []
    let bench = try Testbench(Accumulator(), onProblem: { problems.append("\($0)") })
    let module = bench.module
    let first = #line + 1
    bench[module.values[0]] = 300
    bench[module.sum] = 5000
    _ = bench[module.wide]
    _ = bench[Accumulator().enable]
    try bench.reset()
    #expect(
      problems
        == [
          "300 does not fit in the signed port 'values_0' of width 8, which holds -128 to 127",
          "5000 does not fit in the signed net 'sum' of width 12, which holds -2048 to 2047",
          "the value 633825300114114700748351602688 of 'wide' does not fit in an Int; use value(of:)",
          "the signal is not stored in 'accumulator' or its instances",
        ].enumerated().map { "HardwareSimulationTests/TestbenchTests.swift:\(first + $0.offset): \($0.element)" })
  }

  @Test func whatIsWrongIsThrownByTheNextStep() throws {
    let bench = try Testbench(Accumulator())
    bench[bench.module.values[1]] = -129
    bench[bench.module.values[0]] = 128
    expectError("-129 does not fit in the signed port 'values_1' of width 8, which holds -128 to 127", below: -2) {
      try bench.step()
    }
    try bench.step()
    _ = bench[bench.module.wide]
    let value = "the value 633825300114114700748351602688 of 'wide'"
    expectError("\(value) does not fit in an Int; use value(of:)", below: -2) { try bench.check() }
    expectError("128 does not fit in the signed port 'values_0' of width 8, which holds -128 to 127") {
      try bench.set(bench.module.values[0], to: 128, line: #line - 1)
    }
  }

  @Test func aRegisterThatIsNoCaseIsTold() throws {
    let bench = try Testbench(Accumulator())
    try bench.reset()
    try bench.set(bench.module.phase, to: 3)
    #expect(bench[bench.module.phase] == .idle)
    expectError("'phase' is 3, which is no case of Phase", below: -1) { try bench.check() }
  }
}
