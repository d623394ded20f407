/// `; did you mean "rows"?` where one of the candidates is close to the word, else nothing.
public func didYouMean(_ word: String, among candidates: [String]) -> String {
  let distances = candidates.map { (name: $0, distance: editDistance($0.lowercased(), word.lowercased())) }
  guard let best = distances.min(by: { $0.distance < $1.distance }), best.distance <= max(2, best.name.count / 3)
  else { return "" }
  return "; did you mean \"\(best.name)\"?"
}

/// How many letters must be inserted, removed or replaced to make one word the other (Levenshtein).
private func editDistance(_ left: String, _ right: String) -> Int {
  // A longer word is close to no field; this bounds the work for hostile input.
  let (left, right) = (Array(left.prefix(64)), Array(right.prefix(64)))
  var row = Array(0...right.count)
  for (index, letter) in left.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for (column, other) in right.enumerated() {
      let replaced = diagonal + (letter == other ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
    }
  }
  return row[right.count]
}
