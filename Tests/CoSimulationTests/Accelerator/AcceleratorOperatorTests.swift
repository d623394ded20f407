import Accelerator
import CoSimulation
import Compiler
import Golden
import Network
import TestSupport
import Testing

/// Single operators on the whole accelerator, against outputs that another runtime computed.
@Suite struct AcceleratorOperatorTests {
  static let all = ["operators", "operators_extra"].flatMap { folder in
    Workloads.contents(folder).filter { $0.hasSuffix(".tflite") && !$0.contains("softmax") }.map {
      (folder, String($0.dropLast(7)))
    }
  }

  /// All inputs of each, one after the other on the same hardware: one model runs them all.
  ///
  /// All counters are as predicted, too.
  @Test func outputsAreThoseOfAnotherRuntime() throws {
    let model = try AcceleratorModel(.edge)
    var compared = 0
    for (number, (folder, name)) in Self.all.enumerated() {
      let graph = try Graph(tfliteFileAt: Workloads.path(folder, "\(name).tflite"))
      let inputs = try GoldenModel(graph).inferences(of: Tensor(npyFileAt: Workloads.path(folder, "\(name).in.npy")))
      let expected = try Tensor<Int8>(npyFileAt: Workloads.path(folder, "\(name).out.npy"))
      let timing =
        number % 2 == 0
        ? MemoryTiming.fast
        : MemoryTiming(
          latency: 7, stallPerMille: 300, reorders: true, seed: UInt64(number))
      let network = try Compiler(.edge).compile(graph)
      let run = try AcceleratorRun(network, model, timing: timing)
      let outputs = try inputs.map { input in
        let inference = try run.infer(input)
        let counts = network.counts(try GoldenModel(graph).run(input), of: graph).total
        #expect(counts.differences(from: inference.counters) == [], "\(folder)/\(name)")
        return inference.output.elements
      }
      #expect(outputs.flatMap { $0 } == expected.elements, "\(folder)/\(name)")
      compared += inputs.count
    }
    #expect(compared >= 5 * 148)
  }
}
