extension TFLiteImporter {
  /// Weights are (O, KH, KW, I / groups); the groups follow from the channels.
  mutating func convolution(_ operation: TFLiteOperator) throws(ReadError) -> Operator {
    try operation.requireOperands(2...3)
    let input = try featureMap(operation, 0)
    let weights = try weights(operation, rank: 4)
    let filter = weights.values.shape
    let channels = try spatialShape(operation, input)[3]
    guard channels % filter[3] == 0 else {
      throw operation.error(
        "its input has \(channels) channels and its filters have \(filter[3])",
        "the one must be a multiple of the other")
    }
    let window = Window(
      outputChannels: filter[0], height: filter[1], width: filter[2], groups: channels / filter[3],
      stride: SpatialStep(
        vertical: try operation.positive(field: 2, "vertical stride"),
        horizontal: try operation.positive(field: 1, "horizontal stride")),
      dilation: SpatialStep(
        vertical: try operation.positive(field: 5, default: 1, "vertical dilation"),
        horizontal: try operation.positive(field: 4, default: 1, "horizontal dilation")))
    let layer = try spatialLayer(
      operation, input: input, weights: weights, window: window, activation: try operation.activation(field: 3))
    return try finish(operation, .convolution(layer), inputs: [input], shape: layer.shape.outputShape)
  }

  /// Weights are (1, KH, KW, C * multiplier), output channel c * multiplier + j reading channel c: which is a
  /// convolution with C groups.
  mutating func depthwiseConvolution(_ operation: TFLiteOperator) throws(ReadError) -> Operator {
    try operation.requireOperands(2...3)
    let input = try featureMap(operation, 0)
    var weights = try weights(operation, rank: 4)
    let filter = weights.values.shape
    let channels = try spatialShape(operation, input)[3]
    let multiplier = try operation.positive(field: 3, "depth multiplier")
    guard filter[0] == 1, filter[3] == channels * multiplier else {
      throw operation.error(
        "its filters have shape \(filter)",
        "[1, \(filter[1]), \(filter[2]), \(channels * multiplier)] follows from its input")
    }
    weights.values = weights.values.channelsFirst()
    let window = Window(
      outputChannels: filter[3], height: filter[1], width: filter[2], groups: channels,
      stride: SpatialStep(
        vertical: try operation.positive(field: 2, "vertical stride"),
        horizontal: try operation.positive(field: 1, "horizontal stride")),
      dilation: SpatialStep(
        vertical: try operation.positive(field: 6, default: 1, "vertical dilation"),
        horizontal: try operation.positive(field: 5, default: 1, "horizontal dilation")))
    let layer = try spatialLayer(
      operation, input: input, weights: weights, window: window, activation: try operation.activation(field: 4))
    return try finish(operation, .depthwiseConvolution(layer), inputs: [input], shape: layer.shape.outputShape)
  }

  /// Weights are (O, I); an input of any rank is taken as rows of I values.
  mutating func fullyConnected(_ operation: TFLiteOperator) throws(ReadError) -> Operator {
    try operation.requireOperands(2...3)
    let input = try featureMap(operation, 0)
    let weights = try weights(operation, rank: 2)
    let (outputs, depth) = (weights.values.shape[0], weights.values.shape[1])
    guard try operation.options?.int8(1) ?? 0 == 0 else {
      throw operation.error("its weights are shuffled", "the default format is supported")
    }
    let shape = tensor(input).shape
    let count = shape.reduce(1, *)
    guard count % depth == 0 else {
      throw operation.error("its input of shape \(shape) does not divide into rows of \(depth)")
    }
    let layerShape = try operation.locating { () throws(LayerShapeError) in
      try LayerShape.fullyConnected(batch: count / depth, inputs: depth, outputs: outputs)
    }
    let (quantization, output) = (tensor(input).quantization, try outputQuantization(operation))
    let activation = try operation.activation(field: 0)
    let requantization = try operation.locating { () throws(QuantizationError) in
      try Requantization.fullyConnected(
        input: quantization, weightScales: weights.scales, output: output, activation: activation)
    }
    let layer = LinearLayer(
      shape: layerShape, weights: weights.values.reshaped(to: layerShape.weightShape), bias: weights.bias,
      inputZeroPoint: quantization.zeroPoint, requantization: requantization)
    // Where keep_num_dims is set, the output has as many dimensions as the input.
    let keepsRank = try operation.options?.int8(2) ?? 0 != 0
    return try finish(
      operation, .fullyConnected(layer), inputs: [input],
      shape: keepsRank ? shape.dropLast() + [outputs] : [count / depth, outputs])
  }

