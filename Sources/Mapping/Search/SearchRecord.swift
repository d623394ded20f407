/// Why candidates are left out: the quantity whose bound says so, or a constraint.
enum SearchReason: Int, CaseIterable {
  case macSlots, ifmapNetwork, filterNetwork, psumNetwork, weights, reads, writes
  /// Cycles of passes with what nothing hides.
  case work
  case energy, energyDelay, words, beats, passes
  case cycleLimit, beatLimit
  case vectors, channelTable, outputVectors, buffer, caller

  var text: String {
    switch self {
    case .macSlots: "MAC slots"
    case .ifmapNetwork: "ifmap network"
    case .filterNetwork: "filter network"
    case .psumNetwork: "psum network"
    case .weights: "weights from DRAM"
    case .reads: "reads of DRAM"
    case .writes: "writes to DRAM"
    case .work: "passes with what nothing hides"
    case .energy: "energy"
    case .energyDelay: "energy times cycles"
    case .words: "words from and to DRAM"
    case .beats: "bus words from and to DRAM"
    case .passes: "passes"
    case .cycleLimit: "more cycles than the slack allows"
    case .beatLimit: "more bus words than come close to the least"
    case .vectors: "channels lie in whole vectors"
    case .channelTable: "the channel table holds a pass's channels"
    case .outputVectors: "parts of the output lie in whole vectors"
    case .buffer: "the buffer holds a tile"
    case .caller: "the caller's condition"
    }
  }
}

/// Notes what a search does, for its certificate and for its error message.
struct SearchRecord {
  /// Why no candidate below a node is looked at: a bound of a quantity.
  struct Exclusion {
    let reason: SearchReason
    let quantity: Quantity
    let value: Double
  }

  private struct Entry {
    var nodes = 0
    var candidates = 0
    var quantity: Quantity?
    var smallestBound: Double?
  }

  var candidates = 0
  var evaluated = 0
  private var rootBound: Double?
  /// By level and reason.
  private var entries = [Entry](
    repeating: Entry(), count: Certificate.Level.allCases.count * SearchReason.allCases.count)
  /// The least that a tile needs of the buffer, where none fits.
  private(set) var leastRoom: BufferNeeds?

  mutating func noteRoot(_ value: Double) { rootBound = min(rootBound ?? value, value) }

  mutating func noteRoom(_ needs: BufferNeeds) {
    if leastRoom == nil || needs.words < leastRoom!.words { leastRoom = needs }
  }

  mutating func exclude(_ level: Certificate.Level, _ constraint: SearchReason, _ candidates: Int) {
    let place = Self.place(level, constraint)
    entries[place].nodes += 1
    entries[place].candidates += candidates
  }

  mutating func exclude(_ level: Certificate.Level, _ bound: Exclusion, _ candidates: Int) {
    exclude(level, bound.reason, candidates)
    let place = Self.place(level, bound.reason)
    entries[place].quantity = bound.quantity
    entries[place].smallestBound = min(entries[place].smallestBound ?? bound.value, bound.value)
  }

  private static func place(_ level: Certificate.Level, _ reason: SearchReason) -> Int {
    level.index * SearchReason.allCases.count + reason.rawValue
  }

  /// Whether a constraint excluded anything.
  func met(_ constraint: SearchReason) -> Bool {
    Certificate.Level.allCases.contains { entries[Self.place($0, constraint)].nodes > 0 }
  }

  func stage(_ goal: Goal, best: Double) -> Certificate.Stage {
    let exclusions = Certificate.Level.allCases.flatMap { level in
      SearchReason.allCases.compactMap { reason -> Certificate.Exclusion? in
        let entry = entries[Self.place(level, reason)]
        guard entry.nodes > 0 else { return nil }
        return Certificate.Exclusion(
          level: level, reason: reason.text, quantity: entry.quantity, candidates: entry.candidates,
          smallestBound: entry.smallestBound)
      }
    }
    return Certificate.Stage(
      quantity: goal.quantities[0], limits: goal.limits, candidates: candidates, evaluated: evaluated, best: best,
      rootBound: rootBound ?? best, exclusions: exclusions)
  }
}

extension Certificate.Level {
  fileprivate var index: Int {
    switch self {
    case .tile: 0
    case .set: 1
    case .width: 2
    case .array: 3
    case .tiling: 4
    }
  }
}
