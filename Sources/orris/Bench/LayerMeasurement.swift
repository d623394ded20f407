import Accelerator
import CoSimulation
import Compiler
import Golden
import Network

/// Simulates layers with random int8 data on an accelerator, compares their outputs with the golden model's, and their
/// cycles with the predicted ones.
struct LayerMeasurement {
  struct Row: Encodable {
    let layer: String
    /// Multiplications of the layer by its definition.
    let macs: Int
    let cycles: Int
    let predictedCycles: Int
    /// MACs a cycle as a fraction of the PEs.
    let utilization: Double
    let isEqual: Bool
  }

  let architecture: Architecture
  let timing: MemoryTiming
  private let model: AcceleratorModel
  private var measured: [LayerShape: Row] = [:]

  init(_ architecture: Architecture, timing: MemoryTiming) throws {
    (self.architecture, self.timing) = (architecture, timing)
    model = try AcceleratorModel(architecture)
  }

  /// Layers of a shape that was measured before are not simulated again.
  mutating func measure(_ layer: NamedLayer, progress: (Int, Int) -> Void) throws -> Row {
    let row = try measured[layer.shape] ?? simulate(layer, progress: progress)
    measured[layer.shape] = row
    return Row(
      layer: layer.name, macs: row.macs, cycles: row.cycles, predictedCycles: row.predictedCycles,
      utilization: row.utilization, isEqual: row.isEqual)
  }

  private func simulate(_ layer: NamedLayer, progress: (Int, Int) -> Void) throws -> Row {
    let random = RandomLayer(layer.shape, seed: 1)
    let compiled = try Compiler(architecture).compile(random.graph)
    let predicted = compiled.steps.reduce(0) { $0 + ($1.layer?.cycles.total ?? 0) }
    let inference = try AcceleratorRun(compiled, model, timing: timing).infer(random.input) { progress($0, predicted) }
    let cycles = inference.counters[.cycles] ?? 0
    let slots = max(1, cycles * architecture.rows * architecture.columns)
    return Row(
      layer: layer.name, macs: layer.shape.macs, cycles: cycles, predictedCycles: predicted,
      utilization: (Double(layer.shape.macs) / Double(slots) * 10_000).rounded() / 10_000,
      isEqual: inference.output == (try GoldenModel(random.graph).run(random.input).output))
  }
}
