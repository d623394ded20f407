extension TFLiteImporter {
  mutating func sum(_ operation: TFLiteOperator) throws(ReadError) -> Operator {
    let (operands, shape) = try broadcastOperands(operation)
    let (first, second) = (tensor(operands[0]).quantization, tensor(operands[1]).quantization)
    let output = try outputQuantization(operation)
    let activation = try operation.activation(field: 0)
    let sum = try operation.locating { () throws(QuantizationError) in
      try ElementwiseSum(
        subtracts: operation.code == .sub, first: first, second: second, output: output, activation: activation)
    }
    return try finish(operation, .sum(sum), inputs: operands, shape: shape)
  }

  mutating func product(_ operation: TFLiteOperator) throws(ReadError) -> Operator {
    let (operands, shape) = try broadcastOperands(operation)
    let (first, second) = (tensor(operands[0]).quantization, tensor(operands[1]).quantization)
    let output = try outputQuantization(operation)
    let activation = try operation.activation(field: 0)
    let product = try operation.locating { () throws(QuantizationError) in
      try ElementwiseProduct(first: first, second: second, output: output, activation: activation)
    }
    return try finish(operation, .product(product), inputs: operands, shape: shape)
  }

  mutating func pool(_ operation: TFLiteOperator) throws(ReadError) -> Operator {
    try operation.requireOperands(1...1)
    let input = try featureMap(operation, 0)
    let shape = try spatialShape(operation, input)
    try requireSameQuantization(operation, input: input)
    let stride = SpatialStep(
      vertical: try operation.positive(field: 2, "vertical stride"),
      horizontal: try operation.positive(field: 1, "horizontal stride"))
    let (height, width) = (
      try operation.positive(field: 4, "window height"), try operation.positive(field: 3, "window width")
    )
    let padding = try operation.padding(
      rows: WindowAxis(input: shape[1], window: height, stride: stride.vertical),
      columns: WindowAxis(input: shape[2], window: width, stride: stride.horizontal))
    let bounds = try operation.activation(field: 5).bounds(try outputQuantization(operation))
    let pool = try operation.locating { () throws(LayerShapeError) in
      try Pool(
        operation.code == .averagePool2D ? .average : .maximum, inputShape: shape, windowHeight: height,
        windowWidth: width, stride: stride, padding: padding, bounds: bounds)
    }
    return try finish(operation, .pool(pool), inputs: [input], shape: pool.outputShape)
  }

  /// The new shape is that of the output; the operand that repeats it is not looked at.
  mutating func reshape(_ operation: TFLiteOperator) throws(ReadError) -> Operator {
    try operation.requireOperands(1...2)
    let input = try featureMap(operation, 0)
    try requireSameQuantization(operation, input: input)
    let (before, after) = (tensor(input).shape, try outputRecord(operation).shape)
    guard before.reduce(1, *) == after.reduce(1, *) else {
      throw operation.error("it turns shape \(before) into \(after)", "both must have as many elements")
    }
    return try finish(operation, .reshape, inputs: [input], shape: after)
  }

  mutating func softmax(_ operation: TFLiteOperator) throws(ReadError) -> Operator {
    try operation.requireOperands(1...1)
    let input = try featureMap(operation, 0)
    let shape = tensor(input).shape
    guard let depth = shape.last, depth <= Softmax.maximumDepth else {
      throw operation.error("its input has shape \(shape)", "rows of 1 to \(Softmax.maximumDepth) values are supported")
    }
    guard try outputQuantization(operation) == Softmax.outputQuantization else {
      throw operation.error("its output does not have scale 1/256 and zero point -128", "the int8 kernel requires them")
    }
    let beta = try operation.options?.float(0) ?? 0
    let inputScale = tensor(input).quantization.scale
    let softmax = try operation.locating { () throws(QuantizationError) in
      try Softmax(beta: beta, inputScale: inputScale)
    }
    return try finish(operation, .softmax(softmax), inputs: [input], shape: shape)
  }

  private mutating func broadcastOperands(
    _ operation: TFLiteOperator
  ) throws(ReadError) -> (operands: [TensorID], shape: [Int]) {
    try operation.requireOperands(2...2)
    let operands = [try featureMap(operation, 0), try featureMap(operation, 1)]
    let (first, second) = (tensor(operands[0]).shape, tensor(operands[1]).shape)
    guard let shape = broadcastShape(first, second) else {
      throw operation.error("its inputs of shapes \(first) and \(second) do not match")
    }
    return (operands, shape)
  }
}
