import Hardware
import HardwareLibrary
import TestSupport
import Testing

@Suite struct AffineGeneratorTests {
  static let blocks = [([4], 8), ([3, 2], 8), ([3, 3, 2, 3], 16)].map {
    AffineGenerator(indexWidths: $0.0, addressWidth: $0.1)
  }

  /// The members of a descriptor's payload.
  private func payload(_ loops: AffineLoops, addressWidth: Int) -> [UInt64] {
    let mask = 1 << addressWidth - 1
    return ([loops.base & mask] + loops.limits + loops.jumps.map { $0 & mask }).map { UInt64($0) }
  }

  /// What the generator gives for a nest, straight from the definition.
  private func steps(_ loops: AffineLoops, addressWidth: Int) -> [[UInt64]] {
    tuples(counts: loops.counts).map { tuple in
      let address = loops.base + zip(tuple, loops.strides).map { $0 * $1 }.reduce(0, +)
      return [
        UInt64(address & (1 << addressWidth - 1)), agreement(tuple, tuple.map { _ in 0 }),
        agreement(tuple, loops.limits),
      ]
    }
  }

  @Test(arguments: Backend.allCases) func walksAMatrixByColumns(_ backend: Backend) throws {
    let bench = try backend.bench(Self.blocks[1])
    let loops = AffineLoops(base: 100, counts: [3, 2], strides: [10, -1])
    _ = try bench.source("descriptor", words: [payload(loops, addressWidth: 8)])
    let output = try bench.sink("output")
    var addresses: [UInt64] = []
    try bench.run(10) { addresses += output.moved.map { [$0[0]] } ?? [] }
    try bench.check(addresses, is: [100, 110, 120, 99, 109, 119], "addresses")
  }

  @Test(arguments: Backend.allCases) func oneNestFollowsUponAnotherWithoutAGap(_ backend: Backend) throws {
    let bench = try backend.bench(Self.blocks[0])
    let nests = [1, 3, 1, 1, 2].map { AffineLoops(base: 10 * $0, counts: [$0], strides: [2]) }
    _ = try bench.source("descriptor", words: nests.map { payload($0, addressWidth: 8) })
    let output = try bench.sink("output")
    let expected = nests.flatMap { steps($0, addressWidth: 8) }
    try bench.cycle { try bench.check(output.moved, is: nil, "before the first descriptor") }
    for step in expected { try bench.cycle { try bench.check(output.moved, is: step, "the step") } }
    try bench.cycle { try bench.check(output.moved, is: nil, "after the last address") }
  }

  @Test(arguments: Backend.allCases) func agreesWithTheSumsOfIndexTimesStride(_ backend: Backend) throws {
    for generator in Self.blocks {
      var unreached: Set<String>?
      for seed in UInt64(0)..<5 {
        let bench = try backend.bench(generator, seed: seed)
        let width = generator.output.payload.address.width
        let nests = (0..<12).map { _ in nest(generator, &bench.random) }
        var expected = nests.flatMap { steps($0, addressWidth: width) }
        _ = try bench.source("descriptor", words: nests.map { payload($0, addressWidth: width) })
        let output = try bench.sink("output")
        try bench.exercise(until: { expected.isEmpty }) {
          if let step = output.moved { try bench.check(step, is: expected.removeFirst(), "the step") }
        }
        unreached = unreached?.intersection(bench.unreached) ?? bench.unreached
      }
      #expect(unreached == [])
    }
  }

  private func nest(_ generator: AffineGenerator, _ random: inout SeededGenerator) -> AffineLoops {
    let widths = generator.descriptor.payload.limits.map(\.width)
    let range = 1 << generator.output.payload.address.width
    return AffineLoops(
      base: Int.random(in: 0..<range, using: &random),
      counts: widths.map { Int.random(in: 1...min(4, 1 << $0), using: &random) },
      strides: widths.map { _ in Int.random(in: -range / 2..<range / 2, using: &random) })
  }

  @Test func jumpsUndoTheWayOfTheLevelsInside() {
    #expect(AffineLoops(base: 0, counts: [3, 2, 4], strides: [1, 10, 100]).jumps == [1, 8, 88])
  }
}
