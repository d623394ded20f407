/// Notes what a search does, for its certificate and for its error message.
struct SearchRecord {
  /// What no candidate below a node is better than, and which quantity says so.
  struct Bound {
    let score: Score
    let name: String
  }

  private struct Place: Hashable {
    let level: Certificate.Level
    let reason: String
  }

  var candidates = 0
  var evaluated = 0
  private var rootBound: Double?
  private var exclusions: [Place: Certificate.Exclusion] = [:]
  /// The least that a tile needs of the buffer, where none fits.
  private(set) var leastRoom: BufferNeeds?

  mutating func noteRoot(_ value: Double) { rootBound = min(rootBound ?? value, value) }

  mutating func noteRoom(_ needs: BufferNeeds) {
    if leastRoom == nil || needs.words < leastRoom!.words { leastRoom = needs }
  }

  mutating func exclude(_ level: Certificate.Level, _ constraint: SearchConstraint, _ candidates: Int) {
    add(level, constraint.rawValue, candidates, nil)
  }

  mutating func exclude(_ level: Certificate.Level, _ bound: Bound, _ candidates: Int) {
    add(level, bound.name, candidates, bound.score.value)
  }

  private mutating func add(_ level: Certificate.Level, _ reason: String, _ candidates: Int, _ bound: Double?) {
    let place = Place(level: level, reason: reason)
    var entry =
      exclusions[place]
      ?? Certificate.Exclusion(level: level, reason: reason, candidates: 0, smallestBound: bound)
    entry.candidates += candidates
    entry.smallestBound = zip(entry.smallestBound, bound).map(min)
    exclusions[place] = entry
  }

  /// Whether a constraint excluded anything.
  func met(_ constraint: SearchConstraint) -> Bool { exclusions.keys.contains { $0.reason == constraint.rawValue } }

  func certificate(best: Double) -> Certificate {
    let levels = Certificate.Level.allCases
    let ordered = exclusions.values.sorted { a, b in
      (levels.firstIndex(of: a.level)!, a.reason) < (levels.firstIndex(of: b.level)!, b.reason)
    }
    return Certificate(
      candidates: candidates, evaluated: evaluated, best: best, rootBound: rootBound ?? best, exclusions: ordered)
  }
}

private func zip(_ a: Double?, _ b: Double?) -> (Double, Double)? {
  guard let a, let b else { return nil }
  return (a, b)
}
