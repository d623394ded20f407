import TestSupport

/// How often the two sides of streams pause although they could go on.
enum Stalls: CaseIterable, Sendable {
  /// Never.
  case none
  /// In one cycle of four.
  case some
  /// In three cycles of four.
  case many
  /// Each stream as often as chance has it, so that buffers run full or empty.
  case uneven

  /// The probability of a pause of one stream in a cycle.
  func probability(using generator: inout SeededGenerator) -> Double {
    switch self {
    case .none: 0
    case .some: 0.25
    case .many: 0.75
    case .uneven: [0, 0.1, 0.5, 0.9].randomElement(using: &generator)!
    }
  }
}
