/// Rows of a map in the buffer.
struct ResidentMap {
  let map: FeatureMap
  /// The first of its words.
  let start: Int
  /// The rows for which there is room, counted in the map.
  let rows: Range<Int>

  /// From a vector of channels to the next.
  var vectorPitch: Int { rows.count * map.pitch }
  var words: Range<Int> { start..<start + map.words(rows: rows.count) }

  /// The vector of the buffer at a place of the map.
  func address(_ place: Place) -> Int { start * map.vectorsPerWord + offset(place - Place(row: rows.lowerBound)) }

  /// How far a distance within the map is in the buffer.
  func offset(_ distance: Place) -> Int {
    distance.vector * vectorPitch + distance.row * map.pitch + distance.column
  }
}
