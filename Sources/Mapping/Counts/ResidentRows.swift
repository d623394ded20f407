import Network

/// What of a sample's input rows is in the buffer when PEs take them; the others are padding, or meet nothing.
struct ResidentRows {
  /// Input rows of one channel that PEs work on for one filter, summed over the output rows of all strips and the filter
  /// rows of all passes over them.
  let worked: Int
  /// Different input rows of one channel that a pass takes for each strip, summed over strips and passes over filter rows.
  let taken: Int
}

extension ResidentRows {
  /// What the rows of a set depend on.
  struct Key: Hashable {
    /// Output rows and filter rows of a set, and strips of a tile.
    let setWidth, filterRows, strips: Int
    /// Whether all rows are in the buffer rather than those of a tile.
    var isWhole = false
  }

  /// Of one sample, tile by tile.
  init(_ layer: LayerShape, _ key: Key) {
    let passes = divided(layer.filterHeight, by: key.filterRows)
    let (step, dilation) = (layer.stride.vertical, layer.dilation.vertical)
    let offsets = layer.inputRowOffsets(setWidth: key.setWidth, filterRows: key.filterRows)
    var (worked, taken) = (0, 0)
    for tile in LayerTile.tiles(of: layer, rows: min(layer.outputHeight, key.strips * key.setWidth)) {
      let rows = key.isWhole ? 0..<layer.inputHeight : tile.residentRows
      let strips = divided(tile.outputRows.count, by: key.setWidth)
      let first = tile.outputRows.lowerBound * step - layer.padding.top
      for row in 0..<strips * key.setWidth {
        worked += Self.count(from: first + row * step, every: dilation, passes * key.filterRows, in: rows)
      }
      for strip in 0..<strips {
        for pass in 0..<passes {
          let start = first + strip * key.setWidth * step + pass * key.filterRows * dilation
          taken += offsets.count { rows.contains(start + $0) }
        }
      }
    }
    (self.worked, self.taken) = (worked, taken)
  }

  /// How many of so many equally spaced numbers are in a range.
  private static func count(from first: Int, every step: Int, _ count: Int, in range: Range<Int>) -> Int {
    let skipped = first < range.lowerBound ? divided(range.lowerBound - first, by: step) : 0
    guard first < range.upperBound else { return 0 }
    return max(0, min(count, divided(range.upperBound - first, by: step)) - skipped)
  }
}

extension ResidentRows {
  /// The least of all tilings: output rows and filter rows that the layer has, all of them in the buffer when they are
  /// needed.
  init(leastOf layer: LayerShape, setWidth: Int, filterRows: Int) {
    let (step, dilation) = (layer.stride.vertical, layer.dilation.vertical)
    var (worked, taken) = (0, 0)
    for strip in layer.outputHeight.parts(of: setWidth) {
      for rows in layer.filterHeight.parts(of: filterRows) {
        let start = strip.lowerBound * step + rows.lowerBound * dilation - layer.padding.top
        taken += layer.inputRowOffsets(setWidth: strip.count, filterRows: rows.count).count {
          (0..<layer.inputHeight).contains(start + $0)
        }
      }
      for row in strip {
        worked += Self.count(
          from: row * step - layer.padding.top, every: dilation, layer.filterHeight, in: 0..<layer.inputHeight)
      }
    }
    (self.worked, self.taken) = (worked, taken)
  }
}

extension LayerShape {
  /// The different input rows that a set takes, counted from its first one; see `inputRows(ofSetWidth:filterRows:)`.
  fileprivate func inputRowOffsets(setWidth: Int, filterRows: Int) -> [Int] {
    var offsets: Set<Int> = []
    for column in 0..<setWidth {
      for row in 0..<filterRows { offsets.insert(column * stride.vertical + row * dilation.vertical) }
    }
    return offsets.sorted()
  }
}
