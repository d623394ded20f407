import Hardware
import HardwareLibrary
import Testing

@Suite struct StreamNarrowerTests {
  static let blocks = [1, 2, 3, 4].map { StreamNarrower(Unsigned.bits(8), size: $0) }

  @Test(arguments: Backend.allCases) func givesAWordEveryCycleAcrossGroups(_ backend: Backend) throws {
    let bench = try backend.bench(Self.blocks[2])
    _ = try bench.source("input", words: [[1, 2, 3, 3, 0], [4, 5, 99, 2, 0], [6, 99, 99, 1, 1]])
    let output = try bench.sink("output")
    var seen: [[UInt64]] = []
    try bench.run(6) { output.moved.map { seen.append($0) } }
    try bench.check(seen, is: [[1, 0], [2, 0], [3, 0], [4, 0], [5, 0], [6, 1]], "the words")
  }

  @Test(arguments: Backend.allCases) func wordsAgreeWithAListUnderRandomStalls(_ backend: Backend) throws {
    for block in Self.blocks {
      let size = block.input.payload.words.count
      for seed in UInt64(0)..<4 {
        let bench = try backend.bench(block, seed: seed)
        let groups = (0..<100).map { _ in
          (0..<size).map { _ in bench.random.bits(8) }
            + [UInt64(Int.random(in: 1...size, using: &bench.random)), bench.random.bits(1)]
        }
        var expected = groups.flatMap { group in
          let count = Int(group[size])
          return (0..<count).map { [group[$0], $0 == count - 1 ? group[size + 1] : 0] }
        }
        let input = try bench.source("input", words: groups)
        let output = try bench.sink("output")
        try bench.exercise(until: { expected.isEmpty }) {
          if let word = output.moved { try bench.check(word, is: expected.removeFirst(), "the word") }
        }
        try bench.check(input.isDone, "a group is left")
        if size > 1 { #expect(bench.unreached == []) }
      }
    }
  }
}
