/// What a run on the array took; the MACs are counted by the hardware.
public struct ArrayCounters: Hashable, Sendable, Codable {
  public var cycles = 0
  /// Multiplications done, and left out because the activation was zero.
  public var macsDone = 0
  public var macsGated = 0
  /// Groups of bus words that each network moved.
  public var ifmapGroups = 0
  public var filterGroups = 0
  public var psumInputGroups = 0
  public var psumOutputGroups = 0

  public init() {}

  /// MAC slots that were used.
  public var macs: Int { macsDone + macsGated }

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
