import Foundation
import Hardware
import HardwareSimulation
import TestSupport
import Testing

/// A foreign counter that steps by a parameter, with an asynchronous reading of its sum with an input.
private struct ForeignCounter: ForeignModule {
  let EN: Bit
  let D, COUNT, SUM: Unsigned
  private let step: Int
  private let files: [String]
  private let hasModel: Bool

  init(step: Int, files: [String] = [], hasModel: Bool = true) {
    EN = .input()
    (D, COUNT, SUM) = (.input(8), .output(8), .output(8))
    (self.step, self.files, self.hasModel) = (step, files, hasModel)
  }

  var verilog: ForeignVerilog {
    ForeignVerilog(
      "FCount", parameters: ["STEP": .integer(step)], clocks: [.clock("CK")], resets: [.activeLow("RN")],
      paths: .only(["SUM": ["D"]]), files: files, line: 7)
  }

  var model: (any Module)? { hasModel ? CounterModel(step: step) : nil }
}

private struct CounterModel: Module {
  static let line: UInt = #line
  let EN: Bit
  let D, COUNT, SUM: Unsigned
  private let step: Int

  init(step: Int) {
    EN = .input()
    (D, SUM) = (.input(8), .output(8))
    COUNT = .outputRegister(8, reset: 0)
    self.step = step
  }

  var body: [Statement] {
    when(EN) { COUNT <== COUNT &+ Unsigned(step, width: 8) }
    SUM <== COUNT &+ D
    expect(COUNT .< 250, "the count stays below 250", name: "limit")  // line + 15
  }
}

/// Two foreign counters of different steps.
private struct CounterUser: Module {
  let enable: Bit
  let number: Unsigned
  let sums: [Unsigned]
  let one, three: ForeignCounter

  init(files: [String] = [], hasModel: Bool = true) {
    enable = .input()
    number = .input(8)
    sums = (0..<2).map { _ in .output(8) }
    one = ForeignCounter(step: 1, files: files, hasModel: hasModel)
    three = ForeignCounter(step: 3, files: files, hasModel: hasModel)
  }

  var body: [Statement] {
    for (unit, sum) in zip([one, three], sums) {
      unit.EN <== enable
      unit.D <== number
      sum <== unit.SUM ^ unit.COUNT
    }
  }
}

@Suite struct ForeignSimulationTests {
  private static let header = "`define RESET_VALUE 0\n"
  /// Steps one less than the model, so that it is seen which of the two runs.
  private static let verilog = """
    `include "fcount.vh"
    module FCount #(parameter STEP = 9) (
      input CK, input RN, input EN, input [7:0] D, output reg [7:0] COUNT, output [7:0] SUM);
      assign SUM = COUNT + D;
      always @(posedge CK) if (!RN) COUNT <= `RESET_VALUE; else if (EN) COUNT <= COUNT + STEP - 1;
    endmodule

    """

  private func run(_ simulator: any Simulator, cycles: Int = 60, seed: UInt64) throws -> [[Int]] {
    var random = SeededGenerator(seed: seed)
    try simulator.reset()
    return try (0..<cycles).map { _ in
      try simulator.poke("enable", Bool.random(using: &random))
      try simulator.poke("number", Int.random(in: 0..<256, using: &random))
      try simulator.step()
      return try ["sums_0", "sums_1"].map { try simulator.peekInt($0) }
    }
  }

  @Test func theInterpreterRunsModels() throws {
    let interpreter = try Interpreter(CounterUser().elaborated())
    try interpreter.reset()
    try interpreter.poke("enable", true)
    try interpreter.poke("number", 5)
    try interpreter.step(4)
    #expect(try interpreter.peek("sums_0") == (4 + 5) ^ 4)
    #expect(try interpreter.peek("sums_1") == (12 + 5) ^ 12)
    #expect(try interpreter.peek(net: "three.count") == 12)
  }

  @Test func theInterpreterRefusesWhatHasNoModel() throws {
    let design = try CounterUser(hasModel: false).elaborated()
    #expect {
      _ = try Interpreter(design)
    } throws: {
      "\($0)" == "HardwareSimulationTests/ForeignSimulationTests.swift:7: error: 'FCount' cannot be interpreted: "
        + "give its behaviour in 'model' [foreign, in FCount]"
    }
  }

  @Test(.enabled(if: Requirement.verilator.isMet)) func verilatorRunsModelsUnderTheForeignName() throws {
    let seed: UInt64 = 11
    let design = try CounterUser().elaborated()
    let expected = try run(Interpreter(design), seed: seed)
    #expect(try run(VerilatedSimulator(design), seed: seed) == expected, "seed \(seed)")
  }

  @Test(.enabled(if: Requirement.verilator.isMet)) func assertionsOfModelsHaveTheirNameAndLine() throws {
    let design = try CounterUser().elaborated()
    for simulator in [try Interpreter(design), try VerilatedSimulator(design)] as [any Simulator] {
      let failure = #expect(throws: AssertionFailure.self) {
        try simulator.reset()
        try simulator.poke("enable", true)
        try simulator.step(100)
      }
      #expect(failure?.name == "three.limit")
      #expect(failure?.source?.line == Int(CounterModel.line) + 15)
    }
  }

  @Test(.enabled(if: Requirement.verilator.isMet)) func verilatorPrefersTheForeignFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "foreign-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["fcount.vh", "counter_user.v"].map { folder.appending(path: $0) }
    try Self.header.write(to: files[0], atomically: false, encoding: .utf8)
    // A file of the name of one of the design's own.
    try Self.verilog.write(to: files[1], atomically: false, encoding: .utf8)
    let simulator = try VerilatedSimulator(CounterUser(files: files.map(\.path)).elaborated())
    try simulator.reset()
    try simulator.poke("enable", true)
    try simulator.poke("number", 5)
    try simulator.step(4)
    #expect(try simulator.peek("sums_0") == (0 + 5) ^ 0)
    #expect(try simulator.peek("sums_1") == (8 + 5) ^ 8)
  }

  @Test(.enabled(if: Requirement.verilator.isMet)) func verilatorRefusesWhatIsNowhere() throws {
    #expect {
      _ = try VerilatedSimulator(CounterUser(hasModel: false).elaborated())
    } throws: {
      "\($0)" == "HardwareSimulationTests/ForeignSimulationTests.swift:7: error: nothing is known of the inside of "
        + "'FCount': give its Verilog in 'files' or its behaviour in 'model' [foreign, in FCount]"
    }
    #expect {
      _ = try VerilatedSimulator(CounterUser(files: ["no/such.v"]).elaborated())
    } throws: {
      "\($0)" == "no/such.v: the Verilog of a foreign module cannot be read: no such file or directory"
    }
  }
}
