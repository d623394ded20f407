/// Finds a smaller case that still fails.
///
/// - Parameters:
///   - smaller: the cases to try instead of one, the smallest first.
///   - fails: whether a case fails.
func shrunk<Case>(_ failing: Case, smaller: (Case) -> [Case], fails: (Case) -> Bool) -> Case {
  var best = failing
  while let next = smaller(best).first(where: fails) { best = next }
  return best
}

/// A number below `value` and not below `least`: the least one, the middle, the next one.
func smallerNumbers(than value: Int, least: Int) -> [Int] {
  guard value > least else { return [] }
  let candidates = [least, (value + least) / 2, value - 1]
  return candidates.enumerated().filter { index, candidate in !candidates[..<index].contains(candidate) }.map(\.element)
}
