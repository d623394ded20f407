import TestSupport

/// How often a side of a stream does nothing although it could.
enum Stalls: CaseIterable, Sendable {
  /// Never.
  case none
  /// In one cycle of four.
  case some
  /// In three cycles of four.
  case many
  /// For tens of cycles together, then not at all for as long.
  case bursts

  /// Decides cycle by cycle.
  struct Decision: Sendable {
    private let stalls: Stalls
    private var burst = (stalled: false, left: 0)

    init(_ stalls: Stalls) { self.stalls = stalls }

    mutating func next(_ generator: inout SeededGenerator) -> Bool {
      switch stalls {
      case .none: return false
      case .some: return Int.random(in: 0..<4, using: &generator) == 0
      case .many: return Int.random(in: 0..<4, using: &generator) != 0
      case .bursts:
        if burst.left == 0 { burst = (!burst.stalled, Int.random(in: 1...40, using: &generator)) }
        burst.left -= 1
        return burst.stalled
      }
    }
  }
}
