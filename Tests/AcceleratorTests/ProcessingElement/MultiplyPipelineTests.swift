import Hardware
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

@Suite struct MultiplyPipelineTests {
  private struct MAC {
    var activation, weight, index: Int
    var isFirst, isLast, endsColumn: Bool

    static func noise(_ architecture: Architecture, using generator: inout SeededGenerator) -> MAC {
      MAC(
        activation: .random(bits: architecture.operandBits, using: &generator),
        weight: .random(bits: architecture.weightBits, using: &generator),
        index: .random(in: 0..<architecture.psumScratchpad, using: &generator), isFirst: .random(using: &generator),
        isLast: .random(using: &generator), endsColumn: .random(using: &generator))
    }
  }

  @Test(arguments: [
    PEArchitecture(activationBits: 8, weightBits: 8, psumBits: 32),
    PEArchitecture(activationBits: 16, weightBits: 16, psumBits: 16, productShift: true),
    PEArchitecture(activationBits: 16, weightBits: 16, psumBits: 48),
    PEArchitecture(activationBits: 8, zeroPoint: true, weightBits: 1, psumBits: 12),
    PEArchitecture(activationBits: 4, weightBits: 2, psumBits: 8, productShift: true, p: 1),
  ])
  func sumsProductsPsumByPsum(parameters: PEArchitecture) throws {
    for (seed, stalls) in Stalls.allCases.enumerated() {
      try compare(parameters.architecture, stalls: stalls, seed: UInt64(seed))
    }
  }

  /// Columns of random p, window and span, MACs now and then not issued, psums taken now and then.
  private func compare(_ architecture: Architecture, stalls: Stalls, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let productBits = architecture.operandBits + architecture.weightBits
    let shift = architecture.productShift ? Int.random(in: 0..<productBits, using: &generator) : 0
    var macs: [MAC] = []
    var expected: [[Int]] = []
    for _ in 0..<15 {
      let p = Int.random(in: 1...architecture.psumScratchpad, using: &generator)
      let span = Int.random(in: 1...architecture.psumScratchpad / p, using: &generator)
      let window = span * Int.random(in: 1...5, using: &generator)
      var sums = Array(repeating: 0, count: p * span)
      for value in 0..<window {
        let isZero = Int.random(in: 0..<3, using: &generator) == 0
        let activation = isZero ? 0 : Int.random(bits: architecture.operandBits, using: &generator)
        for filter in 0..<p {
          let weight = Int.random(bits: architecture.weightBits, using: &generator)
          let index = value % span * p + filter
          sums[index] += (activation * weight) >> shift
          macs.append(
            MAC(
              activation: activation, weight: weight, index: index, isFirst: value < span,
              isLast: value >= window - span,
              endsColumn: value == window - 1 && filter == p - 1))
        }
      }
      expected += sums.enumerated().map {
        [$1.wrapped(to: architecture.psumBits), $0 == sums.count - 1 ? 1 : 0]
      }
    }
    let found = try run(macs, architecture, shift: shift, stalls: stalls, count: expected.count, &generator)
    #expect(found == expected, "seed \(seed)")
  }

  /// Issues MACs whenever the pipeline moves; the operands follow a cycle later, as from the scratchpads, and stay
  /// noise where the activation is zero.
  private func run(
    _ macs: [MAC], _ architecture: Architecture, shift: Int, stalls: Stalls, count: Int,
    _ generator: inout SeededGenerator
  ) throws -> [[Int]] {
    let bench = try Bench(MultiplyPipeline(architecture), seed: 1)
    if architecture.productShift { try bench.set("product_shift", shift) }
    try bench.collect("psums", count: count, stalls: stalls)
    let pause = stalls.probability(using: &generator)
    let advance = try bench.simulator.port(named: "advance")
    var advances = false
    bench.observe = { [simulator = bench.simulator] _ in advances = simulator.word(of: advance) == 1 }

    var next = 0
    var idle = 0
    while bench.collected("psums").count < count, idle < 400 {
      let isIssued = next < macs.count && Double.random(in: 0..<1, using: &generator) >= pause
      let mac = isIssued ? macs[next] : MAC.noise(architecture, using: &generator)
      try drive(bench, mac, isIssued)
      try bench.step()
      idle += 1
      guard advances else { continue }
      idle = 0
      let hasOperands = isIssued && mac.activation != 0
      let operands = hasOperands ? mac : MAC.noise(architecture, using: &generator)
      try bench.set("activation", operands.activation)
      try bench.set("weight", operands.weight)
      if isIssued { next += 1 }
    }
    for _ in 0..<8 { try bench.step() }
    return bench.collected("psums")
  }

  private func drive(_ bench: Bench, _ mac: MAC, _ isIssued: Bool) throws {
    try bench.set("issue_valid", isIssued ? 1 : 0)
    try bench.set("issue_is_zero", mac.activation == 0 ? 1 : 0)
    try bench.set("issue_index", mac.index)
    try bench.set("issue_is_first", mac.isFirst ? 1 : 0)
    try bench.set("issue_is_last", mac.isLast ? 1 : 0)
    try bench.set("issue_ends_column", mac.endsColumn ? 1 : 0)
  }
}
