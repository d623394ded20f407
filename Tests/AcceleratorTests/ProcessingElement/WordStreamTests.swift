import Hardware
import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

@Suite struct WordStreamTests {
  /// Runs of lengths that the bus divides and others.
  private func runs(_ generator: inout SeededGenerator) -> [[Int]] {
    (0..<30).map { _ in
      (0..<Int.random(in: 1...19, using: &generator)).map { _ in Int.random(bits: 9, using: &generator) }
    }
  }

  @Test(arguments: [2, 3, 4, 5, 8, 16], Stalls.allCases)
  func theSerializerLeavesOutThePadding(size: Int, stalls: Stalls) throws {
    var generator = SeededGenerator(seed: UInt64(size))
    let runs = runs(&generator)
    let bench = try Bench(WordSerializer(words: size, bits: 9), seed: 2)
    try bench.feed("input", runs.flatMap { wordGroups($0, size: size) }, stalls: stalls)
    let expected = runs.flatMap { $0 }
    try bench.collect("output", count: expected.count, stalls: stalls)
    try bench.run()
    #expect(bench.collected("output") == expected.map { [$0] })
    if stalls == .none { #expect(bench.cycles(of: "output") == Array(0..<expected.count), "a word every cycle") }
  }

  @Test(arguments: [2, 3, 4, 5, 8, 16], Stalls.allCases)
  func thePackerClosesAGroupAtTheEndOfAColumn(size: Int, stalls: Stalls) throws {
    var generator = SeededGenerator(seed: UInt64(size))
    let runs = runs(&generator)
    let psums = runs.flatMap { run in run.enumerated().map { [$1, $0 == run.count - 1 ? 1 : 0] } }
    let bench = try Bench(WordPacker(words: size, bits: 9), seed: 2)
    try bench.feed("input", psums, stalls: stalls)
    let groups = runs.flatMap { wordGroups($0, size: size) }
    try bench.collect("output", count: groups.count, stalls: stalls)
    try bench.run()
    let found = bench.collected("output")
    #expect(found.map { words(of: $0, size: size) } == groups.map { words(of: $0, size: size) })
    #expect(found.map(\.last) == groups.map(\.last))
    if stalls == .none { #expect(bench.cycle <= psums.count + 14, "a psum every cycle") }
  }
}
