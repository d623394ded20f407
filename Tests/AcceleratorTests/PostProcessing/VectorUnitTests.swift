import Golden
import Hardware
import HardwareSimulation
import Network
import TestSupport
import Testing

@testable import Accelerator

/// Vector commands: pools, sums and products.
@Suite struct VectorUnitTests {
  @Test(arguments: ResultTests.architectures, Stalls.allCases)
  func randomCommandsAreExact(parameters: PostProcessingArchitecture, stalls: Stalls) throws {
    let rounding: RequantizerRounding = stalls == .some ? .single : .double
    for seed in randomSeeds(1) {
      let bench = try PostProcessorBench(parameters.architecture, rounding: rounding, stalls: stalls, seed: seed)
      try compare(on: bench, rounding: rounding, operations: VectorOperation.allCases, seed: seed)
    }
  }

  @Test(.enabled(if: Checkout.tool("verilator") != nil, "no verilator"))
  func randomCommandsAreExactInVerilator() throws {
    let simulator = try VerilatedSimulator(PostProcessor(.edge).elaborated())
    let operations = (0..<4).flatMap { _ in VectorOperation.allCases }
    for seed in randomSeeds(3) {
      let bench = try PostProcessorBench(.edge, on: simulator, stalls: .uneven, seed: seed)
      try compare(on: bench, rounding: .double, operations: operations, results: 20, seed: seed)
    }
  }

  /// Commands of all kinds one after the other, and results between them.
  @Test func commandsAndResultsTakeTurns() throws {
    let bench = try PostProcessorBench(
      PostProcessingArchitecture(lanes: 4, bus: 4).architecture, stalls: .uneven, seed: 9)
    let operations = (0..<4).flatMap { _ in VectorOperation.allCases }
    try compare(on: bench, rounding: .double, operations: operations, results: 20, seed: 10)
  }

  private func compare(
    on bench: PostProcessorBench, rounding: RequantizerRounding, operations: [VectorOperation], results: Int = 0,
    seed: UInt64
  ) throws {
    let architecture = bench.architecture
    var generator = SeededGenerator(seed: seed)
    for (index, operation) in operations.enumerated() {
      var command = VectorCommand.random(operation, architecture, using: &generator)
      var table = ChannelTableModel.random(architecture, using: &generator)
      if operation == .average {
        let reciprocal = Reciprocal(of: command.cells)
        table.setRow(command.resultEntry, QuantizedMultiplier(reciprocal), architecture)
      } else {
        for entry in [command.inputEntry, command.resultEntry] {
          table.setRow(entry, ChannelModel.random(using: &generator).multiplier, architecture)
        }
      }
      if command.isBinary { command.counts[0...1] = [1, 1] }
      let output = OutputModel.random(architecture, using: &generator)
      let model = VectorModel(
        architecture: architecture, table: table, output: output, rounding: rounding.golden,
        vectorAt: randomVectors(architecture, seed: generator.next()))
      (bench.vectorAt, bench.delays) = (model.vectorAt, 0...Int.random(in: 0...12, using: &generator))
      try bench.write(table)
      try bench.set(output)
      let found = try bench.run(command)
      #expect(found == model.expected(command), "seed \(seed), command \(index): \(command)")
      #expect(bench.mostOutstanding <= PostProcessor.outstandingReads)

      let groups = (0..<results).map { _ in ResultGroupModel.random(architecture, using: &generator) }
      let expected = groups.map { $0.expected(table, output, architecture, rounding.golden) }
      #expect(try bench.run(groups) == expected, "seed \(seed), results after command \(index)")
    }
  }

  /// A buffer full of noise; the ends of the range more often than chance would have it.
  private func randomVectors(_ architecture: Architecture, seed: UInt64) -> (Int) -> [Int] {
    { address in
      var generator = SeededGenerator(seed: seed ^ UInt64(address) &* 0x9E37_79B9_7F4A_7C15)
      let bits = architecture.activationBits
      return (0..<architecture.lanes).map { _ in
        let value = Int.random(bits: bits, using: &generator)
        return [value, value, value, -(1 << (bits - 1)), 1 << (bits - 1) - 1].randomElement(using: &generator)!
      }
    }
  }

