import Accelerator
import CoSimulation
import Compiler
import Golden
import Mapping
import Network
import TextFiles

/// Simulates layers with random data, from DRAM to DRAM, as `orris measure` does, and watches the engines meanwhile.
struct LayerSimulation: Sendable {
  let architecture: Architecture
  let preference: MappingPreference
  let timing: MemoryTiming
  private let model: AcceleratorModel

  init(_ architecture: Architecture, _ preference: MappingPreference, timing: MemoryTiming) throws {
    (self.architecture, self.preference, self.timing) = (architecture, preference, timing)
    let progress = Progress("building the model", total: 1)
    defer { progress.finish() }
    progress.update(0, "\(architecture.rows) x \(architecture.columns) processing elements")
    model = try AcceleratorModel(architecture)
  }

  /// Runs layers on all cores; equal ones once.
  ///
  /// - Throws: the error of the first layer that does not run, or whose output or counts are not the expected ones.
  func run(_ layers: [NamedLayer]) throws -> [SimulatedLayer] {
    var (distinct, places): ([NamedLayer], [LayerShape: Int]) = ([], [:])
    for layer in layers where places[layer.shape] == nil {
      places[layer.shape] = distinct.count
      distinct.append(layer)
    }
    let results = try ParallelSimulations.run(distinct.count) { [distinct] in try run(distinct[$0], progress: $1) }
    return layers.map { layer in
      var result = results[places[layer.shape]!]
      result.name = layer.name
      return result
    }
  }

  private func run(_ layer: NamedLayer, progress: (RunProgress) -> Void) throws -> SimulatedLayer {
    if architecture.activationBits == 16 {
      let random = RandomConvolution(layer.shape, for: architecture, seed: 1)
      let network = try Compiler(architecture, preference: preference).compile(random.layer)
      return try run(layer, network, random.input, progress) { random.output }
    }
    let random = RandomLayer(layer.shape, seed: 1, inputZero: architecture.zeroPoint ? 5 : 0)
    let network = try Compiler(architecture, preference: preference).compile(random.graph)
    return try run(layer, network, random.input, progress) { try GoldenModel(random.graph).run(random.input).output }
  }

  private func run<Element: TensorElement & FixedWidthInteger & Sendable>(
    _ layer: NamedLayer, _ network: CompiledNetwork, _ input: Tensor<Element>, _ progress: (RunProgress) -> Void,
    expected: () throws -> Tensor<Element>
  ) throws -> SimulatedLayer {
    let inference = try AcceleratorRun(network, model, timing: timing, initialState: timing.initialState).infer(
      input, watching: EngineTimeline.counters, progress: progress)
    let wrong = zip(inference.output.elements, try expected().elements).count { $0 != $1 }
    guard wrong == 0 else {
      throw CommandFailure(
        .mismatch,
        "layer \(layer.name): \(wrong) of \(inference.output.elements.count) values of its output differ from the golden "
          + "model's")
    }
    let differences = network.counts(operands: [0: input.elements]).total.differences(from: inference.counters)
    guard differences.isEmpty else {
      throw CommandFailure(.mismatch, listed(differences.map { "layer \(layer.name), \($0)" }))
    }
    guard network.steps.count == 1, let step = network.steps[0].layer else {
      preconditionFailure("layer \(layer.name): its program has other steps than the layer's")
    }
    return SimulatedLayer(
      name: layer.name, shape: layer.shape, step: step, counts: network.counts.total,
      explanation: try LayerExplanation(layer.shape, step.schedule, step.maps, step.cycles, architecture),
      run: SimulatedRun(
        inference.counters, macs: layer.shape.macs, timeline: inference.timeline, architecture))
  }
}
