import Mapping

/// Where in the buffer psums wait from pass to pass.
struct PsumPlace {
  /// The first words of even and of odd groups.
  let even, odd: Int
}

/// Where the operands of a step are in the buffer, and the parts in which it is done.
struct StepPlan {
  /// Maps that come whole into the buffer before the step.
  var loads: [StorageID]
  /// How a layer with weights runs on the array.
  var program: ArrayProgram?
  var tiles: [Tile]
  var inputs: [Placement]
  var output: Placement
  /// Where psums wait from pass to pass.
  var psums: PsumPlace?
  /// What a layer with weights is expected to cost, its part of the program as if it stood alone.
  var cost: LayerCost?
  /// What was chosen for it, and for which maps.
  var schedule: Schedule?
  var maps: LayerMaps?
}

/// Where a map is in the buffer during a step.
enum Placement: Hashable {
  /// All of it, from a word on.
  case resident(Int)
  /// A part of it, of as many rows and vectors as there is room for, in turn from each of the words on.
  case tiled([Int], rows: Int, vectors: Int)

  /// Parts for which there is room.
  var copies: Int {
    switch self {
    case .resident: 1
    case .tiled(let starts, _, _): starts.count
    }
  }
}

/// A part of a step.
struct Tile {
  enum Work {
    case linear(LinearTile)
    case vector([VectorWork.Band])
  }

  let work: Work
  /// What it needs of each operand, and what it makes or adds to.
  let inputs: [MapRegion]
  let output: MapRegion
}

/// Rows of the output of each of some samples, and the passes over them.
struct LinearTile: Hashable {
  let samples: Range<Int>
  let rows: Range<Int>
  /// The rows of each sample's input that come for it, where the input comes in parts.
  let inputRows: Range<Int>
  let passes: [TilePass]

  /// Whether it has the first ones of the passes over these rows.
  var isFirstOfItsRows: Bool {
    passes.contains { $0.pass == PassIndex(groupPass: 0, filterPass: 0, channelPass: 0, filterRowPass: 0) }
  }
}

/// A pass and its part in the sums to which it belongs.
struct TilePass: Hashable {
  let pass: PassIndex
  /// Its sums begin; else they come from the buffer.
  let begins: Bool
  /// Its sums are complete; else they go to the buffer.
  let completes: Bool
  /// Which of the sums that wait at the same time they are.
  let accumulation: Int
}
