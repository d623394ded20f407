import Accelerator
import Mapping

/// What a network does one after the other: an operator, or the preparation of its operand.
public struct CompiledStep: Sendable {
  /// What listings and messages call it: the operator's name, or what is prepared for it.
  public let name: String
  /// The operator that it computes, or makes an operand for.
  public let operatorIndex: Int
  /// Its part of the program.
  public let instructions: Range<Int>
  /// What runs on the array; nil for what the vector unit does.
  public let layer: Layer?

  /// A layer with weights.
  public struct Layer: Sendable {
    /// Of one sample.
    public let mapping: Mapping
    /// What it is expected to take, with its loads and stores.
    public let cycles: CycleBreakdown
    /// Of all samples: the mapping and its tiles, and the maps for which they were chosen.
    public let schedule: Schedule
    /// How the layer's input and output lie in the buffer and in DRAM.
    public let maps: LayerMaps
    /// Which constants of its channels differ.
    public let constants: ChannelConstantKinds
    let zeroPoint: Int
    let samples: Int
    /// In the order in which they are computed.
    let tiles: [SampleTile]
    let counts: LayerCounts
  }
}

/// Rows of each of some samples.
struct SampleTile: Hashable, Sendable {
  let samples: Range<Int>
  let tile: LayerTile
}
