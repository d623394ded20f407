/// What the best mapping is best in.
///
/// Of those that are equally good, the one that is best in the next quantity is taken, and then the first one of the
/// search's fixed order.
public enum Objective: String, CaseIterable, Sendable, Codable {
  /// Few words from and to DRAM with almost the fewest cycles: among the mappings whose cycles are within a slack of the
  /// fewest, the least bus words, those of the program included; within 1 % of these the fewest passes, then bus words,
  /// then cycles.
  case balanced
  /// Cycles, then energy, then passes.
  case cycles
  /// Energy, then cycles, then passes.
  case energy
  /// Energy times cycles, then cycles, then passes.
  case energyDelay
  /// Words over the bus to DRAM, those of the program included, then cycles, then passes.
  case dramTraffic

  /// How many more cycles than the fewest, as a fraction of them, `balanced` may take unless told otherwise.
  public static let defaultSlack = 0.02
  /// How many more bus words than the least, as a fraction of them, `balanced` takes for fewer passes.
  static let beatSlack = 0.01
}

/// What mappings are compared by; less is better.
public enum Quantity: String, Hashable, Sendable, Codable {
  case cycles, energy
  /// Their product.
  case energyDelay
  /// Activations, weights and words of the program over the bus to DRAM.
  case words
  /// Words of that bus.
  case beats
  /// Passes that are carried out, over all tiles.
  case passes
}

/// What a search looks for: the least of a quantity, of equals that of the next one, among those that keep limits.
struct Goal {
  /// Three of them.
  let quantities: [Quantity]
  var limits: [Certificate.Limit] = []

  /// Goals of an objective that one search reaches; nil for `balanced`.
  init?(_ objective: Objective) {
    switch objective {
    case .balanced: return nil
    case .cycles: quantities = [.cycles, .energy, .passes]
    case .energy: quantities = [.energy, .cycles, .passes]
    case .energyDelay: quantities = [.energyDelay, .cycles, .passes]
    case .dramTraffic: quantities = [.words, .cycles, .passes]
    }
  }

  init(_ quantities: [Quantity], limits: [Certificate.Limit] = []) {
    (self.quantities, self.limits) = (quantities, limits)
  }

  var needsEnergy: Bool { quantities.contains(.energy) || quantities.contains(.energyDelay) }

  func score(_ costs: SearchCosts) -> Score {
    Score(costs.value(quantities[0]), costs.value(quantities[1]), costs.value(quantities[2]))
  }
}

/// What a mapping costs, or at least costs.
struct SearchCosts {
  var cycles = 0
  /// 0 where nobody asks for it.
  var energy = 0.0
  var words = 0, beats = 0, passes = 0

  func value(_ quantity: Quantity) -> Double {
    switch quantity {
    case .cycles: Double(cycles)
    case .energy: energy
    case .energyDelay: energy * Double(cycles)
    case .words: Double(words)
    case .beats: Double(beats)
    case .passes: Double(passes)
    }
  }
}

/// How good a mapping is; lower is better.
struct Score: Hashable, Sendable, Comparable {
  let value, second, third: Double

  init(_ value: Double, _ second: Double, _ third: Double) {
    (self.value, self.second, self.third) = (value, second, third)
  }

  static func < (a: Score, b: Score) -> Bool {
    // Not as tuples, whose comparison is generic: debug builds do not specialise it.
    if a.value != b.value { return a.value < b.value }
    if a.second != b.second { return a.second < b.second }
    return a.third < b.third
  }
}
