import Accelerator
import CoSimulation
import Compiler
import Foundation
import Mapping
import Network

/// What came of an inference in RTL.
struct InferenceMeasurement: Codable, Sendable {
  let cycles: Int
  /// By what the hardware counted, in multiples of a MAC.
  let energy: Energy
  let output: [Int8]
  /// Elements of all tensors that were compared with the golden model's.
  let compared: Int
  /// Tensors and counters that are not as they should be.
  let differences: [String]
  /// Of simulation.
  let seconds: Double
}

/// Inferences that are simulated once and then known.
struct InferenceMeasurements: Sendable {
  private struct Line: Codable, Sendable {
    let key: String
    let measurement: InferenceMeasurement
  }

  let architecture: Architecture
  private let model: LazyModel
  private let log: LineLog<Line>?
  private let known: [String: InferenceMeasurement]

  /// - Parameter folder: where measurements are kept; nil for nowhere.
  init(_ architecture: Architecture, in folder: String?) throws(OutputError) {
    self.architecture = architecture
    model = LazyModel(architecture, hasLog: folder != nil)
    log = try folder.map { (folder) throws(OutputError) in
      try LineLog("inferences.jsonl", in: folder, firstKey: "key")
    }
    known = Dictionary((log?.known ?? []).map { ($0.key, $0.measurement) }) { $1 }
  }

  func measure(
    _ input: Tensor<Int8>, _ network: CompiledNetwork, _ graph: Graph, progress: (RunProgress) -> Void
  ) throws -> InferenceMeasurement {
    let key = try log.map { _ in try model.key(network, input, .fast) }
    if let key, let known = known[key] { return known }
    let execution = AcceleratorExecution(graph, network, try model.value())
    let start = ContinuousClock.now
    let inference = try execution.infer(input, .fast, progress: progress)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let counters = inference.hardware.counters
    let measurement = InferenceMeasurement(
      cycles: counters[.cycles] ?? 0,
      energy: EnergyTable.published.energy(of: Accesses(AccessCounts(counters), architecture)),
      output: inference.output.elements, compared: inference.compared,
      differences: inference.differences
        + inference.predicted.differences(from: counters, except: inference.unpredicted),
      seconds: (seconds * 10).rounded() / 10)
    if let key { try log?.append(Line(key: key, measurement: measurement)) }
    return measurement
  }
}
