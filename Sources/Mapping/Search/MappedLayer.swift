import Accelerator
import Network

/// The best mapping of a layer with what it costs and the proof that there is no better one.
public struct MappedLayer: Hashable, Sendable {
  /// As it was asked for.
  public let layer: LayerShape
  /// Of the layer with its vectors filled up.
  public let schedule: Schedule
  public let cost: LayerCost
  public let certificate: Certificate

  public var mapping: Mapping { schedule.mapping }

  /// MACs of the layer a cycle as a fraction of the PEs.
  public func utilization(_ architecture: Architecture) -> Double {
    Double(layer.macs) / Double(cost.cycles.total * architecture.rows * architecture.columns)
  }
}
