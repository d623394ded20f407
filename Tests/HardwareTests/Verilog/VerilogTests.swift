import BigInt
import Foundation
import Testing

@testable import Hardware

private struct Follower: Module {
  let enable: Bit
  let first, second, third: Unsigned
  init() {
    enable = .input()
    (first, second, third) = (.output(4), .output(4), .output(4))
  }
  var body: [Statement] {
    when(enable) {
      first <== 3
      second <== first
      third <== second &+ first
    }
    .otherwise {
      first <== 0
      second <== 1
      third <== 2
    }
  }
}

private struct Supervisor: Module {
  let enable: Bit
  let number: Signed
  let unit: Samples.MultiplyAccumulate
  init() {
    enable = .input()
    number = .input(8)
    unit = Samples.MultiplyAccumulate()
  }
  var body: [Statement] {
    unit.activation <== number
    unit.weight <== number
    unit.enable <== enable
    unit.clear <== false
    let watched = unit.partialSum.named("watched")
    let previous = Signed.register("previous", 32, reset: 0)
    let changed = Bit.wire("changed")
    previous <== watched
    changed <== false
    when(enable) { changed <== previous .!= watched }
    expect(!changed || watched .>= 0, "squares are not negative")
  }
}

extension ClockDomain {
  fileprivate static let a = ClockDomain("a")
  fileprivate static let b = ClockDomain("b")
}

private struct Skipped: Module {
  let first, second, third: Bit
  let level, kept, other, last: Unsigned
  init() {
    (first, second, third) = (.input(), .input(), .input())
    level = .output(2)
    (kept, other, last) = (.outputRegister(2), .outputRegister(2, domain: .a), .outputRegister(2, domain: .b))
  }
  var body: [Statement] {
    level <== 0
    when(first) { level <== 1 }
      .elsewhen(second) {
        kept <== 1
        last <== 1
      }
      .elsewhen(third) { kept <== 2 }
      .otherwise {
        kept <== 3
        other <== 3
        last <== 3
      }
    when(first) { last <== 0 }
      .elsewhen(second) { kept <== 0 }
      .elsewhen(third) { last <== 2 }
  }
}

private struct Idle: Module {
  enum Phase: CaseIterable { case idle, load, drain }
  let enable, spare: Bit
  let data: Unsigned
  let result: Bit
  let unit: Samples.MultiplyAccumulate
  init() {
    (enable, spare) = (.input(), .input())
    data = .input(8)
    result = .output()
    unit = Samples.MultiplyAccumulate()
  }
  var body: [Statement] {
    let phase = Enumerated<Phase>.register("phase", reset: .drain)
    unit.activation <== Signed(5, width: 8)
    unit.weight <== -2
    unit.enable <== enable
    unit.clear <== false
    when(data[3...4] .== 2) { phase <== .load }
    result <== phase .== .idle
  }
}

@Suite struct VerilogTests {
  /// `always @*` does not wake up on its own assignments.
  @Test func wiresThatFollowEachOtherHaveBlocksOfTheirOwn() throws {
    let text = try Verilog.text(of: Follower().elaborated())
    #expect(text.components(separatedBy: "always @* begin").count == 4)
  }

