import Hardware
import HardwareLibrary
import Testing

@Suite struct StreamForkTests {
  static let lazy = [1, 2, 3].map { StreamFork(Unsigned.bits(8), outputs: $0, style: .lazy) }
  static let eager = [1, 2, 3].map { StreamFork(Unsigned.bits(8), outputs: $0, style: .eager) }

  @Test(arguments: Backend.allCases) func eachSinkOfAnEagerForkTakesWhenItLikes(_ backend: Backend) throws {
    let bench = try backend.bench(Self.eager[1])
    let input = try bench.source("input", words: [[7], [8]])
    let outputs = [try bench.sink("outputs_0"), try bench.sink("outputs_1", stalls: 1)]
    try bench.cycle { try bench.check(outputs.map(\.moved), is: [[7], nil], "the first sink is ahead") }
    try bench.run(3) { try bench.check(outputs.map(\.moved), is: [nil, nil], "it waits for the second sink") }
    outputs[1].stalls = 0
    try bench.cycle { try bench.check([input.moved] + outputs.map(\.moved), is: [[7], nil, [7]], "the word moves on") }
    try bench.cycle { try bench.check([input.moved] + outputs.map(\.moved), is: [[8], [8], [8]], "the next word") }
  }

  @Test(arguments: Backend.allCases) func allSinksOfALazyForkTakeTogether(_ backend: Backend) throws {
    for fork in Self.lazy {
      for seed in UInt64(0)..<3 {
        let bench = try backend.bench(fork, seed: seed)
        let words = (0..<100).map { _ in [bench.random.bits(8)] }
        let input = try bench.source("input", words: words)
        let outputs = try (0..<fork.outputs.count).map { try bench.sink("outputs_\($0)") }
        for output in outputs { output.mayWithdraw = true }
        var seen: [[UInt64]] = []
        try bench.exercise(until: { input.isDone }) {
          for output in outputs { try bench.check(output.moved, is: input.moved, "what moves at an output") }
          if let word = input.moved { seen.append(word) }
        }
        try bench.check(seen, is: words, "the words in order")
      }
    }
  }

  @Test(arguments: Backend.allCases) func everySinkGetsEveryWordUnderRandomStalls(_ backend: Backend) throws {
    for fork in Self.eager {
      for seed in UInt64(0)..<3 {
        let bench = try backend.bench(fork, seed: seed)
        let words = (0..<100).map { _ in [bench.random.bits(8)] }
        let input = try bench.source("input", words: words)
        let outputs = try (0..<fork.outputs.count).map { try bench.sink("outputs_\($0)") }
        var seen = [[[UInt64]]](repeating: [], count: outputs.count)
        var taken = 0
        try bench.exercise(until: { input.isDone }) {
          for (index, output) in outputs.enumerated() {
            if let word = output.moved { seen[index].append(word) }
          }
          if input.moved != nil { taken += 1 }
          try bench.check(seen.map(\.count).min(), is: taken, "the word moves on when the last sink has it")
        }
        for list in seen { try bench.check(list, is: words, "the words of one sink") }
        if outputs.count > 1 { #expect(bench.unreached == []) }
      }
    }
  }
}
