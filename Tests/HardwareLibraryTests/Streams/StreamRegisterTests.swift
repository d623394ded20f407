import Hardware
import HardwareLibrary
import Testing

@Suite struct StreamRegisterTests {
  static let block = StreamRegister(Unsigned.bits(8))

  /// A full register takes the next word exactly when it gives its own.
  @Test(arguments: Backend.allCases) func takesAWordWhileItGivesOne(_ backend: Backend) throws {
    let bench = try backend.bench(Self.block)
    let input = try bench.source("input", words: (0..<20).map { [$0] })
    let output = try bench.sink("output")
    for cycle in 0..<20 {
      try bench.cycle {
        try bench.check(input.moved, is: [UInt64(cycle)], "the word taken")
        try bench.check(output.moved, is: cycle == 0 ? nil : [UInt64(cycle - 1)], "the word given")
      }
    }
    output.stalls = 1
    input.words += [[20], [21]]
    try bench.run(3) { try bench.check(input.moved, is: nil, "the word taken while the sink stops") }
  }

  @Test(arguments: Backend.allCases) func agreesWithAQueueUnderRandomStalls(_ backend: Backend) throws {
    for seed in UInt64(0)..<6 {
      let bench = try backend.bench(Self.block, seed: seed)
      let input = try bench.source("input", words: (0..<300).map { _ in [bench.random.bits(8)] })
      let output = try bench.sink("output")
      var queue: [UInt64] = []
      try bench.exercise(until: { input.isDone && queue.isEmpty }) {
        try bench.check(try bench.bit("output_valid"), is: !queue.isEmpty, "valid")
        try bench.check(try bench.bit("input_ready"), is: queue.isEmpty || output.moved != nil, "ready")
        if let word = output.moved { try bench.check(word, is: [queue.removeFirst()], "the oldest word") }
        if let word = input.moved { queue += word }
      }
      #expect(bench.unreached == [])
    }
  }
}
