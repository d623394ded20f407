import Network

/// What there is to multiply in a layer, and how much of it has an activation of zero.
///
/// An activation is zero if it equals the zero point. Hardware with zero gating must count the same.
public struct MACStatistics: Sendable, Hashable {
  /// Multiply-accumulates, those with padding included: N * M * E * F * R * S * C / G.
  public let total: Int
  /// Those of them whose activation is padding.
  public let padding: Int
  /// Those of them whose activation is an element of the input and zero.
  public let zero: Int

  /// Multiply-accumulates with an element of the input.
  public var withoutPadding: Int { total - padding }
  /// Multiply-accumulates that hardware can gate if padding reaches it as zeros.
  public var zeroOrPadding: Int { zero + padding }

  /// Nothing to multiply: what sums begin with.
  public static let none = MACStatistics(total: 0, padding: 0, zero: 0)

  /// Counts that were made elsewhere; `padding` and `zero` are parts of `total` that do not overlap.
  public init(total: Int, padding: Int, zero: Int) {
    self.total = total
    self.padding = padding
    self.zero = zero
  }

  /// The multiply-accumulates of both together.
  public static func + (a: MACStatistics, b: MACStatistics) -> MACStatistics {
    MACStatistics(total: a.total + b.total, padding: a.padding + b.padding, zero: a.zero + b.zero)
  }
}

extension LayerShape {
  /// Counts the multiply-accumulates that this layer spends on `input`.
  ///
  /// An input element takes part in as many as its row is used by (output row, filter row) pairs, times the same for
  /// its column, times the filters of its group; so the input is looked at once.
  public func statistics<Element: Operand>(input: Tensor<Element>, zeroPoint: Int = 0) -> MACStatistics {
    precondition(input.count == inputShape.reduce(1, *), "input of shape \(input.shape) for \(inputShape)")
    let rowUses = uses(
      outputs: outputHeight, stride: stride.vertical, dilation: dilation.vertical, padding: padding.top,
      taps: filterHeight, input: inputHeight)
    let columnUses = uses(
      outputs: outputWidth, stride: stride.horizontal, dilation: dilation.horizontal, padding: padding.left,
      taps: filterWidth, input: inputWidth)
    let inside = batch * outputChannels * channelsPerGroup * rowUses.reduce(0, +) * columnUses.reduce(0, +)
    let zero = Element(exactly: zeroPoint).map { zero in
      input.withUnsafeBufferPointer { elements in
        var count = 0
        var index = 0
        for _ in 0..<batch {
          for row in rowUses {
            for column in columnUses {
              var zeros = 0
              let end = index + inputChannels
              while index < end {
                if elements[index] == zero { zeros &+= 1 }
                index &+= 1
              }
              count += zeros * row * column
            }
          }
        }
        return count * filtersPerGroup
      }
    }
    return MACStatistics(total: macs, padding: macs - inside, zero: zero ?? 0)
  }

  /// How many (output, tap) pairs read each position of the input, in one dimension.
  private func uses(outputs: Int, stride: Int, dilation: Int, padding: Int, taps: Int, input: Int) -> [Int] {
    var uses = [Int](repeating: 0, count: input)
    for output in 0..<outputs {
      let range = TapRange(start: output * stride - padding, dilation: dilation, taps: taps, input: input)
      for tap in 0..<range.count { uses[range.firstInput + tap * dilation] += 1 }
    }
    return uses
  }
}
