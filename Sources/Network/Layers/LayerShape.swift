/// The loop bounds of a convolution or a fully connected layer: all that a mapping needs to know of it.
///
/// The letters are those of the Eyeriss papers, except that H and W are the unpadded input. Output row e takes input
/// rows `e * stride.vertical + r * dilation.vertical - padding.top`, columns alike; what lies outside the input
/// counts as zero. Output channel m belongs to group `m / filtersPerGroup` and reads the `channelsPerGroup` input
/// channels of that group. A depthwise convolution has as many groups as input channels; a fully connected layer has
/// one row and column of everything.
public struct LayerShape: Sendable, Hashable {
  /// N: samples.
  public let batch: Int
  /// M: output channels, of all groups together.
  public let outputChannels: Int
  /// C: input channels, of all groups together.
  public let inputChannels: Int
  /// H: rows of the unpadded input.
  public let inputHeight: Int
  /// W: columns of the unpadded input.
  public let inputWidth: Int
  /// R: rows of a filter.
  public let filterHeight: Int
  /// S: columns of a filter.
  public let filterWidth: Int
  /// U, in both directions.
  public let stride: SpatialStep
  /// Distance of neighbouring taps of a filter in the input; 1 where they touch.
  public let dilation: SpatialStep
  /// Zeros around the input, on each side by itself.
  public let padding: Padding
  /// G: groups; a divisor of C and of M.
  public let groups: Int
  /// E: rows of the output.
  public let outputHeight: Int
  /// F: columns of the output.
  public let outputWidth: Int

  /// - Throws: ``LayerShapeError`` if an extent is not positive or too large, padding is negative, the groups do not
  ///   divide the channels, or the filter does not fit into the padded input.
  public init(
    batch: Int = 1, outputChannels: Int, inputChannels: Int, inputHeight: Int, inputWidth: Int,
    filterHeight: Int, filterWidth: Int, stride: SpatialStep = .one, dilation: SpatialStep = .one,
    padding: Padding = .none, groups: Int = 1
  ) throws(LayerShapeError) {
    try Self.check(
      positive: [
        ("batch", batch), ("output channels", outputChannels), ("input channels", inputChannels),
        ("input height", inputHeight), ("input width", inputWidth), ("filter height", filterHeight),
        ("filter width", filterWidth), ("vertical stride", stride.vertical),
        ("horizontal stride", stride.horizontal), ("vertical dilation", dilation.vertical),
        ("horizontal dilation", dilation.horizontal), ("groups", groups),
      ])
    try Self.check(padding)
    guard inputChannels % groups == 0, outputChannels % groups == 0 else {
      throw LayerShapeError(
        "\(groups) groups do not divide \(inputChannels) input and \(outputChannels) output channels")
    }
    self.batch = batch
    self.outputChannels = outputChannels
    self.inputChannels = inputChannels
    self.inputHeight = inputHeight
    self.inputWidth = inputWidth
    self.filterHeight = filterHeight
    self.filterWidth = filterWidth
    self.stride = stride
    self.dilation = dilation
    self.padding = padding
    self.groups = groups
    let rows = WindowAxis(
      input: inputHeight, window: filterHeight, stride: stride.vertical, dilation: dilation.vertical)
    let columns = WindowAxis(
      input: inputWidth, window: filterWidth, stride: stride.horizontal, dilation: dilation.horizontal)
    outputHeight = rows.output(paddedBy: padding.top + padding.bottom)
    outputWidth = columns.output(paddedBy: padding.left + padding.right)
    guard outputHeight > 0, outputWidth > 0 else {
      throw LayerShapeError(
        "a filter that spans \(rows.reach)x\(columns.reach) does not fit into the padded input of "
          + "\(inputHeight + padding.top + padding.bottom)x\(inputWidth + padding.left + padding.right)")
    }
    try checkSizes()
  }

  /// The same layer with other numbers of samples, channels and groups, even where they make it larger than a layer may
  /// be that a user gives.
  ///
  /// - Precondition: the numbers are positive, and the groups divide the channels.
  public func replacing(batch: Int, outputChannels: Int, inputChannels: Int, groups: Int) -> LayerShape {
    precondition(
      min(batch, outputChannels, inputChannels, groups) > 0 && inputChannels % groups == 0
        && outputChannels % groups == 0)
    return LayerShape(
      self, batch: batch, outputChannels: outputChannels, inputChannels: inputChannels, groups: groups)
  }

  private init(_ other: LayerShape, batch: Int, outputChannels: Int, inputChannels: Int, groups: Int) {
    (self.batch, self.outputChannels, self.inputChannels, self.groups) = (batch, outputChannels, inputChannels, groups)
    (inputHeight, inputWidth) = (other.inputHeight, other.inputWidth)
    (filterHeight, filterWidth) = (other.filterHeight, other.filterWidth)
    (stride, dilation, padding) = (other.stride, other.dilation, other.padding)
    (outputHeight, outputWidth) = (other.outputHeight, other.outputWidth)
  }

  /// Finds out whether the layer may have so many samples.
  public func check(batch: Int) throws(LayerShapeError) {
    try Self.check(positive: [("batch", batch)])
    try replacing(batch: batch, outputChannels: outputChannels, inputChannels: inputChannels, groups: groups)
      .checkSizes()
  }

  /// A fully connected layer: every one of `outputs` sums over all `inputs`.
  public static func fullyConnected(batch: Int = 1, inputs: Int, outputs: Int) throws(LayerShapeError) -> LayerShape {
    try LayerShape(
      batch: batch, outputChannels: outputs, inputChannels: inputs, inputHeight: 1, inputWidth: 1,
      filterHeight: 1, filterWidth: 1)
  }

  /// Input channels that one output channel sums over.
  public var channelsPerGroup: Int { inputChannels / groups }
  /// Output channels of one group.
  public var filtersPerGroup: Int { outputChannels / groups }
  /// Whether every output channel sees a single input channel.
  public var isDepthwise: Bool { groups == inputChannels && groups > 1 }

  /// (N, H, W, C).
  public var inputShape: [Int] { [batch, inputHeight, inputWidth, inputChannels] }
  /// (N, E, F, M).
  public var outputShape: [Int] { [batch, outputHeight, outputWidth, outputChannels] }
  /// (M, R, S, C / G).
  public var weightShape: [Int] { [outputChannels, filterHeight, filterWidth, channelsPerGroup] }

  /// Multiplications that one output element sums over.
  public var macsPerOutput: Int { filterHeight * filterWidth * channelsPerGroup }
  /// Multiply-accumulates of the layer, those with padding included: what the field's tables count.
  public var macs: Int { batch * outputHeight * outputWidth * outputChannels * macsPerOutput }
}
