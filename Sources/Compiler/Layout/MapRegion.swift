/// A part of a map: some of its rows of some of its vectors of channels.
struct MapRegion: Hashable {
  var rows: Range<Int>
  var vectors: Range<Int>

  init(rows: Range<Int>, vectors: Range<Int>) {
    (self.rows, self.vectors) = (rows, vectors)
  }

  /// All of a map.
  init(_ map: FeatureMap) {
    self.init(rows: 0..<map.rows, vectors: 0..<map.vectors)
  }

  /// Some rows of all vectors.
  init(_ map: FeatureMap, rows: Range<Int>) {
    self.init(rows: rows, vectors: 0..<map.vectors)
  }
}

extension FeatureMap {
  /// Words that so many rows of so many vectors take.
  func words(rows: Int, vectors: Int) -> Int { vectors * rows * rowWords }
}
