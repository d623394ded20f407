import Network

extension Pool {
  /// The pool of every window, clamped: the reference kernels' average, rounded half away from zero, or maximum.
  ///
  /// Cells in the padding do not count.
  ///
  /// - Parameter input: of shape `inputShape`, (N, H, W, C).
  /// - Returns: shape `outputShape`, (N, E, F, C), with the scale and the zero point of the input.
  public func outputs(_ input: Tensor<Int8>) -> Tensor<Int8> {
    let (height, width, channels) = (inputShape[1], inputShape[2], inputShape[3])
    return Tensor(shape: outputShape) { results in
      input.withUnsafeBufferPointer { input in
        var index = 0
        for sample in 0..<outputShape[0] {
          for row in 0..<outputShape[1] {
            let rows = TapRange(
              start: row * stride.vertical - padding.top, dilation: 1, taps: windowHeight, input: height)
            for column in 0..<outputShape[2] {
              let columns = TapRange(
                start: column * stride.horizontal - padding.left, dilation: 1, taps: windowWidth, input: width)
              let corner = ((sample * height + rows.firstInput) * width + columns.firstInput) * channels
              for channel in 0..<channels {
                let cells = Window(
                  base: input.baseAddress! + corner + channel, rows: rows.count, columns: columns.count,
                  rowStride: width * channels, columnStride: channels)
                let value = operation == .average ? cells.average : cells.maximum
                results[index] = min(max(value, bounds.lowerBound), bounds.upperBound)
                index += 1
              }
            }
          }
        }
      }
    }
  }

  /// The cells of a window that lie inside the input, in one channel; at least one.
  private struct Window {
    let base: UnsafePointer<Int8>
    let rows: Int
    let columns: Int
    let rowStride: Int
    let columnStride: Int

    var maximum: Int8 {
      var result = Int8.min
      for row in 0..<rows {
        for column in 0..<columns { result = max(result, base[row * rowStride + column * columnStride]) }
      }
      return result
    }

    /// The mean of the quantised values, half away from zero.
    var average: Int8 {
      var sum = 0
      for row in 0..<rows {
        for column in 0..<columns { sum += Int(base[row * rowStride + column * columnStride]) }
      }
      let count = rows * columns
      return Int8(truncatingIfNeeded: (sum > 0 ? sum + count / 2 : sum - count / 2) / count)
    }
  }
}
