import Hardware
import HardwareLibrary
import Testing

@Suite struct StreamJoinTests {
  static let block = StreamJoin(Unsigned.bits(8), Unsigned.bits(5))

  @Test(arguments: Backend.allCases) func waitsForBothStreams(_ backend: Backend) throws {
    let bench = try backend.bench(Self.block)
    let first = try bench.source("first", words: [[1]])
    let second = try bench.source("second")
    let output = try bench.sink("output")
    try bench.run(3) { try bench.check([first.moved, output.moved], is: [nil, nil], "with one stream") }
    second.words = [[2]]
    try bench.cycle {
      try bench.check([first.moved, second.moved, output.moved], is: [[1], [2], [1, 2]], "with both")
    }
  }

  @Test(arguments: Backend.allCases) func pairsTheWordsInOrderUnderRandomStalls(_ backend: Backend) throws {
    for seed in UInt64(0)..<6 {
      let bench = try backend.bench(Self.block, seed: seed)
      let words = (0..<200).map { _ in [bench.random.bits(8), bench.random.bits(5)] }
      let first = try bench.source("first", words: words.map { [$0[0]] })
      let second = try bench.source("second", words: words.map { [$0[1]] })
      let output = try bench.sink("output")
      var seen: [[UInt64]] = []
      try bench.exercise(until: { first.isDone && second.isDone }) { output.moved.map { seen.append($0) } }
      try bench.check(seen, is: words, "the pairs")
    }
  }
}
