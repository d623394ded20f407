// Reshapes that move elements: as whole vectors, from place to place.
extension FeatureMap {
  /// Whether each vector of the other map, of as many elements, is a vector of this one, with what fills it up.
  func canMove(into target: FeatureMap) -> Bool {
    lanes == 1 || channels == target.channels || (channels % lanes == 0 && target.channels % lanes == 0)
  }

  /// The copies that bring this map's elements, in the order of a tensor (N, H, W, C), into the other's.
  func moves(_ source: StorageID, into target: FeatureMap, _ output: StorageID) -> VectorWork {
    var blocks = (0..<rows * columns * vectors).map { Block(source: place(of: $0), target: target.place(of: $0)) }
    for _ in 0..<3 { blocks = Block.joined(blocks) }
    let limit = 1 << (8 * elementBytes - 1)
    return VectorWork(
      first: source, second: nil, output: output, range: OutputRange(zero: 0, minimum: -limit, maximum: limit - 1),
      bands: [VectorWork.Band(rows: 0..<target.rows, isDivisible: false, commands: blocks.map(\.command))])
  }

  /// Where a vector lies, counted in the order of the elements.
  private func place(of index: Int) -> Place {
    Place(row: index / vectors / columns, column: index / vectors % columns, vector: index % vectors)
  }
}

/// Vectors whose places, here and there, are equally far apart: loops from the inside out.
private struct Block {
  var source, target: Place
  var loops: [Loop] = []

  struct Loop: Equatable {
    var count: Int
    var source, target: Place
  }

  /// Makes one block, with one more loop, of neighbouring ones that are alike and equally far apart.
  static func joined(_ blocks: [Block]) -> [Block] {
    var result: [Block] = []
    var previous: Block?
    for block in blocks {
      defer { previous = block }
      if let last = result.last, let previous, last.loops.dropLast() == block.loops[...] {
        let loop = last.loops[last.loops.count - 1]
        let (source, target) = (block.source - previous.source, block.target - previous.target)
        if loop.count == 1 || (loop.source, loop.target) == (source, target) {
          result[result.count - 1].loops[last.loops.count - 1] = Loop(
            count: loop.count + 1, source: source, target: target)
          continue
        }
      }
      var begin = block
      begin.loops.append(Loop(count: 1, source: Place(), target: Place()))
      result.append(begin)
    }
    return result
  }

  /// A maximum of windows of one vector.
  var command: VectorLoops {
    VectorLoops(
      operation: .maximum,
      first: .init(origin: source, column: loops[0].source, row: loops[1].source, vector: loops[2].source),
      output: .init(origin: target, column: loops[0].target, row: loops[1].target, vector: loops[2].target),
      columns: loops[0].count, rows: loops[1].count, vectors: loops[2].count)
  }
}
