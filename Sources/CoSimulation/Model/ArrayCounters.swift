/// What a run on the array took; the MACs are counted by the hardware.
public struct ArrayCounters: Hashable, Sendable, Codable {
  /// Cycles of the run, those of stalls included.
  public var cycles = 0
  /// Multiplications done, and left out because the activation was zero.
  public var macsDone = 0
  /// Multiplications left out because the activation was zero.
  public var macsGated = 0
  /// Groups of bus words that each network moved.
  public var ifmapGroups = 0
  /// The same for weights.
  public var filterGroups = 0
  /// The same for psums into the array.
  public var psumInputGroups = 0
  /// The same for psums out of it.
  public var psumOutputGroups = 0

  /// All counts are 0.
  public init() {}

  /// MAC slots that were used.
  public var macs: Int { macsDone + macsGated }

  /// Adds counter by counter, as for layers that run one after the other.
  public static func += (left: inout Self, right: Self) {
    left.cycles += right.cycles
    left.macsDone += right.macsDone
    left.macsGated += right.macsGated
    left.ifmapGroups += right.ifmapGroups
    left.filterGroups += right.filterGroups
    left.psumInputGroups += right.psumInputGroups
    left.psumOutputGroups += right.psumOutputGroups
  }
}
