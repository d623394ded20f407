import Accelerator
import Mapping

extension LinearWork {
  /// Tilings with more and more tiles, from all rows of a sample at once down to single rows.
  func tilings(_ network: LoweredNetwork, _ architecture: Architecture) -> [Tiling] {
    var sizes: [Int] = []
    for count in 1...layer.outputHeight {
      var rows = layer.outputHeight.divided(roundingUpBy: count)
      // Whole strips, where there are any.
      if rows > mapping.setWidth { rows = min(layer.outputHeight, rows.rounded(upToMultipleOf: mapping.setWidth)) }
      if sizes.last != rows { sizes.append(rows) }
    }
    return sizes.map { tiling(rows: $0, network.storages[input].map, architecture) }
  }

  private func tiling(rows: Int, _ map: FeatureMap, _ architecture: Architecture) -> Tiling {
    let inputRows = inputRows(forOutputRows: rows)
    var tiles: [Tile] = []
    for (index, sample) in samples.enumerated() {
      for first in stride(from: 0, to: layer.outputHeight, by: rows) {
        let range = first..<min(first + rows, layer.outputHeight)
        let start = sample.input.row + firstInputRow(ofOutputRow: first, resident: inputRows)
        tiles.append(
          Tile(
            work: .linear(sample: index, rows: range),
            inputRows: [takesRows ? start..<start + inputRows : 0..<map.rows],
            outputRows: sample.outputRow + range.lowerBound..<sample.outputRow + range.upperBound))
      }
    }
    let groups = mapping.psumGroupsPerPass(architecture) / mapping.rowsPerPass
    return Tiling(tiles, psumWords: mapping.accumulatingPasses > 1 ? groups * strips(ofRows: rows) : 0)
  }

  func strips(ofRows rows: Int) -> Int { rows.divided(roundingUpBy: mapping.setWidth) }

  /// Rows of the input that so many rows of the output are made of, at most all.
  private func inputRows(forOutputRows rows: Int) -> Int {
    let reach = (rows - 1) * layer.stride.vertical + (layer.filterHeight - 1) * layer.dilation.vertical + 1
    return min(layer.inputHeight, reach)
  }

  /// The first of `resident` rows of a sample that hold everything that output rows from this one on take.
  func firstInputRow(ofOutputRow row: Int, resident: Int) -> Int {
    min(max(0, row * layer.stride.vertical - layer.padding.top), layer.inputHeight - resident)
  }
}
