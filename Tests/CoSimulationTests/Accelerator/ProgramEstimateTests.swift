import Accelerator
import CoSimulation
import Compiler
import Network
import TestSupport
import Testing

/// How long a run is expected to take, with any memory.
@Suite struct ProgramEstimateTests {
  private static let timings = [
    MemoryTiming.fast, .slow, MemoryTiming(latency: 1000), MemoryTiming(latency: 20_000),
    MemoryTiming(beatsPerThousand: 50),
  ]

  @Test func cyclesAreExpectedWithinAFactorOfTwo() throws {
    let graph = try Graph(tfliteFileAt: Workloads.path("digits", "model.tflite"))
    let input = try Tensor<Int8>(npyFileAt: Workloads.path("digits", "inputs/real_inputs.npy")).rows(0..<1)
    let network = try Compiler(.tiny).compile(graph)
    let model = try AcceleratorModel(.tiny)
    for timing in Self.timings {
      let estimate = ProgramEstimate(network, timing)
      var shares: [(cycles: Int, share: Double)] = []
      let found = try AcceleratorRun(network, model, timing: timing).infer(input) {
        shares.append(($0.cycles, $0.share))
      }
      let cycles = try #require(found.counters[.cycles])
      print(
        "latency \(timing.latency), \(timing.beatsPerThousand) beats: \(cycles) cycles, \(estimate.cycles) expected")
      #expect(estimate.cycles < 2 * cycles && cycles < 2 * estimate.cycles, "\(timing)")
      #expect(estimate.limit > 10 * cycles)
      #expect(
        zip(shares, shares.dropFirst()).allSatisfy { $0.share <= $1.share }
          && shares.allSatisfy { (0...1).contains($0.share) })
      // The time that is told half-way is the time that is left, within a factor of two.
      for (now, share) in shares where now > cycles / 3 && now < cycles * 2 / 3 {
        let left = Double(now) / share * (1 - share)
        #expect(
          left < 2 * Double(cycles - now) && Double(cycles - now) < 2 * left,
          "\(timing): at \(now) of \(cycles), \(left) left")
      }
    }
  }

  @Test func aRunIsGivenUpAtItsLimit() throws {
    let graph = try Graph(tfliteFileAt: Workloads.path("digits", "model.tflite"))
    let input = try Tensor<Int8>(npyFileAt: Workloads.path("digits", "inputs/real_inputs.npy")).rows(0..<1)
    let network = try Compiler(.tiny).compile(graph)
    let run = try AcceleratorRun(network, AcceleratorModel(.tiny))
    #expect(throws: RunError.limit(cycles: 1000)) { try run.infer(input, limit: 1000) }
    #expect(run.session.cycles < 1200)
  }
}
