/// The parts of a map that tiles need, one after the other; neighbouring tiles may share one.
struct PartSequence {
  let storage: StorageID
  private let map: FeatureMap
  private let placement: Placement
  private let regions: [MapRegion]
  /// For each tile its part.
  private let parts: [Int]

  init(_ storage: StorageID, _ map: FeatureMap, _ placement: Placement, _ tiles: [MapRegion]) {
    (self.storage, self.map, self.placement) = (storage, map, placement)
    let runs = tiles.runs
    regions = runs.map { tiles[$0] }
    var part = -1
    parts = tiles.indices.map { tile in
      if part + 1 < runs.count, runs[part + 1] == tile { part += 1 }
      return part
    }
  }

  /// Whether the parts come and go.
  var isTiled: Bool {
    if case .tiled = placement { return true }
    return false
  }

  var count: Int { regions.count }
  var copies: Int { placement.copies }

  func part(_ tile: Int) -> Int { parts[tile] }
  func region(_ part: Int) -> MapRegion { regions[part] }
  /// Whether no later tile needs the part.
  func ends(_ tile: Int) -> Bool { tile + 1 == parts.count || parts[tile + 1] != parts[tile] }

  /// What is in the buffer while a tile is worked on.
  func resident(_ tile: Int) -> ResidentMap { resident(part: parts[tile]) }

  func resident(part: Int) -> ResidentMap {
    switch placement {
    case .resident: return ResidentMap(whole: map, placement)
    case .tiled(let starts, let rows, let vectors):
      let region = regions[part]
      precondition(region.rows.count <= rows && region.vectors.count <= vectors, "a part larger than its room")
      return ResidentMap(
        map: map, start: starts[part % starts.count],
        room: MapRegion(
          rows: region.rows.lowerBound..<region.rows.lowerBound + rows,
          vectors: region.vectors.lowerBound..<region.vectors.lowerBound + vectors))
    }
  }
}