  // MARK: What they share

  /// The constants of a layer with weights.
  struct Weights {
    var values: Tensor<Int8>
    let scales: [Float]
    let bias: [Int32]
  }

  /// The loop bounds that a convolution's filters and options give.
  struct Window {
    let outputChannels: Int
    let height: Int
    let width: Int
    let groups: Int
    let stride: SpatialStep
    let dilation: SpatialStep
  }

  /// The shape of a feature map that must be NHWC.
  func spatialShape(_ operation: TFLiteOperator, _ id: TensorID) throws(ReadError) -> [Int] {
    let shape = tensor(id).shape
    guard shape.count == 4 else {
      throw operation.error("its input has shape \(shape)", "4 dimensions (batch, rows, columns, channels) are needed")
    }
    return shape
  }

  /// Operands 1 and 2: weights and bias.
  ///
  /// The output channels are the last dimension for depthwise convolutions, else the first.
  private mutating func weights(_ operation: TFLiteOperator, rank: Int) throws(ReadError) -> Weights {
    let record = try model.tensor(operation.inputs[1])
    guard let bytes = try model.constant(of: record) else {
      throw operation.error("its weights, tensor \(record.index) (\(record.name)), are not constant", "they must be")
    }
    guard record.shape.count == rank else {
      throw operation.error("its weights have shape \(record.shape)", "\(rank) dimensions are needed")
    }
    let values: Tensor<Int8> = try constant(record, bytes: bytes, role: "weights")
    let channels = operation.code == .depthwiseConv2D ? record.shape[rank - 1] : record.shape[0]
    try take(channels: channels, for: record)
    return Weights(
      values: values, scales: try record.weightScales(channels: channels),
      bias: try bias(operation, channels: channels))
  }

  /// The bias' own scales do not matter: they are the product of the others, and real files get its dimension wrong.
  private mutating func bias(_ operation: TFLiteOperator, channels: Int) throws(ReadError) -> [Int32] {
    guard operation.inputs.count == 3, operation.inputs[2] != -1 else { return Array(repeating: 0, count: channels) }
    let record = try model.tensor(operation.inputs[2])
    guard let bytes = try model.constant(of: record) else {
      throw operation.error("its bias, tensor \(record.index) (\(record.name)), is not constant", "it must be")
    }
    guard record.count == channels else {
      throw operation.error(
        "its bias has \(record.count) elements", "\(channels) are right, one for each output channel")
    }
    let values: Tensor<Int32> = try constant(record, bytes: bytes, role: "a bias")
    return values.elements
  }

  private func spatialLayer(
    _ operation: TFLiteOperator, input: TensorID, weights: Weights, window: Window, activation: Activation
  ) throws(ReadError) -> LinearLayer {
    let shape = try spatialShape(operation, input)
    let padding = try operation.padding(
      rows: WindowAxis(
        input: shape[1], window: window.height, stride: window.stride.vertical, dilation: window.dilation.vertical),
      columns: WindowAxis(
        input: shape[2], window: window.width, stride: window.stride.horizontal, dilation: window.dilation.horizontal))
    let layerShape = try operation.locating { () throws(LayerShapeError) in
      try LayerShape(
        batch: shape[0], outputChannels: window.outputChannels, inputChannels: shape[3], inputHeight: shape[1],
        inputWidth: shape[2], filterHeight: window.height, filterWidth: window.width, stride: window.stride,
        dilation: window.dilation, padding: padding, groups: window.groups)
    }
    let (quantization, output) = (tensor(input).quantization, try outputQuantization(operation))
    let requantization = try operation.locating { () throws(QuantizationError) in
      try Requantization.convolution(
        input: quantization, weightScales: weights.scales, output: output, activation: activation)
    }
    return LinearLayer(
      shape: layerShape, weights: weights.values, bias: weights.bias, inputZeroPoint: quantization.zeroPoint,
      requantization: requantization)
  }
}

extension Tensor {
  /// (1, R, S, M) to (M, R, S, 1).
  fileprivate func channelsFirst() -> Tensor {
    let (channels, taps) = (shape[3], shape[1] * shape[2])
    return Tensor(shape: [channels, shape[1], shape[2], 1]) { buffer in
      for channel in 0..<channels {
        for tap in 0..<taps { buffer[channel * taps + tap] = elements[tap * channels + channel] }
      }
    }
  }
}
