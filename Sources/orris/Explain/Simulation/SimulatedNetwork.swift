import Accelerator
import CoSimulation
import Compiler
import Golden
import Mapping
import Network
import Randomness
import TextFiles

/// An inference of a whole network that was simulated, and what each step of its program added.
struct SimulatedNetwork {
  /// A step of the program: a layer, or what the vector unit does.
  struct Step: Encodable {
    let name: String
    /// Of the network's operators, the one that it computes, or makes an operand for.
    let operatorIndex: Int
    /// The cycle at which the step before has ended, and the cycles from there to its own end.
    let begin, cycles: Int
    /// Absent for the vector unit.
    let predictedCycles: Int?
    /// Multiplications of the layer; 0 for the vector unit.
    let macs: Int
  }

  let name: String
  let steps: [Step]
  /// Those of the steps that are layers.
  let layers: [SimulatedLayer]
  let counters: [PerformanceCounter: Int]
  let timeline: EngineTimeline

  /// Runs the network as in earnest: what need not go to DRAM does not.
  ///
  /// - Parameter input: nil for random values.
  /// - Throws: `CommandFailure` where a tensor in DRAM differs from the golden model's, or a count from the prediction.
  init(
    _ graph: Graph, input: Tensor<Int8>?, _ architecture: Architecture, _ preference: MappingPreference,
    timing: MemoryTiming
  ) throws {
    let input = input ?? Self.randomInput(of: graph)
    let network = try Compiler(architecture, preference: preference).compile(graph)
    let progress = Progress("simulating", total: 1)
    defer { progress.finish() }
    progress.update(0, "the model of \(architecture.rows) x \(architecture.columns) processing elements")
    let run = try AcceleratorRun(
      network, AcceleratorModel(architecture), timing: timing, initialState: timing.initialState)
    let inference = try run.infer(input, watching: EngineTimeline.counters, countsSteps: true) {
      progress.update(0, "\(grouped($0.cycles)) cycles", share: $0.share)
    }
    try Self.check(inference, network, graph, try GoldenModel(graph).run(input))
    let measured = inference.steps!
    name = LayerTable(graph).name
    counters = inference.counters
    timeline = EngineTimeline(inference.timeline!, architecture)
    steps = Self.steps(network, graph, measured)
    layers = try Self.layers(network, graph, measured, architecture)
  }

  private static func randomInput(of graph: Graph) -> Tensor<Int8> {
    var random = SeededGenerator(seed: 1)
    let shape = graph.inputShape
    return Tensor(
      shape: shape,
      elements: (0..<shape.reduce(1, *)).map { _ in Int8.random(in: .min ... .max, using: &random) })
  }

  private static func check(
    _ inference: AcceleratorRun.Inference<Int8>, _ network: CompiledNetwork, _ graph: Graph, _ golden: Execution
  ) throws {
    let tensors = golden.steps.compactMap { step in
      inference.tensors[step.operation.index].flatMap { TensorDifference($0, step.output, step.operation)?.description }
    }
    let counts = network.counts(golden, of: graph).total.differences(
      from: inference.counters, except: network.unpredictedCounters)
    guard tensors.isEmpty && counts.isEmpty else {
      throw CommandFailure(.mismatch, listed((tensors + counts).map { "\(graph.name): \($0)" }))
    }
  }

  private static func steps(
    _ network: CompiledNetwork, _ graph: Graph, _ measured: [[PerformanceCounter: Int]]
  ) -> [Step] {
    var begin = 0
    return zip(network.steps, measured).map { step, counters in
      let cycles = counters[.cycles] ?? 0
      defer { begin += cycles }
      return Step(
        name: name(of: step, graph), operatorIndex: step.operatorIndex, begin: begin, cycles: cycles,
        predictedCycles: step.layer?.cycles.total, macs: step.layer == nil ? 0 : shape(of: step, graph).macs)
    }
  }

  private static func layers(
    _ network: CompiledNetwork, _ graph: Graph, _ measured: [[PerformanceCounter: Int]], _ architecture: Architecture
  ) throws -> [SimulatedLayer] {
    let counts = network.counts.steps
    return try network.steps.enumerated().compactMap { index, step in
      guard let layer = step.layer else { return nil }
      let shape = shape(of: step, graph)
      // Where the operator is computed as a layer of another shape, as a fully connected one can be, that is explained.
      let filled = shape.single.fillingVectors(lanes: architecture.lanes).batch(of: shape.batch)
      return SimulatedLayer(
        name: name(of: step, graph), shape: shape, step: layer, counts: counts[index],
        explanation: try LayerExplanation(
          filled == layer.schedule.mapping.layer ? shape : layer.schedule.mapping.layer, layer.schedule, layer.maps,
          layer.cycles, architecture),
        run: SimulatedRun(measured[index], macs: shape.macs, timeline: nil, architecture))
    }
  }

  /// The operator's number and name, as in the table of a network's layers, and what the step is if not the operator.
  private static func name(of step: CompiledStep, _ graph: Graph) -> String {
    let operation = graph.operators[step.operatorIndex]
    let title = "operator \(operation.index) (\(operation.name))"
    return "\(operation.index) \(operation.name)"
      + (step.name.hasPrefix(title) ? String(step.name.dropFirst(title.count)) : "")
  }

  private static func shape(of step: CompiledStep, _ graph: Graph) -> LayerShape {
    graph.operators[step.operatorIndex].linearLayer!.shape
  }
}
