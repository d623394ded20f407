import BigInt
import Hardware
import HardwareSimulation
import Testing

@Suite struct InterpreterTests {
  /// `count` up by `step` while `enable` holds, from 5 after reset.
  static func counter() -> DefinitionBuilder {
    var builder = DefinitionBuilder("counter")
    let enable = builder.input("enable", 1)
    let step = builder.input("step", 8)
    let count = builder.register("count", 8, reset: 5)
    let sum = builder.binary(.add, builder.read(count), step)
    builder.when(enable, [.assign(count, sum, source: nil)])
    builder.output("value", builder.read(count))
    return builder
  }

  @Test func registersHoldCountAndReset() throws {
    let simulator = try Interpreter(Netlist.Design(Self.counter()))
    try simulator.reset()
    #expect(try simulator.peek("value") == 5)
    try simulator.poke("step", 3)
    try simulator.step(10)
    #expect(try simulator.peek("value") == 5)
    try simulator.poke("enable", true)
    try simulator.step(10)
    #expect(try simulator.peek("value") == 35)
    try simulator.step(100)
    #expect(try simulator.peek("value") == BigInt((35 + 300) % 256))
    #expect(simulator.cycle == 121)
    #expect(try simulator.peek(net: "count") == simulator.peek("value"))
  }

  @Test func laterAssignmentsWinAndRegistersSwap() throws {
    var builder = DefinitionBuilder("swap")
    let first = builder.register("first", 4, reset: 1)
    let second = builder.register("second", 4, reset: 2)
    let clear = builder.input("clear", 1)
    let (one, two) = (builder.read(first), builder.read(second))
    builder.assign(first, two)
    builder.assign(second, one)
    let nine = builder.constant(9, 4)
    builder.when(clear, [.assign(second, nine, source: nil)])
    builder.output("x", one)
    builder.output("y", two)
    let simulator = try Interpreter(Netlist.Design(builder))
    try simulator.reset()
    try simulator.step()
    #expect(try [simulator.peek("x"), simulator.peek("y")] == [2, 1])
    try simulator.step()
    #expect(try [simulator.peek("x"), simulator.peek("y")] == [1, 2])
    try simulator.poke("clear", true)
    try simulator.step()
    #expect(try [simulator.peek("x"), simulator.peek("y")] == [2, 9])
  }

  @Test func instancesShareTheNetsOfTheirParents() throws {
    var parent = DefinitionBuilder("parent")
    let enable = parent.net("enable", 1, driver: .outside, direction: .input)
    let step = parent.wire("step", 8)
    let value = parent.net("middle_value", 8, driver: .instance(0))
    let last = parent.net("last_value", 8, driver: .instance(1), direction: .output)
    let three = parent.constant(3, 8)
    parent.assign(step, three)
    parent.definition.instances = [
      Netlist.Instance(name: "middle", definition: 0, connections: [enable, step, value]),
      Netlist.Instance(name: "last", definition: 0, connections: [enable, value, last]),
    ]
    let simulator = try Interpreter(Netlist.Design(Self.counter(), parent))
    try simulator.reset()
    try simulator.poke("enable", true)
    try simulator.step(2)
    #expect(try simulator.peek(net: "middle.count") == 11)
    #expect(try simulator.peek("last_value") == 5 + 5 + 8)
    expectError("no net 'middle.sum': 'counter' has no net 'sum'") { try simulator.peek(net: "middle.sum") }
    expectError("no net 'first.sum': 'parent' has no instance 'first'") { try simulator.peek(net: "first.sum") }
  }

  @Test func memoriesReadTheOldWord() throws {
    var builder = DefinitionBuilder("memory")
    let address = builder.input("address", 3)
    let data = builder.input("data", 70)
    let write = builder.input("write", 1)
    let mask = builder.input("mask", 2)
    let always = builder.constant(1, 1)
    let now = builder.net("now", 70, driver: .memory(0, readPort: 0), direction: .output)
    let after = builder.net("after", 70, driver: .memory(0, readPort: 1), direction: .output)
    let port = { (latency: Netlist.Latency, net: Netlist.NetID) in
      Netlist.ReadPort(
        domain: .main, address: address, enable: always, latency: latency, readUnderWrite: .old, data: net,
        source: nil)
    }
    builder.definition.memories = [
      Netlist.Memory(
        name: "words", width: 70, depth: 6,
        writePorts: [
          Netlist.WritePort(domain: .main, address: address, data: data, enable: write, mask: mask, source: nil)
        ],
        readPorts: [port(.combinational, now), port(.registered, after)])
    ]
    let simulator = try Interpreter(Netlist.Design(builder))
    let big = (BigInt(0x1_2345_6789) << 35) | 0x5_0000_0007
    try simulator.poke("address", 5)
    try simulator.poke("data", big)
    try simulator.poke("write", true)
    try simulator.poke("mask", 3)
    let (before, shown) = (try simulator.peek("now"), try simulator.peek("after"))
    #expect(before != shown)
    try simulator.step()
    #expect(try [simulator.peek("now"), simulator.peek("after")] == [big, before])
    try simulator.poke("data", 0)
    try simulator.poke("mask", 2)
    try simulator.step()
    #expect(try [simulator.peek("now"), simulator.peek("after")] == [0x5_0000_0007, big])
    try simulator.poke("address", 6)
    #expect(try simulator.peek("now") == 0)
  }

