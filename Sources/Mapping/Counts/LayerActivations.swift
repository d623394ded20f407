import Network

/// How often the activations of a layer are multiplied that are not zero: for each input row and channel, summed over
/// output columns and the columns of the filter.
public struct LayerActivations: Sendable {
  private let rows, channels: Int
  /// For each row, for each channel, what all channels before it come to: with any column of the filter, with its first
  /// one, and with its last one.
  private var all, first, last: [Int]

  /// As if no activation were zero; padding is.
  ///
  /// - Parameter channels: those that the input has; the layer's further ones are zero. Nil for all.
  public init(dense layer: LayerShape, channels: Int? = nil) {
    self.init(layer, channels: channels ?? layer.inputChannels) { _, _, channels, add in
      for channel in channels { add(channel) }
    }
  }

  /// - Parameters:
  ///   - layer: as it is mapped; its channels past those of the elements are zero.
  ///   - elements: a sample, (H, W, C).
  public init<Element: BinaryInteger>(_ layer: LayerShape, _ elements: ArraySlice<Element>, zeroPoint: Int) {
    let columns = layer.inputWidth
    let channels = elements.count / (layer.inputHeight * columns)
    precondition(channels * layer.inputHeight * columns == elements.count, "whole rows of whole columns")
    self = elements.withUnsafeBufferPointer { elements in
      LayerActivations(layer, channels: channels) { row, column, channels, add in
        let start = (row * columns + column) * channels.count
        for channel in channels where Int(elements[start + channel]) != zeroPoint { add(channel) }
      }
    }
  }

  /// - Parameter visit: calls back for the channels of a place that are not zero.
  private init(
    _ layer: LayerShape, channels: Int, visit: (_ row: Int, _ column: Int, Range<Int>, _ add: (Int) -> Void) -> Void
  ) {
    (rows, self.channels) = (layer.inputHeight, channels)
    let entries = rows * (channels + 1)
    (all, first, last) = ([Int](repeating: 0, count: entries), [Int](repeating: 0, count: entries), [])
    last = first
    let uses = layer.columnUses
    for row in 0..<rows {
      let start = row * (channels + 1) + 1
      for column in 0..<layer.inputWidth where uses[column].all > 0 {
        let use = uses[column]
        visit(row, column, 0..<channels) { channel in
          all[start + channel] += use.all
          first[start + channel] += use.first
          last[start + channel] += use.last
        }
      }
      for index in start..<start + channels {
        all[index] += all[index - 1]
        first[index] += first[index - 1]
        last[index] += last[index - 1]
      }
    }
  }

  enum Taps { case all, first, last }

  /// Multiplications of some channels of a row by one filter; 0 outside the input.
  func uses(_ taps: Taps, row: Int, channels range: Range<Int>) -> Int {
    guard row >= 0, row < rows else { return 0 }
    let (lower, upper) = (min(range.lowerBound, channels), min(range.upperBound, channels))
    let start = row * (channels + 1)
    return switch taps {
    case .all: all[start + upper] - all[start + lower]
    case .first: first[start + upper] - first[start + lower]
    case .last: last[start + upper] - last[start + lower]
    }
  }
}

extension LayerShape {
  /// How many output columns read each input column: through any column of the filter, its first, and its last one.
  fileprivate var columnUses: [(all: Int, first: Int, last: Int)] {
    var uses = [(all: Int, first: Int, last: Int)](repeating: (0, 0, 0), count: inputWidth)
    for output in 0..<outputWidth {
      for tap in 0..<filterWidth {
        let column = output * stride.horizontal + tap * dilation.horizontal - padding.left
        guard column >= 0, column < inputWidth else { continue }
        uses[column].all += 1
        if tap == 0 { uses[column].first += 1 }
        if tap == filterWidth - 1 { uses[column].last += 1 }
      }
    }
    return uses
  }
}
