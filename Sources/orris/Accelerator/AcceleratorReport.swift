import Accelerator
import Golden
import Mapping
import Network

/// What the hardware did, over all inferences, as it counted it itself, beside what was predicted.
struct AcceleratorReport: Encodable {
  /// What became of the MAC slots: a slot is a cycle of a PE.
  struct Slots: Encodable {
    let total: Int
    /// The network's own multiply-accumulates, those with padding included.
    let useful: Int
    /// Spent where a mapping does not divide, on filters, channels or rows that are not there.
    let filledUp: Int
    /// Without anything to do.
    let idle: Int
    /// Of those that are useful or filled up: the activation was zero, so nothing was multiplied.
    let gated: Int
    let usefulGated: Int
  }

  /// Accesses to a level, reads and writes together, in the units of `AccessCounts.accesses`.
  struct Access: Encodable {
    let level, data: String
    let counted: Int
    /// Absent for DRAM where maps are compressed.
    let predicted: Int?
    let bytes: Int
  }

  let architecture: Architecture
  let inferences: Int
  /// Multiply-accumulates of the network, those with padding included.
  let macs: Int
  /// MACs a cycle as a fraction of the PEs.
  let utilization: Double
  let slots: Slots
  /// From the MACs outwards.
  let accesses: [Access]
  let elementsCompared: Int
  /// Whether all tensors are those of the golden model, and all counters as predicted.
  let isEqual: Bool
  /// By the counters' names; of those that count cycles there is no prediction, nor of those that count beats of
  /// compressed maps.
  let counters, predicted: [String: Int]
  let differences: [String]
  /// Absent where nobody said what is right.
  var accuracy: Accuracy?

  init(_ graph: Graph, _ architecture: Architecture, _ inferences: [AcceleratorExecution.Inference]) {
    self.architecture = architecture
    self.inferences = inferences.count
    let statistics = inferences.reduce(MACStatistics.none) { $0 + $1.statistics }
    let counted = inferences.reduce(AccessCounts()) { $0 + AccessCounts($1.hardware.counters) }
    let predicted = inferences.reduce(AccessCounts()) { $0 + $1.predicted }
    let unpredicted = inferences.first?.unpredicted ?? []
    macs = statistics.total
    elementsCompared = inferences.reduce(0) { $0 + $1.compared }
    differences = inferences.enumerated().flatMap { index, inference in
      let counts = inference.predicted.differences(
        from: inference.hardware.counters, except: inference.unpredicted)
      return (inference.differences + counts).map { inferences.count > 1 ? "inference \(index), \($0)" : $0 }
    }
    isEqual = differences.isEmpty
    counters = Dictionary(uniqueKeysWithValues: PerformanceCounter.allCases.map { ("\($0)", counted[$0]) })
    self.predicted = Dictionary(
      uniqueKeysWithValues: PerformanceCounter.allCases.filter { !$0.countsCycles && !unpredicted.contains($0) }.map {
        ("\($0)", predicted[$0])
      })
    let total = counted[.cycles] * architecture.rows * architecture.columns
    slots = Slots(
      total: total, useful: macs, filledUp: counted.slots - macs, idle: total - counted.slots,
      gated: counted[.macsGated], usefulGated: statistics.zeroOrPadding)
    utilization = total > 0 ? (Double(macs) / Double(total) * 10_000).rounded() / 10_000 : 0
    accesses = MemoryLevel.allCases.flatMap { level in
      DataType.allCases.map { data in
        Access(
          level: level.rawValue, data: data.rawValue, counted: counted.accesses(level, data),
          predicted: level == .memory && !unpredicted.isEmpty ? nil : predicted.accesses(level, data),
          bytes: counted.bytes(level, data, architecture))
      }
    }
  }
}
