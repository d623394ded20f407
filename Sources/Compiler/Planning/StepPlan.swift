/// Where the operands of a step are in the buffer, and the parts in which it is done.
struct StepPlan {
  /// Maps that come whole into the buffer before the step.
  var loads: [StorageID]
  var tiles: [Tile]
  var inputs: [Placement]
  var output: Placement
  /// The words at which psums wait from pass to pass.
  var psums: Int?
}

/// Where a map is in the buffer during a step.
enum Placement: Hashable {
  /// All of it, from a word on.
  case resident(Int)
  /// Some rows of it, as many as there is room for, in turn from each of the words on.
  case tiled([Int], rows: Int)

  /// Tiles for which there is room.
  var copies: Int {
    switch self {
    case .resident: 1
    case .tiled(let starts, _): starts.count
    }
  }
}

/// A part of a step.
struct Tile {
  enum Work {
    /// Rows of the output of a sample.
    case linear(sample: Int, rows: Range<Int>)
    case vector([VectorWork.Band])
  }

  let work: Work
  /// The rows of each operand that it needs, and the rows that it makes.
  let inputRows: [Range<Int>]
  let outputRows: Range<Int>
}

/// Parts of a step, and the rows for which they need room.
struct Tiling {
  let tiles: [Tile]
  let inputRows: [Int]
  let outputRows: Int
  /// Words for psums.
  let psumWords: Int

  init(_ tiles: [Tile], psumWords: Int) {
    self.tiles = tiles
    inputRows = tiles[0].inputRows.indices.map { index in tiles.map { $0.inputRows[index].count }.max()! }
    outputRows = tiles.map(\.outputRows.count).max()!
    self.psumWords = psumWords
  }
}
