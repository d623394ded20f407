import Designs
import Hardware
import HardwareSimulation
import Testing

@Suite struct ProcessorTests {
  private func run(_ program: [Int], data: [Int], cycles: Int) throws -> ReferenceProcessor {
    let bench = try Testbench(Processor(program: program))
    try bench.reset()
    try bench.simulator.load(memory: "data", data.map { .init($0) })
    var state = ReferenceProcessor(program: program, data: data)
    for _ in 0..<cycles {
      try bench.step()
      if bench[bench.module.isNew] { state.outputs.append(bench[bench.module.result]) }
    }
    state.isHalted = bench[bench.module.isHalted]
    state.data = try (0..<32).map { Int(try bench.simulator.read(memory: "data", at: $0)) }
    return state
  }

  @Test func fibonacciNumbersUpToTheLastOfEightBits() throws {
    let state = try run(Programs.fibonacci, data: Array(repeating: 0xEE, count: 32), cycles: 200)
    var (numbers, pair) = ([Int](), (0, 1))
    while pair.0 + pair.1 < 256 {
      pair = (pair.1, pair.0 + pair.1)
      numbers.append(pair.1)
    }
    #expect(state.outputs == numbers)
    #expect(state.isHalted)
  }

  /// Programs of random words, step by step as a model in Swift carries them out.
  @Test func randomProgramsDoWhatTheModelDoes() throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var generator = SeededGenerator(seed: seed)
    var (outputs, halted) = (0, 0)
    for _ in 0..<200 {
      // Halts are rare, so that programs go on for long enough.
      let program = (0..<32).map { _ in
        Int.random(in: 0..<(Bool.random(using: &generator) ? 224 : 228), using: &generator)
      }
      let data = (0..<32).map { _ in Int.random(in: 0...255, using: &generator) }
      var expected = ReferenceProcessor(program: program, data: data)
      for _ in 0..<100 { expected.step() }
      let state = try run(program, data: data, cycles: 100)
      #expect(state.outputs == expected.outputs, "seed \(seed), program \(program)")
      #expect(state.data == expected.data, "seed \(seed), program \(program)")
      #expect(state.isHalted == expected.isHalted, "seed \(seed), program \(program)")
      outputs += state.outputs.count
      halted += state.isHalted ? 1 : 0
    }
    let isTest = outputs > 500 && (10..<190).contains(halted)
    #expect(isTest, "\(outputs) outputs and \(halted) halts are no test, seed \(seed)")
  }
}