  @Test func domainsTickApart() throws {
    let slow = ClockDomain("slow")
    var builder = DefinitionBuilder("two", domains: [.main, slow])
    for (name, domain) in [("fast", ClockDomain.main), ("slow", slow)] {
      let count = builder.register("\(name)_count", 8, domain: domain)
      let one = builder.constant(1, 8)
      let sum = builder.binary(.add, builder.read(count), one)
      builder.assign(count, sum)
      builder.output(name, builder.read(count))
    }
    let simulator = try Interpreter(Netlist.Design(builder))
    #expect(simulator.ports.map(\.name) == ["fast", "slow", "reset", "slow_reset"])
    try simulator.reset()
    try simulator.step(3, domains: [.main])
    try simulator.step(1, domains: [slow])
    try simulator.step(2)
    #expect(try [simulator.peek("fast"), simulator.peek("slow")] == [5, 3])
    try simulator.poke("slow_reset", true)
    try simulator.step()
    #expect(try [simulator.peek("fast"), simulator.peek("slow")] == [6, 0])
    #expect(throws: SimulationError("the design has no clock 'other_clock'")) {
      try simulator.step(1, domains: [ClockDomain("other")])
    }
  }

  @Test func assertionsStopTheClockAndCoversCount() throws {
    var builder = Self.counter()
    let value = builder.read(Netlist.NetID(2))
    let limit = builder.constant(8, 8)
    let condition = builder.node(.compare(.less, value, limit, signed: false), 1)
    let seven = builder.constant(7, 8)
    let isSeven = builder.equal(value, seven)
    let source = SourceLocation(fileID: "Tests/Counter.swift", line: 12)
    builder.definition.assertions = [
      Netlist.Assertion(
        name: "below_limit", kind: .assert, enable: nil, condition: condition, message: "count ran past 8",
        domain: .main, source: source),
      Netlist.Assertion(
        name: "seven", kind: .cover, enable: nil, condition: isSeven, message: "", domain: .main, source: nil),
    ]
    let simulator = try Interpreter(Netlist.Design(builder))
    try simulator.reset()
    try simulator.poke("step", 1)
    try simulator.poke("enable", true)
    let failure = #expect(throws: AssertionFailure.self) { try simulator.step(10) }
    #expect(
      failure?.description
        == "Tests/Counter.swift:12: assertion 'below_limit' failed in cycle 4: count ran past 8")
    #expect(try simulator.peek("value") == 8)
    #expect(simulator.coverCounts == ["seven": 1])
  }

  @Test func loopsAreNamed() throws {
    var builder = DefinitionBuilder("loop")
    let a = builder.wire("a", 1)
    let b = builder.wire("b", 1)
    let notB = builder.node(.not(builder.read(b)), 1)
    let notA = builder.node(.not(builder.read(a)), 1)
    builder.assign(a, notB)
    builder.assign(b, notA)
    #expect(throws: SimulationError("combinational loop through 'a', 'b'")) {
      try Interpreter(Netlist.Design(builder))
    }
  }

  @Test func badPokesAreRefused() throws {
    let simulator = try Interpreter(Netlist.Design(Self.counter()))
    expectError("the design has no port 'stop'; did you mean 'step'?") { try simulator.peek("stop") }
    expectError("the design has no port 'none'; its ports are: enable, step, value, reset", below: 1) {
      try simulator.peek("none")
    }
    let limits = "does not fit in the unsigned port 'step' of width 8, which holds 0 to 255"
    expectError("256 \(limits)") { try simulator.poke("step", 256) }
    expectError("-1 \(limits)") { try simulator.poke("step", -1) }
    expectError("port 'value' is an output and cannot be poked") { try simulator.poke("value", 1) }
  }
}
