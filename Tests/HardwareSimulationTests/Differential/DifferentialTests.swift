import Foundation
import Hardware
import HardwareSimulation
import Testing

/// The same random designs in the interpreter, Verilator and Icarus, cycle by cycle.
///
/// `ORRIS_SEED` chooses other designs than the usual ones; a failure names the seed of its batch.
@Suite(.enabled(if: Requirement.verilator.isMet && Requirement.icarus.isMet)) struct DifferentialTests {
  private static let seed = ProcessInfo.processInfo.environment["ORRIS_SEED"].flatMap { UInt64($0) } ?? 2026

  /// 3,200 expressions of up to 130 bits with every operation.
  @Test(arguments: 0..<8) func expressions(_ batch: Int) throws {
    let seed = Self.seed &+ UInt64(batch)
    try compare(CircuitBatch.expressions(400, seed: seed), seed: seed, cycles: 40)
  }

  /// 320 circuits with registers, memories, state machines, two clocks and instances.
  @Test(arguments: 0..<10) func circuits(_ batch: Int) throws {
    let seed = Self.seed &+ UInt64(100 + batch)
    let design = CircuitBatch.circuits(32, seed: seed)
    try expect(
      [.instances, .severalClocks, .memories, .contents, .constantMemories, .enumerations], in: design, seed: seed)
    try compare(design, seed: seed, cycles: 60)
  }

  /// 96 circuits of structures, arrays of them, arrays of instances and of foreign modules, in two clocks, with memories
  /// that begin with contents: as vectors and loops, and as single signals.
  @Test(arguments: 0..<4, [true, false]) func structures(_ batch: Int, packsBundles: Bool) throws {
    let seed = Self.seed &+ UInt64(500 + batch)
    let design = try CircuitBatch.structures(24, seed: seed)
    let features: Set<DesignFeature> = [
      .structures, .arrays, .arraysOfStructures, .instances, .foreignModules, .severalClocks, .memories, .contents,
      .constantMemories,
    ]
    let printing = Verilog.Options(packsBundles: packsBundles)
    try expect(packsBundles ? features.union([.arraysOfInstances, .loops]) : features, in: design, seed: seed)
    try compare(design, seed: seed, cycles: 60, printing: printing)
  }

  /// 160 definitions that move a payload, printed as modules for all widths.
  @Test(arguments: 0..<2) func movers(_ batch: Int) throws {
    let seed = Self.seed &+ UInt64(200 + batch)
    let (families, shapes) = (20, 4)
    let design = CircuitBatch.movers(families: families, shapes: shapes, seed: seed)
    let names = Set(try Verilog.emit(design).map(\.name))
    for family in 0..<families {
      #expect(names.contains("mover_\(family).v"), "seed \(seed): no module for all widths of mover_\(family)")
    }
    #expect(names.count == families + 1, "seed \(seed): \(names.sorted())")
    try compare(design, seed: seed, cycles: 60)
  }

  /// 64 circuits, of which 32 stand behind foreign modules as their models.
  @Test(arguments: 0..<2) func foreignModules(_ batch: Int) throws {
    let seed = Self.seed &+ UInt64(300 + batch)
    let design = CircuitBatch.foreign(32, seed: seed)
    #expect(design.foreignModules.count == 16)
    try expect([.foreignModules, .severalClocks, .memories, .contents], in: design, seed: seed)
    try compare(design, seed: seed, cycles: 60)
  }

  /// 96 circuits, with every kind of reset, other names of clocks and resets, and a prefix.
  @Test(arguments: [
    (Verilog.ResetStyle.synchronous, Verilog.ResetLevel.low), (.asynchronous, .high), (.asynchronous, .low),
  ])
  func clocking(_ style: Verilog.ResetStyle, _ level: Verilog.ResetLevel) throws {
    let seed = Self.seed &+ 400 &+ (style == .synchronous ? 0 : 1) &+ (level == .high ? 0 : 2)
    let clocking = Verilog.Clocking(
      clock: "aclk", reset: "aresetn", resetStyle: style, resetLevel: level,
      namesOfDomains: level == .high ? [CircuitGenerator.other: .init(clock: "clk2", reset: "rst2")] : [:])
    try compare(
      CircuitBatch.circuits(32, seed: seed), seed: seed, cycles: 60,
      printing: Verilog.Options(modulePrefix: "npu_", clocking: clocking))
  }

  /// 96 circuits in SystemVerilog, one of the batches with an asynchronous reset, and 80 movers of a payload.
  ///
  /// Icarus does not take all of SystemVerilog.
  @Test(arguments: 0..<4) func systemVerilog(_ batch: Int) throws {
    let seed = Self.seed &+ UInt64(500 + batch)
    let clocking = Verilog.Clocking(resetStyle: batch == 2 ? .asynchronous : .synchronous)
    let design =
      batch == 3
      ? CircuitBatch.movers(families: 20, shapes: 4, seed: seed) : CircuitBatch.circuits(32, seed: seed)
    try compare(
      design, seed: seed, cycles: 60,
      printing: Verilog.Options(clocking: clocking, dialect: .systemVerilog, wireNames: .meaning), with: [.verilator])
  }

  /// The population has what it is there for.
  private func expect(_ features: Set<DesignFeature>, in design: Netlist.Design, seed: UInt64) throws {
    let missing = features.subtracting(try design.features())
    #expect(missing.isEmpty, "seed \(seed): no circuit has \(missing.map(\.rawValue).sorted())")
  }

  private func compare(
    _ design: Netlist.Design, seed: UInt64, cycles: Int, printing: Verilog.Options = .init(),
    with others: [Comparison.Other] = Comparison.Other.allCases
  ) throws {
    print("seed \(seed): \(design.top.name) of \(design.definitions.count) definitions")
    let comparison = Comparison(design: design, seed: seed, cycles: cycles, printing: printing)
    for difference in try comparison.differences(others) {
      Issue.record("\(Report.text(difference, comparison))")
    }
  }
}
