import Accelerator
import CoSimulation
import Foundation
import HardwareSimulation
import Network

/// Runs the inferences of a batch on a simulated array, with progress.
struct Simulation {
  let graph: Graph
  let fit: ArrayFit
  let model: ArrayModel

  /// Builds the array's model, or takes it from the cache.
  init(_ graph: Graph, _ fit: ArrayFit, _ architecture: Architecture, trace: TraceFormat? = nil) throws {
    (self.graph, self.fit) = (graph, fit)
    let progress = Progress("building the model", total: 1)
    defer { progress.finish() }
    progress.update(0, "\(architecture.rows) x \(architecture.columns) processing elements")
    model = try ArrayModel(architecture, trace: trace)
  }

  /// Runs one inference after the other, up to the first one with a difference.
  ///
  /// - Parameter trace: the waveform file of the first inference.
  /// - Returns: the report, and the network's output of each inference.
  func run(
    _ inputs: [Tensor<Int8>], stalls: StallOptions? = nil, trace: URL? = nil
  ) throws -> (report: SimulationReport, outputs: [Tensor<Int8>]) {
    let session = try ArraySession(
      model, seed: stalls?.seed ?? 1, stallPerMille: stalls?.perMille ?? 0,
      initialState: InitialState(seed: stalls?.seed ?? 1))
    try trace.map(session.startTrace)
    let run = try NetworkRun(graph, session, layers: Set(fit.passes.map(\.layer)))
    let passes = fit.passes.reduce(0) { $0 + $1.count }
    let progress = Progress("simulating", total: passes * inputs.count)
    defer { progress.finish() }
    var report = SimulationReport(model.architecture)
    var outputs: [Tensor<Int8>] = []
    var done = 0
    for (index, input) in inputs.enumerated() where report.isEqual {
      let (execution, layers) = try run.run(input) { layer, _, _ in
        done += 1
        progress.update(done, inputs.count > 1 ? "inference \(index), layer \(layer)" : "layer \(layer)")
      }
      session.stopTrace()
      report.add(layers)
      outputs.append(execution.output)
    }
    return (report, outputs)
  }
}
