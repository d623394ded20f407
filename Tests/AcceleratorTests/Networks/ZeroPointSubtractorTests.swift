import TestSupport
import Testing

@testable import Accelerator

@Suite struct ZeroPointSubtractorTests {
  /// The extremes of the activations meet those of the zero point.
  @Test(arguments: [(4, 1), (8, 4), (16, 3)], [-1.0, -0.3, 0, 0.99])
  func subtractsWithoutLosingABit(shape: (bits: Int, words: Int), place: Double) throws {
    let (bits, size) = shape
    let half = 1 << (bits - 1)
    let zeroPoint = Int(Double(half) * place)
    var generator = SeededGenerator(seed: 6)
    let parameters = PEArchitecture(rows: 3, columns: 4, activationBits: bits, zeroPoint: true, ifmapBus: size)
    let values = [-half, half - 1, 0, zeroPoint] + (0..<60).map { _ in Int.random(bits: bits, using: &generator) }
    let groups = wordGroups(values, size: size).map { group in
      [Int.random(in: 0...3, using: &generator), Int.random(in: 0...7, using: &generator)] + group
    }
    for stalls in Stalls.allCases {
      let bench = try Bench(ZeroPointSubtractor(parameters.architecture), seed: 2)
      try bench.set("zero_point", zeroPoint)
      try bench.feed("input", groups, stalls: stalls)
      try bench.collect("output", count: groups.count, stalls: stalls)
      try bench.run()
      let expected = groups.map { $0[..<2] + $0[2..<2 + size].map { $0 - zeroPoint } + $0[(2 + size)...] }
      #expect(bench.collected("output") == expected.map(Array.init))
    }
  }
}
