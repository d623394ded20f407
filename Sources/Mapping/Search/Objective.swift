/// What the best mapping is best in. Of those that are equally good, the one that is best in the second quantity is
/// taken, and then the first one of the search's fixed order.
public enum Objective: String, CaseIterable, Sendable, Codable {
  /// Cycles, then energy.
  case cycles
  /// Energy, then cycles.
  case energy
  /// Energy times cycles, then cycles.
  case energyDelay
  /// Words over the bus to DRAM, then cycles.
  case dramTraffic
}

/// How good a mapping is; lower is better.
public struct Score: Hashable, Sendable, Comparable {
  public let value, second: Double

  init(_ objective: Objective, cycles: Int, energy: Double, memory: Int) {
    (value, second) =
      switch objective {
      case .cycles: (Double(cycles), energy)
      case .energy: (energy, Double(cycles))
      case .energyDelay: (energy * Double(cycles), Double(cycles))
      case .dramTraffic: (Double(memory), Double(cycles))
      }
  }

  public static func < (a: Score, b: Score) -> Bool { (a.value, a.second) < (b.value, b.second) }
}
