import Hardware
import HardwareLibrary
import Testing

@Suite struct SkidBufferTests {
  static let block = SkidBuffer(Unsigned.bits(8))

  @Test(arguments: Backend.allCases) func takesAndGivesAWordEveryCycle(_ backend: Backend) throws {
    let bench = try backend.bench(Self.block)
    let input = try bench.source("input", words: (0..<20).map { [$0] })
    let output = try bench.sink("output")
    for cycle in 0..<20 {
      try bench.cycle {
        try bench.check(input.moved, is: [UInt64(cycle)], "the word taken")
        try bench.check(output.moved, is: cycle == 0 ? nil : [UInt64(cycle - 1)], "the word given")
      }
    }
  }

  /// With the sink stopped, two words fit: the one at the output, and the one that was under way.
  @Test(arguments: Backend.allCases) func holdsTwoWordsWhileTheSinkStops(_ backend: Backend) throws {
    let bench = try backend.bench(Self.block)
    let input = try bench.source("input", words: (0..<20).map { [$0] })
    let output = try bench.sink("output", stalls: 1)
    try bench.run(5)
    try bench.check(input.waiting, is: [2], "the word that found no room")
    output.stalls = 0
    var seen: [UInt64] = []
    try bench.run(until: { input.isDone && seen.count == 20 }) { seen += output.moved ?? [] }
    try bench.check(seen, is: Array(0..<20), "the words in order")
  }

  @Test(arguments: Backend.allCases) func readyDoesNotFollowTheSinkWithinTheCycle(_ backend: Backend) throws {
    let bench = try backend.bench(Self.block)
    for fill in [false, true] {
      try bench.set("input_valid", fill)
      try bench.set("output_ready", false)
      try bench.run(3)
      let ready = try bench.bit("input_ready")
      try bench.set("output_ready", true)
      try bench.check(try bench.bit("input_ready"), is: ready, "ready within the cycle")
      try bench.set("output_ready", false)
    }
  }

  @Test(arguments: Backend.allCases) func agreesWithAQueueUnderRandomStalls(_ backend: Backend) throws {
    for seed in UInt64(0)..<6 {
      let bench = try backend.bench(Self.block, seed: seed)
      let input = try bench.source("input", words: (0..<300).map { _ in [bench.random.bits(8)] })
      let output = try bench.sink("output")
      var queue: [UInt64] = []
      try bench.exercise(until: { input.isDone && queue.isEmpty }) {
        try bench.check(try bench.bit("input_ready"), is: queue.count < 2, "ready")
        try bench.check(try bench.bit("output_valid"), is: !queue.isEmpty, "valid")
        if let word = output.moved { try bench.check(word, is: [queue.removeFirst()], "the oldest word") }
        if let word = input.moved { queue += word }
      }
      #expect(bench.unreached == [])
    }
  }
}
