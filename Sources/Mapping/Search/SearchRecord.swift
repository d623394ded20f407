/// Why candidates are left out: the quantity whose bound says so, or a constraint.
enum SearchReason: String, CaseIterable {
  case macSlots = "MAC slots"
  case ifmapNetwork = "ifmap network"
  case filterNetwork = "filter network"
  case psumNetwork = "psum network"
  case weights = "weights from DRAM"
  case reads = "reads of DRAM"
  case writes = "writes to DRAM"
  case passes = "passes with what nothing hides"
  case energy, energyDelay, dramTraffic
  case vectors = "channels lie in whole vectors"
  case channelTable = "the channel table holds a pass's channels"
  case outputVectors = "parts of the output lie in whole vectors"
  case buffer = "the buffer holds a tile"
  case caller = "the caller's condition"
}

/// Notes what a search does, for its certificate and for its error message.
struct SearchRecord {
  /// What no candidate below a node is better than, and which quantity says so.
  struct Bound {
    let score: Score
    let cycles: Int
    let reason: SearchReason
  }

  private struct Entry {
    var nodes = 0
    var candidates = 0
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

  mutating func exclude(_ level: Certificate.Level, _ bound: Bound, _ candidates: Int) {
    exclude(level, bound.reason, candidates)
    let place = Self.place(level, bound.reason)
    entries[place].smallestBound = min(entries[place].smallestBound ?? bound.score.value, bound.score.value)
  }

  private static func place(_ level: Certificate.Level, _ reason: SearchReason) -> Int {
    level.index * SearchReason.allCases.count + reason.index
  }

  /// Whether a constraint excluded anything.
  func met(_ constraint: SearchReason) -> Bool {
    Certificate.Level.allCases.contains { entries[Self.place($0, constraint)].nodes > 0 }
  }

  func certificate(best: Double) -> Certificate {
    let exclusions = Certificate.Level.allCases.flatMap { level in
      SearchReason.allCases.compactMap { reason -> Certificate.Exclusion? in
        let entry = entries[Self.place(level, reason)]
        guard entry.nodes > 0 else { return nil }
        return Certificate.Exclusion(
          level: level, reason: reason.rawValue, candidates: entry.candidates, smallestBound: entry.smallestBound)
      }
    }
    return Certificate(
      candidates: candidates, evaluated: evaluated, best: best, rootBound: rootBound ?? best, exclusions: exclusions)
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

extension SearchReason {
  fileprivate var index: Int { Self.indices[self]! }
  private static let indices = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}