  @Test func branchesThatABlockLeavesOutStillExcludeTheLaterOnes() throws {
    let text = try Verilog.text(of: Skipped().elaborated())
    let lines = text.split(separator: "\n").filter {
      $0.contains("if (") || $0.contains(" else ") || $0.contains("always")
    }
    #expect(
      lines.map { String($0) } == [
        "  always @* begin",
        "    if (first) begin",
        "  always @(posedge clock) begin",
        "    if (!first) begin",
        "      if (second) begin",
        "      end else if (third) begin",
        "      end else begin",
        "    if (!first && second) begin",
        "  always @(posedge a_clock) begin",
        "    if (!(first || second || third)) begin",
        "  always @(posedge b_clock) begin",
        "    if (!first) begin",
        "      if (second) begin",
        "      end else if (third) begin",
        "      end else begin",
        "    if (first) begin",
        "    end else if (second) begin",
        "    end else if (third) begin",
      ])
  }

  @Test func whatOnlyAssertionsReadStandsBesideThem() throws {
    let parts = try Verilog.text(of: Supervisor().elaborated()).components(separatedBy: "`ifdef FORMAL")
    #expect(parts.count == 2)
    for name in ["watched", "changed", "previous"] {
      #expect(!parts[0].contains(" \(name)") && parts[1].contains(" \(name)"), "\(name)")
    }
    // The instance's net does not depend on whether assertions are compiled.
    #expect(parts[0].contains("(unit_partial_sum)"))
  }

  @Test func aLoopIsRefused() {
    let source = SourceLocation(fileID: "Design/Unit.swift", line: 7)
    var unit = Netlist.Definition(name: "unit")
    unit.nets = [Netlist.Net(name: "knot", width: 1, driver: .statements)]
    unit.nodes = [
      Netlist.Node(.net(Netlist.NetID(0)), width: 1), Netlist.Node(.not(Netlist.NodeID(0)), width: 1),
    ]
    unit.statements = [.assign(Netlist.NetID(0), Netlist.NodeID(1), source: source)]
    #expect {
      try Verilog.emit(Netlist.Design(definitions: [unit]))
    } throws: { error in
      (error as? DesignError)?.description
        == "Design/Unit.swift:7: error: a combinational loop: 'knot' -> 'knot'; put a register into it [loop, in unit]"
    }
  }

  @Test func whatNothingReadsIsGathered() throws {
    let text = try Verilog.text(of: Idle().elaborated())
    #expect(text.contains("  wire unused = &{1'b0, spare, data[2:0], data[7:5]};\n"))
    #expect(text.contains("    .partial_sum (unit_partial_sum_unused)\n"))
    #expect(text.contains("    .weight      (-8'sd2),\n"))
  }

  @Test func onlyTheCasesThatAreNamedBecomeParameters() throws {
    let text = try Verilog.text(of: Idle().elaborated())
    let parameters = text.split(separator: "\n").filter { $0.contains("localparam") }
    #expect(
      parameters == [
        "  localparam [1:0] PHASE_IDLE = 2'd0;", "  localparam [1:0] PHASE_LOAD = 2'd1;",
        "  localparam [1:0] PHASE_DRAIN = 2'd2;",
      ])
  }

  @Test func longChainsNeedNoRecursion() throws {
    var chain = Netlist.Definition(name: "chain")
    chain.nets = [
      Netlist.Net(name: "number", width: 8, direction: .input, driver: .outside),
      Netlist.Net(name: "total", width: 8, direction: .output, driver: .statements),
    ]
    chain.ports = [Netlist.NetID(0), Netlist.NetID(1)]
    chain.nodes = [Netlist.Node(.net(Netlist.NetID(0)), width: 8)]
    for index in 0..<20_000 {
      let operation = Netlist.Operation.binary(
        index % 2 == 0 ? .add : .xor, Netlist.NodeID(index), Netlist.NodeID(0))
      chain.nodes.append(Netlist.Node(operation, width: 8))
    }
    chain.statements = [.assign(Netlist.NetID(1), Netlist.NodeID(20_000), source: nil)]
    let design = Netlist.Design(definitions: [chain])
    #expect(Checks.run(design).isEmpty)
    let text = try Verilog.text(of: design)
    #expect(text.utf8.split(separator: UInt8(ascii: "\n")).allSatisfy { $0.count <= 100 })
    // The input is read once for each operator, declared once, and read at the beginning of the chain.
    #expect(text.components(separatedBy: "number").count == 20_000 + 3)
  }
}

@Suite struct LiteralTests {
  @Test(arguments: [
    (0, 1, false, "1'b0"), (1, 1, false, "1'b1"), (200, 8, false, "8'd200"), (253, 8, true, "-8'sd3"),
    (5, 8, true, "8'sd5"), (128, 8, true, "8'sh80"), (1, 1, true, "1'sh1"), (65_535, 32, false, "32'd65535"),
    (65_536, 32, false, "32'h10000"),
  ])
  func areWrittenInTheShortestPlainForm(value: Int, width: Int, isSigned: Bool, text: String) {
    #expect(Literal.text(Bits(BigUInt(value), width: width), isSigned: isSigned) == text)
  }
}
