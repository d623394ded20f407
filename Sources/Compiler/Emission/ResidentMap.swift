/// A part of a map in the buffer.
struct ResidentMap {
  let map: FeatureMap
  /// The first of its words.
  let start: Int
  /// What there is room for, counted in the map.
  let room: MapRegion

  var rows: Range<Int> { room.rows }
  var vectors: Range<Int> { room.vectors }

  /// From a vector of channels to the next.
  var vectorPitch: Int { rows.count * map.pitch }
  var words: Range<Int> { start..<start + map.words(rows: rows.count, vectors: vectors.count) }
  var isWhole: Bool { room == MapRegion(map) }

  /// The vector of the buffer at a place of the map.
  func address(_ place: Place) -> Int {
    start * map.vectorsPerWord + offset(place - Place(row: rows.lowerBound, vector: vectors.lowerBound))
  }

  /// How far a distance within the map is in the buffer.
  func offset(_ distance: Place) -> Int {
    distance.vector * vectorPitch + distance.row * map.pitch + distance.column
  }
}

extension ResidentMap {
  /// A map that stays.
  init(whole map: FeatureMap, _ placement: Placement) {
    guard case .resident(let start) = placement else { preconditionFailure("only a part of the map is in the buffer") }
    self.init(map: map, start: start, room: MapRegion(map))
  }
}
