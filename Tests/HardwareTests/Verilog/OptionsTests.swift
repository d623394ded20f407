import Foundation
import Testing

@testable import Hardware

/// Prefixes of modules, names of clocks and resets, and kinds of reset.
@Suite struct OptionsTests {
  private func text(_ module: some Module, _ options: Verilog.Options) throws -> [String] {
    try Verilog.text(of: module.elaborated(), options).components(separatedBy: "\n")
  }

  /// The lines without the comments behind them.
  private func bare(_ lines: [String]) -> String {
    lines.map { $0.components(separatedBy: "  // ")[0] }.joined(separator: "\n")
  }

  private func messages(_ module: some Module, _ options: Verilog.Options) throws -> [String] {
    let error = try #require(throws: DesignError.self) { try Verilog.emit(module.elaborated(), options) }
    return error.diagnostics.map(\.description)
  }

  @Test func aPrefixStandsBeforeModulesFilesAndInstances() throws {
    let files = try Verilog.emit(Twins().elaborated(), Verilog.Options(modulePrefix: "npu_"))
    #expect(files.map(\.name) == ["npu_toggle.v", "npu_twins.v"])
    #expect(files[0].contents.contains("\nmodule npu_toggle (\n"))
    #expect(files[1].contents.contains("\nmodule npu_twins (\n"))
    #expect(files[1].contents.contains("\n  npu_toggle first ("))
  }

  @Test func clocksAndResetsHaveTheNamesOfTheOptions() throws {
    let clocking = Verilog.Clocking(clock: "aclk", reset: "aresetn", resetLevel: .low)
    let lines = try text(Twins(), Verilog.Options(clocking: clocking))
    #expect(lines.contains("  input  wire aclk,") && lines.contains("  input  wire aresetn,"))
    #expect(lines.contains("    .aclk    (aclk),") && lines.contains("    .aresetn (aresetn),"))
    #expect(lines.contains("  always @(posedge aclk) begin") && lines.contains("    if (!aresetn) begin"))
    #expect(!lines.contains { $0.contains("clock") || $0.contains("reset)") })
  }

