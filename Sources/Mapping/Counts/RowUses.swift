import Network

/// How often the columns of an input row are multiplied: by one filter for one channel, over all output columns.
struct RowUses {
  /// Through any column of the filter row, through its first one, and through its last one.
  ///
  /// Padding is never multiplied.
  let all, first, last: Int
  /// Columns that a row delivers, and those of them that are no padding.
  let delivered, inside: Int

  init(_ layer: LayerShape) {
    let uses = (0..<layer.filterWidth).map { tap in layer.outputColumns(through: tap) }
    (all, first, last) = (uses.reduce(0, +), uses[0], uses[layer.filterWidth - 1])
    delivered = layer.deliveredColumnCount
    let padding = layer.padding.left
    inside = layer.windowsOverlap ? max(0, min(delivered, padding + layer.inputWidth) - padding) : all
  }
}

extension LayerShape {
  /// Output columns that a column of the filter makes of columns of the input, rather than of padding.
  fileprivate func outputColumns(through tap: Int) -> Int {
    let (step, start) = (stride.horizontal, padding.left - tap * dilation.horizontal)
    // Output column o takes input column o * step - start.
    let last = inputWidth - 1 + start
    guard last >= 0 else { return 0 }
    return max(0, min(outputWidth - 1, last / step) - divided(max(0, start), by: step) + 1)
  }
}