  /// Sums over large windows, as global pools have them.
  @Test func largeWindowsAreExact() throws {
    let architecture = PostProcessingArchitecture(lanes: 2, bus: 1).architecture
    for (count, value) in [(1024, -128), (1024, 127), (1023, -1), (49, 3)] {
      var command = VectorCommand(operation: .average)
      command.counts = [count, 1, 2, 1, 1]
      command.aStrides = [1, 0, 7, 0, 0]
      command.resultStrides = [1, 0, 0]
      command.resultEntry = 3
      command.rounding = Reciprocal(of: count).rounding
      let zero = ChannelModel(bias: 77, multiplier: QuantizedMultiplier(significand: 0, shift: 0))
      var table = ChannelTableModel(channels: Array(repeating: zero, count: architecture.channelTable))
      table.setRow(3, QuantizedMultiplier(Reciprocal(of: count)), architecture)
      let bench = try PostProcessorBench(architecture, seed: 1)
      bench.vectorAt = { [value, ($0 * 37) % 256 - 128] }
      let output = OutputModel(zero: 5, bounds: -128...127)
      let model = VectorModel(
        architecture: architecture, table: table, output: output, rounding: .double, vectorAt: bench.vectorAt)
      try bench.write(table)
      try bench.set(output)
      #expect(try bench.run(command) == model.expected(command), "\(count) cells of \(value)")
    }
  }

  @Test func aWindowTakesACycleForEachCell() throws {
    #expect(try cycles(of: .maximum, counts: [3, 3, 8, 2, 1]) <= 9 * 16 + 24)
    #expect(try cycles(of: .average, counts: [1, 1, 30, 4, 1]) <= 120 + 24)
  }

  @Test func twoOperandsTakeTwoCycles() throws {
    for operation in [VectorOperation.add, .subtract, .multiply] {
      #expect(try cycles(of: operation, counts: [1, 1, 30, 4, 1]) <= 2 * 120 + 24)
    }
  }

  /// From the start of a command to its last result, with a buffer that answers after four cycles.
  private func cycles(of operation: VectorOperation, counts: [Int]) throws -> Int {
    let bench = try PostProcessorBench(.edge, seed: 1)
    var command = VectorCommand(operation: operation)
    (command.counts, command.aStrides, command.resultStrides) = (counts, [1, 8, 3, 5, 7], [1, 9, 11])
    bench.vectorAt = { [$0 % 100, 1, 2, 3] }
    bench.delays = 4...4
    let start = bench.cycle
    _ = try bench.run(command)
    return bench.writes.last!.cycle - start
  }

  /// A window that a register asks for by mistake is not read twice.
  @Test func operationsOfTwoOperandsHaveNoWindow() throws {
    let bench = try PostProcessorBench(.tiny, seed: 1)
    var command = VectorCommand(operation: .multiply)
    command.counts = [3, 2, 5, 1, 1]
    command.resultStrides = [1, 0, 0]
    bench.vectorAt = { _ in [7] }
    #expect(try bench.run(command).map(\.address) == [0, 1, 2, 3, 4])
  }

  @Test func anOperationThatIsNoneEndsLikeAnother() throws {
    let bench = try PostProcessorBench(.tiny, seed: 1)
    var command = VectorCommand(operation: .maximum)
    command.counts = [2, 2, 3, 2, 2]
    bench.vectorAt = { _ in [7] }
    for code in 5...7 {
      let found = try bench.run(command, operationCode: code)
      #expect(found.map(\.isLast) == Array(repeating: false, count: 11) + [true])
    }
  }

  @Test func resultsDuringACommandAreCaught() throws {
    let bench = try PostProcessorBench(.tiny, seed: 1)
    var generator = SeededGenerator(seed: 1)
    bench.vectorAt = { _ in [1] }
    try bench.begin(VectorCommand(operation: .maximum, counts: [9, 9, 9, 1, 1]))
    #expect(throws: AssertionFailure.self) { try bench.run([.random(.tiny, using: &generator)]) }
  }
}

extension QuantizedMultiplier {
  /// The channel tables hold both in the same form.
  init(_ reciprocal: Reciprocal) {
    self.init(significand: Int32(reciprocal.significand), shift: reciprocal.shift)
  }
}
