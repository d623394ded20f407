import Accelerator
import CoSimulation
import Compiler
import Golden
import HardwareSimulation
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
  /// - Parameters:
  ///   - sample: an input by whose tensors `CompressionChoice.automatic` decides.
  ///   - trace: what runs can write waveforms in.
  init(
    _ graph: Graph, _ architecture: Architecture, keepsTensors: Bool, compression: CompressionChoice = .none,
    preference: MappingPreference = MappingPreference(), sample: Tensor<Int8>? = nil, trace: TraceFormat? = nil
  ) throws {
    self.graph = graph
    let compiler = try Compiler(
      architecture, keepsTensors: keepsTensors, compression: compression, preference: preference)
    let samples = compression == .automatic ? try sample.map { try GoldenModel(graph).tensors(of: $0) } : nil
    network = try compiler.compile(graph, samples: samples ?? [:])
    let progress = Progress("building the model", total: 1)
    defer { progress.finish() }
    progress.update(0, "\(architecture.rows) x \(architecture.columns) processing elements")
    model = try AcceleratorModel(architecture, trace: trace)
  }

  /// Inferences of a network that is compiled already, on a model that is built already.
  init(_ graph: Graph, _ network: CompiledNetwork, _ model: AcceleratorModel) {
    (self.graph, self.network, self.model) = (graph, network, model)
  }

  /// - Parameters:
  ///   - limit: cycles after which an inference is given up; nil for many times what it is expected to take.
  ///   - trace: the waveforms of the first input.
  /// - Throws: the error of the first input, by number, that cannot be run.
  func run(
    _ inputs: [Tensor<Int8>], timing: MemoryTiming = .fast, limit: Int? = nil, trace: ProgramTrace? = nil
  ) throws -> [Inference] {
    try ParallelSimulations.run(inputs.count) { index, progress in
      let run = try AcceleratorRun(
        network, model, timing: timing, initialState: timing.initialState, trace: index == 0 ? trace : nil)
      return try inference(run, inputs[index], limit: limit, progress: progress)
    }
  }

  /// One inference, in a simulation of its own.
  func infer(
    _ input: Tensor<Int8>, _ timing: MemoryTiming, progress: (RunProgress) -> Void
  ) throws -> Inference {
    let run = try AcceleratorRun(network, model, timing: timing, initialState: timing.initialState)
    return try inference(run, input, limit: nil, progress: progress)
  }

  private func inference(
    _ run: AcceleratorRun, _ input: Tensor<Int8>, limit: Int?, progress: (RunProgress) -> Void
  ) throws -> Inference {
    let hardware = try run.infer(input, limit: limit, progress: progress)
    run.session.stopTrace()
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
    guard let difference = ElementDifference(found, expected) else { return nil }
    description = "operator \(operation.index) (\(operation.name)), \(difference)"
  }
}

extension GoldenModel {
  /// All tensors of an inference.
  fileprivate func tensors(of input: Tensor<Int8>) throws -> [TensorID: Tensor<Int8>] {
    try run(input).steps.reduce(into: [graph.input: input]) { $0[$1.operation.output] = $1.output }
  }
}
