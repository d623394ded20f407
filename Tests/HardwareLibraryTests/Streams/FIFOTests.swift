import Hardware
import HardwareLibrary
import Testing

@Suite struct FIFOTests {
  static let shallow = [1, 2, 3, 4].map { FIFO(Unsigned.bits(8), depth: $0, counted: true) }
  static let deep = [3, 5, 8, 13].map { FIFO(Unsigned.bits(8), depth: $0, registerDepth: 1, counted: true) }

  /// Words of several members, 131 bits together, in registers and in a memory.
  static let wide = [2, 5].map {
    FIFO(FramedWords.shape(Unsigned.bits(64), size: 2), depth: $0, registerDepth: 2, counted: true)
  }

  @Test(arguments: Backend.allCases) func fillsUpAndDrainsInOrder(_ backend: Backend) throws {
    for fifo in Self.shallow + Self.deep {
      let bench = try backend.bench(fifo)
      let depth = fifo.depth
      let input = try bench.source("input", words: (1...UInt64(depth) + 1).map { [$0] })
      let output = try bench.sink("output", stalls: 1)
      try bench.run(depth + 4)
      try bench.check(try bench.bit("input_ready"), is: false, "ready of a full FIFO of depth \(depth)")
      try bench.check(try bench["count"], is: UInt64(depth), "count of a full FIFO")
      try bench.check(input.waiting ?? [], is: [UInt64(depth) + 1], "the word that found no room")
      output.stalls = 0
      var seen: [UInt64] = []
      try bench.run(depth * 2 + 6) { seen += output.moved ?? [] }
      try bench.check(seen, is: Array(1...UInt64(depth) + 1), "the words in order")
      try bench.check(try bench["count"], is: 0, "count of an empty FIFO")
    }
  }

  @Test(arguments: Backend.allCases) func takesAndGivesAWordEveryCycle(_ backend: Backend) throws {
    for fifo in Self.shallow + Self.deep {
      let bench = try backend.bench(fifo)
      let input = try bench.source("input", words: (0..<40).map { [$0] })
      let output = try bench.sink("output")
      var (taken, given): ([Int], [Int]) = ([], [])
      for cycle in 0..<100 {
        try bench.cycle {
          if input.moved != nil { taken.append(cycle) }
          if output.moved != nil { given.append(cycle) }
        }
      }
      let stride = fifo.depth == 1 ? 2 : 1
      let latency = fifo.isMemory ? 2 : 1
      try bench.check(taken, is: (0..<40).map { $0 * stride }, "cycles in which depth \(fifo.depth) took a word")
      try bench.check(given, is: taken.map { $0 + latency }, "cycles in which depth \(fifo.depth) gave a word")
    }
  }

  /// Full and then, for many cycles, one out and one in: a full FIFO takes none in the cycle in which it gives one.
  @Test(arguments: Backend.allCases) func keepsItsWordsWhileFullAndPopped(_ backend: Backend) throws {
    for fifo in Self.shallow + Self.deep {
      let bench = try backend.bench(fifo)
      let input = try bench.source("input", words: (0..<UInt64(60)).map { [$0] })
      let output = try bench.sink("output", stalls: 1)
      try bench.run(fifo.depth + 3)
      output.stalls = 0
      var seen: [UInt64] = []
      try bench.run(until: { seen.count == 60 }) {
        if try !bench.bit("input_ready") { try bench.check(input.moved == nil, "a full FIFO took a word") }
        seen += output.moved ?? []
      }
      try bench.check(seen, is: Array(0..<60), "the words in order")
    }
  }

  @Test(arguments: Backend.allCases) func agreesWithAQueueUnderRandomStalls(_ backend: Backend) throws {
    for fifo in Self.shallow + Self.deep {
      var unreached: Set<String>?
      for seed in UInt64(0)..<6 {
        let bench = try backend.bench(fifo, seed: seed)
        try agreesWithQueue(fifo, bench)
        unreached = unreached?.intersection(bench.unreached) ?? bench.unreached
      }
      // A FIFO of one word is never pushed and popped at once.
      let unreachable: Set<String> = fifo.depth == 1 ? ["pushed_and_popped"] : []
      #expect(unreached?.subtracting(unreachable) == [], "depth \(fifo.depth)")
    }
  }

  @Test(arguments: Backend.allCases) func keepsTheMembersOfAWordApart(_ backend: Backend) throws {
    for fifo in Self.wide { try agreesWithQueue(fifo, backend.bench(fifo, seed: 1)) }
  }

  private func agreesWithQueue<Payload: Signal>(_ fifo: FIFO<Payload>, _ bench: Bench) throws {
    let words = (0..<300).map { _ in bench.widths(ofStream: "input").map { bench.random.bits($0) } }
    let input = try bench.source("input", words: words)
    let output = try bench.sink("output")
    var queue: [[UInt64]] = []
    try bench.exercise(until: { input.isDone && queue.isEmpty }) {
      try bench.check(try bench["count"], is: UInt64(queue.count), "count")
      try bench.check(try bench.bit("input_ready"), is: queue.count < fifo.depth, "ready")
      if !fifo.isMemory { try bench.check(try bench.bit("output_valid"), is: !queue.isEmpty, "valid") }
      if let word = output.moved { try bench.check(word, is: queue.removeFirst(), "the oldest word") }
      if let word = input.moved { queue.append(word) }
    }
  }

  @Test func isNamedAfterWidthAndDepth() throws {
    let design = try FIFO(Unsigned.bits(16), depth: 100, counted: true).elaborated()
    #expect(design.definitions.map(\.name) == ["ram_1r1w_100x16", "ram_fifo_w16_d100_counted"])
  }

  @Test func equalFIFOsShareOneDefinition() throws {
    #expect(try Chain().elaborated().definitions.map(\.name) == ["fifo_w8_d2", "chain"])
  }
}

private struct Chain: Module {
  let a, b: FIFO<Unsigned>
  let input, output: Stream<Unsigned>
  init() {
    (a, b) = (FIFO(.bits(8), depth: 2), FIFO(.bits(8), depth: 2))
    (input, output) = (.input(.bits(8)), .output(.bits(8)))
  }
  var body: [Statement] {
    a.input <== input
    b.input <== a.output
    output <== b.output
  }
}
