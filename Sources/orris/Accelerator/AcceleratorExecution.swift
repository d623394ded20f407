import Accelerator
import CoSimulation
import Compiler
import Foundation
import Golden
import Mapping
import Network

/// Runs inputs on simulated accelerators, one on each core, with progress.
struct AcceleratorExecution {
  /// What came of one input.
  struct Inference: Sendable {
    let hardware: AcceleratorRun.Inference<Int8>
    /// The network's output: the hardware's, after what is left to the host.
    let output: Tensor<Int8>
    /// The first difference of each tensor that differs from the golden model's.
    let differences: [String]
    let compared: Int
    let statistics: MACStatistics
    /// What the hardware must have counted.
    let predicted: AccessCounts
    /// Counters that it says nothing of.
    let unpredicted: Set<PerformanceCounter>
  }

  let graph: Graph
  let network: CompiledNetwork
  let model: AcceleratorModel

  /// Compiles the network and builds the accelerator's model, or takes it from the cache.
  ///
  /// - Parameter sample: an input by whose tensors `CompressionChoice.automatic` decides.
  init(
    _ graph: Graph, _ architecture: Architecture, keepsTensors: Bool, compression: CompressionChoice = .none,
    sample: Tensor<Int8>? = nil
  ) throws {
    self.graph = graph
    let compiler = try Compiler(architecture, keepsTensors: keepsTensors, compression: compression)
    let samples = compression == .automatic ? try sample.map { try GoldenModel(graph).tensors(of: $0) } : nil
    network = try compiler.compile(graph, samples: samples ?? [:])
    let progress = Progress("building the model", total: 1)
    defer { progress.finish() }
    progress.update(0, "\(architecture.rows) x \(architecture.columns) processing elements")
    model = try AcceleratorModel(architecture)
  }

  /// - Throws: the error of the first input, by number, that cannot be run.
  func run(_ inputs: [Tensor<Int8>], timing: MemoryTiming = .fast) throws -> [Inference] {
    let progress = Progress("simulating", total: inputs.count)
    defer { progress.finish() }
    let results = Results(count: inputs.count, progress)
    let workers = max(1, min(inputs.count, ProcessInfo.processInfo.activeProcessorCount))
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      for index in stride(from: worker, to: inputs.count, by: workers) {
        results.set(index, Result { try infer(inputs[index], timing, worker, results) })
      }
    }
    return try results.values()
  }

  private func infer(
    _ input: Tensor<Int8>, _ timing: MemoryTiming, _ worker: Int, _ results: Results
  ) throws -> Inference {
    let run = try AcceleratorRun(network, model, timing: timing)
    let hardware = try run.infer(input) { results.note(cycles: $0, of: worker) }
    let golden = try GoldenModel(graph).run(input)
    var differences: [String] = []
    var compared = 0
    for step in golden.steps {
      guard let found = hardware.tensors[step.operation.index] else { continue }
      compared += found.elements.count
      if let difference = TensorDifference(found, step.output, step.operation) { differences.append("\(difference)") }
    }
    let output = golden.hostOutput(hardware.output, network.hostOperators)
    return Inference(
      hardware: hardware, output: output, differences: differences, compared: compared, statistics: golden.statistics,
      predicted: network.counts(golden, of: graph).total, unpredicted: network.unpredictedCounters)
  }

  /// What the workers find, and how far they are.
  private final class Results: @unchecked Sendable {
    private let lock = NSLock()
    private let progress: Progress
    private var found: [Result<Inference, any Error>?]
    private var cycles: [Int: Int] = [:]
    private var finished = 0
    private var total = 0
    private let start = ContinuousClock.now

    init(count: Int, _ progress: Progress) {
      found = Array(repeating: nil, count: count)
      self.progress = progress
    }

    func set(_ index: Int, _ result: Result<Inference, any Error>) {
      lock.withLock {
        found[index] = result
        finished += 1
        show()
      }
    }

    func note(cycles count: Int, of worker: Int) {
      lock.withLock {
        let before = cycles[worker] ?? 0
        total += count < before ? count : count - before
        cycles[worker] = count
        show()
      }
    }

    private func show() {
      let rate = Double(total) / max(0.001, (ContinuousClock.now - start) / .seconds(1))
      progress.update(finished, "\(grouped(total)) cycles, \(grouped(Int(rate))) a second")
    }

    func values() throws -> [Inference] { try found.map { try $0!.get() } }
  }
}

extension Execution {
  /// The network's output where the hardware's is given to the operators that are left to the host.
  fileprivate func hostOutput(_ hardware: Tensor<Int8>, _ operators: [Operator]) -> Tensor<Int8> {
    operators.reduce(hardware) { value, step in
      if case .softmax(let softmax) = step.kind { return softmax.outputs(value) }
      return value.reshaped(to: output.shape)
    }
  }
}

/// The first element that differs from the golden model's.
struct TensorDifference: CustomStringConvertible {
  let description: String

  init?(_ found: Tensor<Int8>, _ expected: Tensor<Int8>, _ operation: Operator) {
    let differing = found.elements.indices.filter { found.elements[$0] != expected.elements[$0] }
    guard let first = differing.first else { return nil }
    var indices: [Int] = []
    var rest = first
    for extent in expected.shape.reversed() {
      indices.insert(rest % extent, at: 0)
      rest /= extent
    }
    let place = indices.map(String.init).joined(separator: ", ")
    description =
      "operator \(operation.index) (\(operation.name)), element (\(place)): expected \(expected.elements[first]), found "
      + "\(found.elements[first]); \(differing.count) of \(found.elements.count) elements differ"
  }
}

extension GoldenModel {
  /// All tensors of an inference.
  fileprivate func tensors(of input: Tensor<Int8>) throws -> [TensorID: Tensor<Int8>] {
    try run(input).steps.reduce(into: [graph.input: input]) { $0[$1.operation.output] = $1.output }
  }
}
