import BigInt
import Foundation
import Hardware
import HardwareSimulation
import Testing

/// The back end on hand-written Verilog: ports of every size, clocks, assertions, traces.
@Suite(.enabled(if: Requirement.verilator.isMet)) struct VerilatedSimulatorTests {
  static let verilog = """
    module ports (
      input wire clock, input wire reset, input wire slow_clock, input wire slow_reset,
      input wire [7:0] step, input wire [129:0] wide, input wire signed [32:0] class__x,
      output reg [7:0] count, output wire [129:0] next, output wire signed [32:0] minus, output reg [15:0] ticks
    );
      assign next = wide + 1;
      assign minus = -class__x;
      always @(posedge clock) if (reset) count <= 0; else count <= count + step;
      always @(posedge slow_clock) if (slow_reset) ticks <= 0; else ticks <= ticks + 1;
      lane lane_0 (clock, reset, count);
    endmodule

    module lane (input wire clock, input wire reset, input wire [7:0] count);
      always @(posedge clock) if (!reset) limit: assert (count < 100) else $error("count ran past 100");
    endmodule

    """

  private static func simulator(_ options: VerilatedLibrary.Options = .init()) throws -> VerilatedSimulator {
    var lane = DefinitionBuilder("lane")
    let always = lane.constant(1, 1)
    lane.definition.assertions = [
      Netlist.Assertion(
        name: "limit", kind: .assert, enable: nil, condition: always, message: "count ran past 100", domain: .main,
        source: SourceLocation(fileID: "Tests/Ports.swift", line: 7))
    ]
    var top = DefinitionBuilder("ports", domains: [.main, ClockDomain("slow")])
    _ = top.input("step", 8)
    _ = top.input("wide", 130)
    _ = top.input("class__x", 33, signed: true)
    top.output("count", top.constant(0, 8))
    top.output("next", top.constant(0, 130))
    top.output("minus", top.constant(0, 33), signed: true)
    top.output("ticks", top.constant(0, 16))
    top.definition.instances = [Netlist.Instance(name: "lane_0", definition: 0, connections: [])]
    return try VerilatedSimulator(
      Netlist.Design(lane, top), verilog: [.init(name: "ports.v", contents: verilog)], options: options)
  }

  @Test func portsOfEverySize() throws {
    let simulator = try Self.simulator()
    try simulator.reset()
    try simulator.poke("step", 3)
    try simulator.poke("wide", BigInt(1) << 129 - 1)
    try simulator.poke("class__x", -(BigInt(1) << 32) + 1)
    try simulator.step(10)
    #expect(try simulator.peek("count") == 30)
    #expect(try simulator.peek("next") == BigInt(1) << 129)
    #expect(try simulator.peek("minus") == BigInt(1) << 32 - 1)
    try simulator.poke("class__x", 5)
    #expect(try simulator.peek("minus") == -5)
    #expect(try simulator.peek("ticks") == 10)
    try simulator.step(4, domains: [ClockDomain("slow")])
    #expect(try [simulator.peek("count"), simulator.peek("ticks")] == [30, 14])
    #expect(simulator.cycle == 15)
  }

  @Test func assertionsAreToldWithTheirSource() throws {
    let simulator = try Self.simulator()
    try simulator.reset()
    try simulator.poke("step", 10)
    let failure = #expect(throws: AssertionFailure.self) { try simulator.step(100) }
    #expect(
      failure?.description
        == "Tests/Ports.swift:7: assertion 'lane_0.limit' failed in cycle 11: count ran past 100")
    let again = #expect(throws: AssertionFailure.self) { try simulator.step(1) }
    #expect(again?.cycle == 11)
    try simulator.reset()
    try simulator.step(9)
    #expect(try simulator.peek("count") == 90)
  }

  @Test func observersSeeSettledValuesBeforeEachEdge() throws {
    let simulator = try Self.simulator()
    try simulator.reset()
    try simulator.poke("step", 2)
    var seen: [Int] = []
    simulator.observe { seen.append(try simulator.peekInt("count")) }
    try simulator.step(4)
    #expect(seen == [0, 2, 4, 6])
  }

  @Test(arguments: [TraceFormat.vcd, .fst]) func tracesAreWritten(_ format: TraceFormat) throws {
    if format == .fst && !Requirement.fst.isMet { return }
    let simulator = try Self.simulator(.init(trace: format))
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("orris-\(ProcessInfo.processInfo.processIdentifier).\(format.rawValue)")
    defer { try? FileManager.default.removeItem(at: file) }
    try simulator.startTrace(file)
    try simulator.reset()
    try simulator.step(20)
    simulator.stopTrace()
    let data = try Data(contentsOf: file)
    #expect(data.count > 100)
    if format == .vcd { #expect(String(decoding: data, as: UTF8.self).contains("$scope module lane_0 $end")) }
    #expect(throws: SimulationError.self) { try simulator.startTrace(URL(fileURLWithPath: "/nowhere/x.vcd")) }
  }

  @Test func aModelWithoutTraceRefusesToWriteOne() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("orris-none.vcd")
    #expect(throws: SimulationError.self) { try Self.simulator().startTrace(file) }
  }

  @Test func wrongVerilogIsQuoted() throws {
    let error = #expect(throws: SimulationError.self) {
      try VerilatedLibrary.build(
        verilog: [.init(name: "bad.v", contents: "module bad (input wire a;\nendmodule\n")], top: "bad", harness: [])
    }
    #expect(error?.description.contains("could not translate bad") == true)
    #expect(error?.description.contains("%Error: bad.v:1:") == true)
  }

  @Test func wrongHarnessIsQuoted() throws {
    let error = #expect(throws: SimulationError.self) {
      try VerilatedLibrary.build(
        verilog: [
          .init(name: "good.v", contents: "module good (input wire a, output wire b);\nassign b = a;\nendmodule\n")
        ],
        top: "good", harness: [.init(name: "harness.cpp", contents: "#include \"orris.h\"\nint x = nothing;\n")])
    }
    #expect(
      error?.description.contains("use of undeclared identifier 'nothing'") == true
        || error?.description.contains("'nothing' was not declared") == true)
  }
}
