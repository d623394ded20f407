/// Average or maximum over a sliding window, channel by channel; input and output share scale and zero point.
///
/// Cells outside the input count neither for the maximum nor for the average's divisor.
public struct Pool: Sendable, Hashable {
  /// What is taken of the cells of a window.
  public enum Operation: String, Sendable, Hashable, CaseIterable {
    case average, maximum
  }

  /// Whether windows are averaged or their maximum is taken.
  public let operation: Operation
  /// (N, H, W, C).
  public let inputShape: [Int]
  /// (N, E, F, C).
  public let outputShape: [Int]
  /// Rows of a window, at least 1.
  public let windowHeight: Int
  /// Columns of a window, at least 1.
  public let windowWidth: Int
  /// The distance from window to window.
  public let stride: SpatialStep
  /// Cells around the input that count for nothing; fewer on each side than the window has.
  public let padding: Padding
  /// The clamp, which is the activation function.
  public let bounds: ClosedRange<Int8>

  /// - Throws: ``LayerShapeError`` if the dimensions make no pool, or a window would lie in the padding alone.
  public init(
    _ operation: Operation, inputShape: [Int], windowHeight: Int, windowWidth: Int, stride: SpatialStep,
    padding: Padding = .none, bounds: ClosedRange<Int8> = Int8.min...Int8.max
  ) throws(LayerShapeError) {
    guard inputShape.count == 4 else {
      throw LayerShapeError("a pool over a tensor of shape \(inputShape): 4 dimensions are needed")
    }
    // The loops are those of a depthwise convolution, so are the rules.
    let shape = try LayerShape(
      batch: inputShape[0], outputChannels: inputShape[3], inputChannels: inputShape[3],
      inputHeight: inputShape[1], inputWidth: inputShape[2], filterHeight: windowHeight, filterWidth: windowWidth,
      stride: stride, padding: padding, groups: max(inputShape[3], 1))
    guard max(padding.top, padding.bottom) < windowHeight, max(padding.left, padding.right) < windowWidth else {
      throw LayerShapeError("padding \(padding) lets a window of \(windowHeight)x\(windowWidth) miss the input")
    }
    self.operation = operation
    self.inputShape = inputShape
    outputShape = shape.outputShape
    self.windowHeight = windowHeight
    self.windowWidth = windowWidth
    self.stride = stride
    self.padding = padding
    self.bounds = bounds
  }
}
