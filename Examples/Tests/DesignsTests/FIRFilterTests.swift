import Designs
import Hardware
import HardwareSimulation
import Testing

@Suite struct FIRFilterTests {
  /// What the filter is by definition.
  private func convolution(_ samples: [Int], _ coefficients: [Int]) -> [Int] {
    samples.indices.map { last in
      coefficients.enumerated().reduce(0) { $1.offset <= last ? $0 + $1.element * samples[last - $1.offset] : $0 }
    }
  }

  private func check(_ coefficients: [Int], _ samples: [Int], stalls: Double, seed: UInt64) throws {
    let filter = FIRFilter(coefficients: coefficients, sampleBits: 8)
    let bench = StreamBench(try Interpreter(filter.elaborated()), seed: seed)
    let input = try bench.source("input", stalls: stalls)
    let output = try bench.sink("output", stalls: stalls)
    try bench.simulator.reset()
    try input.send(samples)
    try bench.run(limit: 100 + 40 * samples.count) { output.payloads.count == samples.count }
    #expect(output.numbers == convolution(samples, coefficients), "\(coefficients), seed \(seed)")
  }

  @Test(arguments: [0, 0.3, 0.8]) func randomSamplesGiveTheirConvolution(stalls: Double) throws {
    var generator = SeededGenerator(seed: 10)
    for seed in UInt64(0)..<12 {
      let coefficients = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
        Int.random(in: -20...20, using: &generator)
      }
      let samples = (0..<60).map { _ in Int.random(in: -128...127, using: &generator) }
      try check(coefficients + [1], samples, stalls: stalls, seed: seed)
    }
  }

  /// The largest sums there are, of either sign, which fill the output's width.
  @Test(arguments: [-128, 127]) func theLargestSumsFit(sample: Int) throws {
    let coefficients = [1, -3, 7, 12, 7, -3, 1]
    let samples = coefficients.reversed().map { $0 < 0 ? -1 - sample : sample }
    try check(coefficients, Array(samples), stalls: 0, seed: 0)
    try check([-1, -1], [sample, sample], stalls: 0, seed: 0)
  }

  @Test func aSampleEveryCycle() throws {
    let bench = StreamBench(try Interpreter(FIRFilter(coefficients: [2, 3], sampleBits: 8).elaborated()), seed: 0)
    let input = try bench.source("input")
    let output = try bench.sink("output")
    try bench.simulator.reset()
    try input.send(0..<100)
    try bench.step(101)
    #expect(output.payloads.count == 100)
  }
}
