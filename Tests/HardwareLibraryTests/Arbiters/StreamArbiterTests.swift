import Hardware
import HardwareLibrary
import Testing

@Suite struct StreamArbiterTests {
  static let priority = [1, 2, 3].map { StreamArbiter(Unsigned.bits(8), inputs: $0, policy: .priority) }
  static let roundRobin = [1, 2, 3].map { StreamArbiter(Unsigned.bits(8), inputs: $0, policy: .roundRobin) }

  /// A word of the first stream comes while one of the second waits at the output.
  @Test(arguments: Backend.allCases) func anOfferedWordIsNotOvertaken(_ backend: Backend) throws {
    for arbiter in [Self.priority[1], Self.roundRobin[1]] {
      let bench = try backend.bench(arbiter)
      let inputs = [try bench.source("inputs_0"), try bench.source("inputs_1", words: [[20], [21]])]
      let output = try bench.sink("output", stalls: 1)
      try bench.cycle()
      inputs[0].words = [[10]]
      try bench.run(3) { try bench.check(try bench["source"], is: 1, "the source of the word that waits") }
      output.stalls = 0
      var seen: [[UInt64]] = []
      try bench.run(4) { output.moved.map { seen.append($0) } }
      try bench.check(seen, is: [[20], [10], [21]], "the words in order")
    }
  }

  @Test(arguments: Backend.allCases) func roundRobinServesEachInTurn(_ backend: Backend) throws {
    let bench = try backend.bench(Self.roundRobin[2])
    for index in UInt64(0)..<3 { _ = try bench.source("inputs_\(index)", words: (0..<4).map { [index * 10 + $0] }) }
    let output = try bench.sink("output")
    for turn in UInt64(0)..<12 {
      try bench.cycle { try bench.check(output.moved, is: [turn % 3 * 10 + turn / 3], "turn \(turn)") }
    }
  }

  @Test(arguments: Backend.allCases) func priorityStarvesTheOthers(_ backend: Backend) throws {
    let bench = try backend.bench(Self.priority[2])
    for index in UInt64(0)..<3 { _ = try bench.source("inputs_\(index)", words: (0..<4).map { [index * 10 + $0] }) }
    let output = try bench.sink("output")
    for turn in UInt64(0)..<12 {
      try bench.cycle { try bench.check(output.moved, is: [turn / 4 * 10 + turn % 4], "turn \(turn)") }
    }
  }

  @Test(arguments: Backend.allCases) func agreesWithAListUnderRandomStalls(_ backend: Backend) throws {
    for (arbiters, rotates) in [(Self.priority, false), (Self.roundRobin, true)] {
      for arbiter in arbiters {
        for seed in UInt64(0)..<4 {
          try agreesWithList(backend.bench(arbiter, seed: seed), count: arbiter.inputs.count, rotates: rotates)
        }
      }
    }
  }

  private func agreesWithList(_ bench: Bench, count: Int, rotates: Bool) throws {
    let words = (0..<count).map { _ in (0..<120).map { _ in [bench.random.bits(8)] } }
    let inputs = try (0..<count).map { try bench.source("inputs_\($0)", words: words[$0]) }
    let output = try bench.sink("output")
    var order = Array(0..<count)
    var chosen: Int?
    var seen = [[[UInt64]]](repeating: [], count: count)
    try bench.exercise(until: { inputs.allSatisfy(\.isDone) }) {
      chosen = try chosen ?? order.first { try bench.bit("inputs_\($0)_valid") }
      try bench.check(try bench.bit("output_valid"), is: chosen != nil, "a word at the output")
      if let chosen { try bench.check(try bench["source"], is: UInt64(chosen), "the source") }
      for (index, input) in inputs.enumerated() {
        try bench.check(input.moved, is: index == chosen ? output.moved : nil, "what moves at input \(index)")
      }
      guard let word = output.moved, let served = chosen else { return }
      seen[served].append(word)
      chosen = nil
      if rotates {
        let place = order.firstIndex(of: served)!
        order = Array(order[(place + 1)...] + order[...place])
      }
    }
    try bench.check(seen, is: words, "the words of each input")
    if count > 1 { #expect(bench.unreached == []) }
  }
}
