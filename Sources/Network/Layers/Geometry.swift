/// Rows or columns of zeros around a feature map; the four sides are independent.
public struct Padding: Sendable, Hashable, Codable {
  /// Rows above the first one.
  public let top: Int
  /// Rows below the last one.
  public let bottom: Int
  /// Columns before the first one.
  public let left: Int
  /// Columns behind the last one.
  public let right: Int

  /// Nothing on any side.
  public static let none = Padding(top: 0, bottom: 0, left: 0, right: 0)

  /// Padding by its sides.
  ///
  /// A layer refuses negative numbers, not this.
  public init(top: Int, bottom: Int, left: Int, right: Int) {
    self.top = top
    self.bottom = bottom
    self.left = left
    self.right = right
  }
}

/// A stride or a dilation: a distance down the rows and one along the columns, in elements.
public struct SpatialStep: Sendable, Hashable, Codable {
  /// The distance from row to row.
  public let vertical: Int
  /// The distance from column to column.
  public let horizontal: Int

  /// Every row and every column: no stride, or no dilation.
  public static let one = SpatialStep(vertical: 1, horizontal: 1)

  /// A distance for each direction.
  ///
  /// A layer refuses those below 1, not this.
  public init(vertical: Int, horizontal: Int) {
    self.vertical = vertical
    self.horizontal = horizontal
  }

  /// The same distance in both directions.
  public init(_ both: Int) { self.init(vertical: both, horizontal: both) }
}

/// One spatial dimension of a window that slides over an input: what convolutions and pools have in common.
struct WindowAxis {
  let input: Int
  let window: Int
  let stride: Int
  var dilation = 1

  /// The extent of the window with its gaps.
  var reach: Int { (window - 1) * dilation + 1 }

  /// The extent of the output; 0 if the window does not fit once.
  func output(paddedBy padding: Int) -> Int {
    let room = input + padding - reach
    return room < 0 ? 0 : room / stride + 1
  }

  /// The padding that TensorFlow calls `SAME`: `ceil(input / stride)` outputs, the odd element of padding at the end.
  var samePadding: (before: Int, after: Int) {
    let output = (input + stride - 1) / stride
    let total = max((output - 1) * stride + reach - input, 0)
    return (total / 2, total - total / 2)
  }
}
