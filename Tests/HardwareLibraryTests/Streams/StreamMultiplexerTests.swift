import Hardware
import HardwareLibrary
import Testing

@Suite struct StreamMultiplexerTests {
  static let multiplexers = [1, 2, 3, 4].map { StreamMultiplexer(Unsigned.bits(8), inputs: $0) }
  static let demultiplexers = [1, 2, 3, 4].map { StreamDemultiplexer(Unsigned.bits(8), outputs: $0) }

  @Test(arguments: Backend.allCases) func theSelectedStreamMovesAndTheOthersWait(_ backend: Backend) throws {
    for block in Self.multiplexers {
      for seed in UInt64(0)..<3 {
        let bench = try backend.bench(block, seed: seed)
        let count = block.inputs.count
        let words = (0..<count).map { _ in (0..<80).map { _ in [bench.random.bits(8)] } }
        let inputs = try (0..<count).map { try bench.source("inputs_\($0)", words: words[$0]) }
        let output = try bench.sink("output")
        var selection = 0
        var seen = [[[UInt64]]](repeating: [], count: count)
        try bench.exercise(until: { inputs.allSatisfy(\.isDone) }) {
          if output.waiting == nil { selection = Int.random(in: 0..<count, using: &bench.random) }
          try bench.set("selection", UInt64(selection))
        } _: {
          for (index, input) in inputs.enumerated() {
            try bench.check(input.moved, is: index == selection ? output.moved : nil, "what moves at input \(index)")
          }
          if let word = output.moved { seen[selection].append(word) }
        }
        try bench.check(seen, is: words, "the words of each input")
      }
    }
  }

  @Test(arguments: Backend.allCases) func eachWordGoesToTheSelectedSink(_ backend: Backend) throws {
    for block in Self.demultiplexers {
      for seed in UInt64(0)..<3 {
        let bench = try backend.bench(block, seed: seed)
        let count = block.outputs.count
        let words = (0..<200).map { _ in [bench.random.bits(8)] }
        let input = try bench.source("input", words: words)
        let outputs = try (0..<count).map { try bench.sink("outputs_\($0)") }
        var selection = 0
        var seen: [[UInt64]] = []
        try bench.exercise(until: { input.isDone }) {
          if input.waiting == nil { selection = Int.random(in: 0..<count, using: &bench.random) }
          try bench.set("selection", UInt64(selection))
        } _: {
          for (index, output) in outputs.enumerated() {
            try bench.check(output.moved, is: index == selection ? input.moved : nil, "what moves at output \(index)")
          }
          if let word = input.moved { seen.append(word) }
        }
        try bench.check(seen, is: words, "the words in order")
      }
    }
  }

  /// Of three streams, selection 3 is none: nothing moves and nothing is offered.
  @Test(arguments: Backend.allCases) func aSelectionPastTheEndMovesNothing(_ backend: Backend) throws {
    let multiplexer = try backend.bench(Self.multiplexers[2])
    let inputs = try (0..<3).map { try multiplexer.source("inputs_\($0)", words: [[1]]) }
    let output = try multiplexer.sink("output")
    try multiplexer.set("selection", 3)
    try multiplexer.run(3) {
      try multiplexer.check(inputs.map(\.moved), is: [nil, nil, nil], "inputs")
      try multiplexer.check(output.moved, is: nil, "output")
    }
    let demultiplexer = try backend.bench(Self.demultiplexers[2])
    let input = try demultiplexer.source("input", words: [[1]])
    let outputs = try (0..<3).map { try demultiplexer.sink("outputs_\($0)") }
    try demultiplexer.set("selection", 3)
    try demultiplexer.run(3) {
      try demultiplexer.check(outputs.map(\.moved), is: [nil, nil, nil], "outputs")
      try demultiplexer.check(input.moved, is: nil, "input")
    }
  }
}
