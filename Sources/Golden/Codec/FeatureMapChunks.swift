import Network

extension Tensor<Int8> {
  /// The activations of a feature map in the order in which they lie in memory, a chunk for each vector of channels.
  ///
  /// A vector is `lanes` neighbouring channels; rows are filled up to whole words of the buffer, and channels to whole
  /// vectors, with the zero point (docs/accelerator.md, "Feature maps").
  ///
  /// - Precondition: the shape is (1, rows, columns, channels) or (1, channels).
  public func chunks(lanes: Int, wordBytes: Int, zeroPoint: Int) -> [[Int]] {
    precondition(
      shape.first == 1 && [2, 4].contains(rank), "a feature map of one inference, not a tensor of shape \(shape)")
    let (rows, columns, channels) = rank == 4 ? (shape[1], shape[2], shape[3]) : (1, 1, shape[1])
    let vectorsPerWord = wordBytes / lanes
    let pitch = (columns + vectorsPerWord - 1) / vectorsPerWord * vectorsPerWord
    return stride(from: 0, to: channels, by: lanes).map { first in
      var chunk = [Int](repeating: zeroPoint, count: rows * pitch * lanes)
      for row in 0..<rows {
        for column in 0..<columns {
          for channel in first..<Swift.min(first + lanes, channels) {
            chunk[(row * pitch + column) * lanes + channel - first] =
              Int(elements[(row * columns + column) * channels + channel])
          }
        }
      }
      return chunk
    }
  }
}
