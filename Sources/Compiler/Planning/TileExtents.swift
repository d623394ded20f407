/// The room that the tiles of a step need.
struct TileExtents {
  /// Of a map that comes or goes in parts: the largest of them, and how many there are.
  struct Part {
    let rows, vectors, count: Int
  }

  let inputs: [Part]
  let output: Part
  /// Words for each half of the psums, even groups and odd ones.
  let psums: Int
}

extension TileExtents {
  init(_ tiles: [Tile]) {
    self.init(
      inputs: tiles[0].inputs.indices.map { index in Part(tiles.map { $0.inputs[index] }) },
      output: Part(tiles.map(\.output)), psums: 0)
  }
}

extension TileExtents.Part {
  init(_ regions: [MapRegion]) {
    self.init(
      rows: regions.map(\.rows.count).max()!, vectors: regions.map(\.vectors.count).max()!,
      count: regions.runs.count)
  }
}

extension Array where Element: Equatable {
  /// Runs of equal neighbours, by the index of the first of each.
  var runs: [Int] { indices.filter { $0 == 0 || self[$0] != self[$0 - 1] } }
}