  @Test func anAsynchronousResetIsAnEdgeOfTheRegistersThatHaveOne() throws {
    for (level, edge, condition) in [
      (Verilog.ResetLevel.high, "posedge reset", "reset"), (.low, "negedge reset", "!reset"),
    ] {
      let clocking = Verilog.Clocking(resetStyle: .asynchronous, resetLevel: level)
      let bare = try bare(text(Mixed(), Verilog.Options(clocking: clocking)))
      #expect(
        bare.contains(
          """
            always @(posedge clock or \(edge)) begin
              if (\(condition)) begin
                count <= 4'd0;
              end else if (enable) begin
                count <= count + 4'd1;
              end
            end

            always @(posedge clock) begin
              if (enable) begin
                last <= count;
              end
            end
          """), "\(bare)")
      let outside = level == .high ? "!reset" : "reset"
      #expect(
        bare.contains(
          """
            always @(posedge clock or \(edge)) begin
              if (\(outside)) begin
          """), "\(bare)")
    }
  }

  @Test func domainsHaveNamesOfTheirOwnWhereTheOptionsSaySo() {
    var clocking = Verilog.Clocking(clock: "clk", reset: "rst")
    let bus = ClockDomain("bus")
    #expect(clocking.clockName(of: .main) == "clk" && clocking.resetName(of: .main) == "rst")
    #expect(clocking.clockName(of: bus) == "bus_clk" && clocking.resetName(of: bus) == "bus_rst")
    clocking.namesOfDomains[bus] = .init(clock: "pclk", reset: "presetn")
    #expect(clocking.clockName(of: bus) == "pclk" && clocking.resetName(of: bus) == "presetn")
  }

  @Test func namesThatVerilogDoesNotTakeAreRefused() throws {
    #expect(
      try messages(Mixed(), Verilog.Options(modulePrefix: "2x-")) == [
        "error: the prefix '2x-' cannot begin the names of modules: use letters, digits and underscores, and no digit "
          + "at the beginning [option, in mixed]"
      ])
    #expect(
      try messages(Mixed(), Verilog.Options(clocking: .init(clock: "a b", reset: "wire"))) == [
        "error: the clock 'a b' has a name that Verilog does not take: use letters, digits and underscores, and no "
          + "digit at the beginning [option, in mixed]",
        "error: the reset 'wire' has the name of a Verilog keyword: call it something else [option, in mixed]",
      ])
    #expect(
      try messages(Mixed(), Verilog.Options(clocking: .init(clock: "double"))) == [
        "error: the clock 'double' has the name of a word of C++, of which Verilator warns: call it something else "
          + "[option, in mixed]"
      ])
  }

  @Test func namesThatAModuleHasAreRefused() throws {
    let line = Mixed.countLine
    #expect(
      try messages(Mixed(), Verilog.Options(clocking: .init(clock: "count"))) == [
        "HardwareTests/OptionsTests.swift:\(line): error: the clock 'count' has the name of the register 'count' at "
          + "OptionsTests.swift:\(line): give the clock another name in the options [option, in mixed]"
      ])
    #expect(
      try messages(Mixed(), Verilog.Options(clocking: .init(clock: "x", reset: "x"))) == [
        "error: the reset 'x' has the name of the clock 'x': give the reset another name in the options "
          + "[option, in mixed]"
      ])
  }

  @Test func aComparisonIsNotTakenForAnAssignment() throws {
    let text = try bare(text(Bounded(), Verilog.Options()))
    #expect(text.contains("is_within <= (value <= 4'd9);"))
    #expect(text.contains("is_same <= (value == limit);"))
    #expect(text.contains("is_both <= (value <= limit && enable);"))
    #expect(text.contains("nearest <= (value <= limit ? value : limit);"))
    #expect(text.contains("is_any <= enable || value != limit;"))
  }
}

/// Two instances of one module.
private struct Twins: Module {
  let first = Toggle()
  let second = Toggle()
  let enable: Bit = .input()
  let result: Bit = .output()

  var body: [Statement] {
    first.enable <== enable
    second.enable <== first.result
    result <== second.result
  }
}

private struct Toggle: Module {
  let enable: Bit = .input()
  let result: Bit = .output()

  var body: [Statement] {
    let level = Bit.register("level", reset: false)
    when(enable) { level <== !level }
    result <== level
  }
}

/// Registers with and without a reset value in one statement.
private struct Mixed: Module {
  static let countLine = #line + 5
  let enable: Bit = .input()
  let result: Unsigned = .output(4)

  var body: [Statement] {
    let count = Unsigned.register("count", 4, reset: 0)
    let last = Unsigned.register("last", 4)
    when(enable) {
      count <== count &+ 1
      last <== count
    }
    result <== last
    expect(count .!= 15 || !enable, "count is at its end", name: "no_end")
  }
}

private struct Bounded: Module {
  let enable: Bit = .input()
  let value: Unsigned = .input(4)
  let limit: Unsigned = .input(4)
  let fits: Bit = .output()
  let same: Bit = .output()
  let both: Bit = .output()
  let any: Bit = .output()
  let near: Unsigned = .output(4)

  var body: [Statement] {
    let isWithin = Bit.register("is_within")
    let isSame = Bit.register("is_same")
    let isBoth = Bit.register("is_both")
    let isAny = Bit.register("is_any")
    let nearest = Unsigned.register("nearest", 4)
    isWithin <== (value .<= 9)
    isSame <== (value .== limit)
    isBoth <== ((value .<= limit) && enable)
    isAny <== (enable || (value .!= limit))
    nearest <== mux(value .<= limit, value, limit)
    fits <== isWithin
    same <== isSame
    both <== isBoth
    any <== isAny
    near <== nearest
  }
}
