import Accelerator
import Compiler
import HardwareSimulation
import Network
import TestSupport
import Testing

@testable import CoSimulation

/// What each step of a network adds to the counters, read in one run of its program.
@Suite struct StepCounterTests {
  /// The first inference of a workload, as a program for an accelerator.
  private struct Setup {
    let network: CompiledNetwork
    let model: AcceleratorModel
    let input: Tensor<Int8>

    init(_ workload: String, _ architecture: String) throws {
      let graph = try Graph(tfliteFileAt: Workloads.path(workload, "model.tflite"))
      input = try Tensor<Int8>(npyFileAt: Workloads.path(workload, "inputs/real_inputs.npy")).rows(0..<1)
      network = try Compiler(AcceleratorNetworkTests.architecture(architecture)).compile(graph)
      model = try AcceleratorModel(network.architecture)
    }

    /// The counters of the program that ends in front of an instruction, with a memory as it was at first.
    func counters(endingAt index: Int, _ timing: MemoryTiming) throws -> [PerformanceCounter: Int] {
      let run = try AcceleratorRun(network, model, timing: timing)
      run.session.write(Instruction.end.bytes, at: network.memoryMap.programOffset + 8 * index)
      var sampler: CounterSampler?
      try run.execute(input, sampler: &sampler)
      return try run.session.counters()
    }
  }

  @Test(arguments: [MemoryTiming.fast, .slow]) func stepsAddUpAndReadingThemChangesNothing(timing: MemoryTiming) throws
  {
    let setup = try Setup("digits", "3x5")
    let plain = try AcceleratorRun(setup.network, setup.model, timing: timing).infer(setup.input)
    #expect(plain.steps == nil)
    let run = try AcceleratorRun(setup.network, setup.model, timing: timing)
    let found = try run.infer(setup.input, countsSteps: true)
    #expect(found.counters == plain.counters && found.output == plain.output)
    let steps = try #require(found.steps)
    #expect(steps.count == setup.network.steps.count && steps.allSatisfy { $0[.cycles]! > 0 })
    for counter in PerformanceCounter.allCases {
      #expect(steps.reduce(0) { $0 + $1[counter]! } == plain.counters[counter], "\(counter)")
      #expect(steps.allSatisfy { $0[counter]! >= 0 }, "\(counter)")
    }
    // A second program of the session is read anew.
    let again = try run.infer(setup.input, countsSteps: true)
    #expect(again.output == plain.output && again.steps?.count == steps.count)
  }

  /// Against programs that end after each step, a handful of cycles apart: at such an end the fetch may have come further.
  @Test(arguments: ["digits", "resnet8_cifar10"]) func aStepIsWhatAProgramThatEndsBehindItHasMore(name: String) throws {
    guard Workloads.isAvailable(name) else {
      print("skipped: \(Workloads.reasonForSkipping(name))")
      return
    }
    let setup = try Setup(name, name == "digits" ? "3x5" : "edge")
    let steps = try #require(
      try AcceleratorRun(setup.network, setup.model).infer(setup.input, countsSteps: true).steps)
    let handful = 40
    var (before, largest): ([PerformanceCounter: Int], Int) = ([:], 0)
    for (step, found) in zip(setup.network.steps, steps) {
      let after = try setup.counters(endingAt: step.instructions.upperBound, .fast)
      let expected = after.merging(before) { $0 - $1 }
      before = after
      for counter in PerformanceCounter.allCases where !counter.countsCycles && counter != .programBeats {
        #expect(found[counter] == expected[counter], "\(step.name): \(counter)")
      }
      let difference = found[.cycles]! - expected[.cycles]!
      largest = max(largest, abs(difference))
      #expect(abs(difference) <= handful, "\(step.name): \(found[.cycles]!) of \(expected[.cycles]!) cycles")
    }
    print("\(name): \(steps.count) steps, cycles within \(largest) of programs that end behind them")
  }
}
