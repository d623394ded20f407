import Accelerator
import Golden
import Network

/// What the hardware did, over all inferences, as it counted it itself.
struct AcceleratorReport: Encodable {
  let architecture: Architecture
  let inferences: Int
  /// Multiply-accumulates of the network, those with padding included.
  let macs: Int
  /// MACs a cycle as a fraction of the PEs.
  let utilization: Double
  let elementsCompared: Int
  let isEqual: Bool
  /// By the counters' names.
  let counters: [String: Int]
  let differences: [String]

  init(_ graph: Graph, _ architecture: Architecture, _ inferences: [AcceleratorExecution.Inference]) {
    self.architecture = architecture
    self.inferences = inferences.count
    macs = inferences.reduce(0) { $0 + $1.statistics.total }
    elementsCompared = inferences.reduce(0) { $0 + $1.compared }
    differences = inferences.enumerated().flatMap { index, inference in
      inference.differences.map { inferences.count > 1 ? "inference \(index), \($0)" : $0 }
    }
    isEqual = differences.isEmpty
    var counters: [String: Int] = [:]
    for counter in PerformanceCounter.allCases {
      counters["\(counter)"] = inferences.reduce(0) { $0 + ($1.hardware.counters[counter] ?? 0) }
    }
    self.counters = counters
    let slots = (counters["cycles"] ?? 0) * architecture.rows * architecture.columns
    utilization = slots > 0 ? (Double(macs) / Double(slots) * 10_000).rounded() / 10_000 : 0
  }

  func text(for terminal: Terminal) -> String {
    var table = TextTable([("counted by the hardware", .left), ("in all", .right), ("an inference", .right), ("", .left)])
    for counter in PerformanceCounter.allCases {
      let value = counters["\(counter)"] ?? 0
      table.add(["\(counter)", grouped(value), grouped(value / max(1, inferences)), counter.meaning])
    }
    let runs = inferences == 1 ? "1 inference" : "\(inferences) inferences"
    let title = "\(runs) on \(architecture.rows) x \(architecture.columns) processing elements, from DRAM to DRAM"
    let verdict =
      isEqual
      ? "\(grouped(elementsCompared)) elements of all tensors in DRAM equal the golden model's"
      : "\(differences.count) tensors differ from the golden model's"
    return terminal.style(title, .heading) + "\n" + table.lines { terminal.style($0, .faint) }
      + "\n\(grouped(macs)) MACs of the network, \(percent(utilization)) of the MAC slots; \(verdict)\n"
  }
}
