/// Names that somebody may have meant.
enum NearNames {
  /// `; did you mean 'step' or 'stop'?`, at most three names; empty where none is near.
  static func hint(for word: String, among names: some Sequence<String>) -> String {
    let limit = max(1, word.count / 3)
    let near = Set(names).map { (name: $0, distance: distance($0, word, limit: limit)) }
      .filter { $0.distance <= limit }
      .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
      .prefix(3).map { "'\($0.name)'" }
    guard let last = near.last else { return "" }
    let list = near.count == 1 ? last : near.dropLast().joined(separator: ", ") + " or " + last
    return "; did you mean \(list)?"
  }

  /// How many letters must be inserted, removed or replaced to make one word the other; more than `limit` where the
  /// lengths alone say so.
  private static func distance(_ left: String, _ right: String, limit: Int) -> Int {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard abs(left.count - right.count) <= limit else { return limit + 1 }
    var row = Array(0...right.count)
    for (line, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (column, other) in right.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(replaced, row[column] + 1, row[column + 1] + 1)
      }
    }
    return row[right.count]
  }
}
