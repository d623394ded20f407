import Accelerator
import Golden
import Mapping
import Network

/// How one layer went on the array.
public struct LayerReport: Sendable {
  /// The operator's place in the network.
  public let index: Int
  /// What the file's format calls the operator.
  public let name: String
  /// How the layer lay on the array.
  public let mapping: Mapping
  /// What the run took, as the array counted it.
  public let counters: ArrayCounters
  /// What the golden model says there is to multiply.
  public let statistics: MACStatistics
  /// Nil where every sum is equal to the golden model's.
  public let mismatch: Mismatch?
  /// Elements of the output, each of which was compared.
  public let elements: Int

  /// MACs of the layer a cycle, as a fraction of the PEs.
  public func utilization(_ architecture: Architecture) -> Double {
    guard counters.cycles > 0 else { return 0 }
    return Double(statistics.total) / (Double(counters.cycles) * Double(architecture.rows * architecture.columns))
  }
}
