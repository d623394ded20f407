import Hardware
import HardwareLibrary
import Testing

@Suite struct StreamWidenerTests {
  static let blocks = [1, 2, 3, 4].map { StreamWidener(Unsigned.bits(8), size: $0) }

  private struct Group: Equatable {
    var words: [UInt64]
    var last: Bool

    init(words: [UInt64], last: Bool) { (self.words, self.last) = (words, last) }

    /// From the members of the payload: the words, the count, the mark.
    init(payload: [UInt64]) {
      let count = Int(payload[payload.count - 2])
      self.init(words: Array(payload.prefix(count)), last: payload[payload.count - 1] == 1)
    }
  }

  @Test(arguments: Backend.allCases) func takesAWordEveryCycleAndSendsOffTheRestWithTheLast(_ backend: Backend) throws {
    let bench = try backend.bench(Self.blocks[2])
    let input = try bench.source("input", words: (0..<8).map { [$0, $0 == 7 ? 1 : 0] })
    let output = try bench.sink("output")
    var groups: [Group] = []
    for cycle in 0..<10 {
      try bench.cycle {
        try bench.check(input.moved != nil, is: cycle < 8, "a word is taken in cycle \(cycle)")
        output.moved.map { groups.append(Group(payload: $0)) }
      }
    }
    try bench.check(
      groups,
      is: [
        Group(words: [0, 1, 2], last: false), Group(words: [3, 4, 5], last: false), Group(words: [6, 7], last: true),
      ], "the groups")
  }

  @Test(arguments: Backend.allCases) func flushWithNothingGatheredDoesNothing(_ backend: Backend) throws {
    let bench = try backend.bench(Self.blocks[2])
    let output = try bench.sink("output")
    try bench.set("flush", true)
    try bench.run(4) { try bench.check(output.moved, is: nil, "an empty group") }
  }

  @Test(arguments: Backend.allCases) func flushTakesTheWordOfTheSameEdgeAlong(_ backend: Backend) throws {
    let bench = try backend.bench(Self.blocks[3])
    let input = try bench.source("input", words: [[5, 0], [6, 0], [7, 0]])
    let output = try bench.sink("output")
    try bench.cycle()
    try bench.set("flush", true)
    try bench.cycle { try bench.check(input.moved, is: [6, 0], "the word of that edge") }
    try bench.set("flush", false)
    try bench.cycle {
      try bench.check(output.moved.map(Group.init), is: Group(words: [5, 6], last: false), "the flushed group")
    }
  }

  @Test(arguments: Backend.allCases) func groupsAgreeWithAListUnderRandomStallsAndFlushes(_ backend: Backend) throws {
    for block in Self.blocks {
      for seed in UInt64(0)..<4 {
        let bench = try backend.bench(block, seed: seed)
        try groupsAgree(bench, size: block.output.payload.words.count)
      }
    }
  }

  private func groupsAgree(_ bench: Bench, size: Int) throws {
    let words = (0..<250).map { _ in [bench.random.bits(8), bench.random.chance(0.15) ? UInt64(1) : 0] }
    let input = try bench.source("input", words: words)
    let output = try bench.sink("output")
    var gathered: [UInt64] = []
    var expected: [Group] = []
    var flush = false
    try bench.exercise(until: { input.isDone && expected.isEmpty && gathered.isEmpty }) {
      flush = bench.random.chance(0.1)
      try bench.set("flush", flush)
    } _: {
      if let group = output.moved { try bench.check(Group(payload: group), is: expected.removeFirst(), "the group") }
      let last = input.moved?[1] == 1
      if let word = input.moved { gathered.append(word[0]) }
      if gathered.count == size || last || (flush && !gathered.isEmpty) {
        expected.append(Group(words: gathered, last: last))
        gathered = []
      }
      try bench.check(expected.count <= 1, "more than one group is waiting")
    }
    let unreachable: Set<String> = size == 1 ? ["partial"] : []
    #expect(bench.unreached.subtracting(unreachable) == [])
  }
}
