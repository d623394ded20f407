import Golden
import Hardware
import HardwareSimulation
import Network
import TestSupport
import Testing

@testable import Accelerator

/// Results of the array on their way through post-processing.
@Suite struct ResultTests {
  /// A different shape each: lanes and bus words, widths of psums and of activations.
  static let architectures: [PostProcessingArchitecture] = [
    .init(lanes: 1, bus: 1), .init(lanes: 4, bus: 4), .init(lanes: 4, bus: 1), .init(lanes: 8, bus: 2, psumBits: 20),
    .init(lanes: 2, bus: 2, activationBits: 5, psumBits: 12), .init(lanes: 4, bus: 4, activationBits: 16, psumBits: 16),
    .init(lanes: 2, bus: 1, activationBits: 11, psumBits: 32), .init(lanes: 16, bus: 16),
  ]

  @Test(arguments: architectures, Stalls.allCases)
  func randomGroupsBecomeActivations(parameters: PostProcessingArchitecture, stalls: Stalls) throws {
    let rounding: RequantizerRounding = stalls == .some ? .single : .double
    for seed in randomSeeds(1) {
      let bench = try PostProcessorBench(parameters.architecture, rounding: rounding, stalls: stalls, seed: seed)
      try compare(on: bench, rounding: rounding, runs: 3, seed: seed)
    }
  }

  @Test(.enabled(if: Checkout.tool("verilator") != nil, "no verilator"), arguments: RequantizerRounding.allCases)
  func randomGroupsBecomeActivationsInVerilator(rounding: RequantizerRounding) throws {
    let architecture = Architecture.edge
    let simulator = try VerilatedSimulator(PostProcessor(architecture, rounding: rounding).elaborated())
    for seed in randomSeeds(3) {
      let bench = try PostProcessorBench(architecture, on: simulator, stalls: .uneven, seed: seed)
      try compare(on: bench, rounding: rounding, runs: 5, seed: seed)
    }
  }

  /// Tables, zero points and bounds anew for each run.
  private func compare(on bench: PostProcessorBench, rounding: RequantizerRounding, runs: Int, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for run in 0..<runs {
      let table = ChannelTableModel.random(bench.architecture, using: &generator)
      let output = OutputModel.random(bench.architecture, using: &generator)
      let groups = (0..<60).map { _ in ResultGroupModel.random(bench.architecture, using: &generator) }
      try bench.write(table)
      try bench.set(output)
      let found = try bench.run(groups)
      let expected = groups.map { $0.expected(table, output, bench.architecture, rounding.golden) }
      #expect(found == expected, "seed \(seed), run \(run)")
    }
  }

  /// Every shift with significands and sums at the ends of their ranges and around the halves.
  @Test(arguments: RequantizerRounding.allCases)
  func extremesAreExact(rounding: RequantizerRounding) throws {
    let architecture = Architecture.edge
    let significands: [Int32] = [0, 1, 1 << 30, 1 << 30 + 1, 1_518_500_250, .max - 1, .max]
    var channels = significands.flatMap { significand in
      (-31...30).map { ChannelModel(bias: 0, multiplier: QuantizedMultiplier(significand: significand, shift: $0)) }
    }
    let unused = ChannelModel(bias: 0, multiplier: QuantizedMultiplier(significand: 0, shift: 0))
    channels += Array(repeating: unused, count: architecture.channelTable - channels.count)
    let table = ChannelTableModel(channels: channels)
    let output = OutputModel(zero: 0, bounds: -128...127)
    var sums = [Int(Int32.max), Int(Int32.min)]
    for exponent in [0, 7, 14, 20, 29, 30] {
      let power: Int = 1 << exponent
      for sum in power - 1...power + 1 { sums += [sum, -sum] }
    }

    let bench = try PostProcessorBench(architecture, rounding: rounding, seed: 1)
    try bench.write(table)
    try bench.set(output)
    let (width, lanes) = (architecture.psumBusWords, architecture.lanes)
    for sum in sums {
      let groups = stride(from: 0, to: architecture.channelTable, by: width).map {
        ResultGroupModel(
          words: Array(repeating: sum, count: width), count: width, address: $0 / lanes, firstLane: $0 % lanes,
          entry: $0 / lanes, drop: false, isLast: false)
      }
      let found = try bench.run(groups)
      #expect(found == groups.map { $0.expected(table, output, architecture, rounding.golden) }, "sum \(sum)")
    }
  }

  /// Significand 2^30 and shift 1 leave a sum as it is, up to the clamp.
  @Test func fixedPointStaysAsItIs() throws {
    let architecture = Architecture.eyeriss
    let one = ChannelModel(bias: 0, multiplier: QuantizedMultiplier(significand: 1 << 30, shift: 1))
    let table = ChannelTableModel(channels: Array(repeating: one, count: architecture.channelTable))
    let bench = try PostProcessorBench(architecture, seed: 1)
    try bench.write(table)
    try bench.set(OutputModel(zero: 0, bounds: 0...32767))
    let group = ResultGroupModel(
      words: [-32768, -1, 1, 32767], count: 4, address: 5, firstLane: 0, entry: 3, drop: false, isLast: true)
    #expect(try bench.run([group]) == [VectorWriteModel(address: 5, lanes: [0, 0, 1, 32767], isLast: true)])
  }

  @Test func aGroupLeavesEveryCycle() throws {
    let architecture = Architecture.edge
    var generator = SeededGenerator(seed: 8)
    let bench = try PostProcessorBench(architecture, seed: 1)
    try bench.write(.random(architecture, using: &generator))
    let start = bench.cycle
    _ = try bench.run((0..<50).map { _ in .random(architecture, using: &generator) })
    let first = start + PostProcessor.latency
    #expect(bench.writes.map(\.cycle) == Array(first..<first + 50))
  }

  @Test func aGroupAcrossTheEndOfAVectorIsCaught() throws {
    let bench = try PostProcessorBench(.edge, seed: 1)
    let group = ResultGroupModel(
      words: [1, 2, 3, 4], count: 3, address: 0, firstLane: Architecture.edge.lanes - 2, entry: 0, drop: false,
      isLast: false)
    #expect(throws: AssertionFailure.self) { try bench.run([group]) }
  }
}
