import Network

/// The reference: executes a quantised network exactly as the TensorFlow Lite Micro reference kernels do.
///
/// It is independent of any hardware's decomposition, so that hardware can be compared with it tensor by tensor and
/// accumulator by accumulator.
public struct GoldenModel: Sendable {
  /// The network that is executed.
  public let graph: Graph
  /// How requantisation rounds.
  public let rounding: RoundingMode

  /// A model of a network; it keeps no state from one inference to the next.
  ///
  /// - Parameters:
  ///   - graph: a consistent network.
  ///   - rounding: how requantisation rounds; the reference kernels do it twice.
  public init(_ graph: Graph, rounding: RoundingMode = .double) {
    self.graph = graph
    self.rounding = rounding
  }

  /// Executes one inference.
  ///
  /// - Parameter input: of exactly the shape that the graph's input has.
  public func run(_ input: Tensor<Int8>) throws(InputError) -> Execution {
    try check(input)
    return execution(of: input) { _, _, _, _ in nil }
  }

  /// Executes one inference in which somebody else computes the sums of layers with weights: hardware, for example.
  ///
  /// What follows a layer is computed from the sums that `sums` returns, right or wrong. In the result, `sums` of a step
  /// are the golden model's own, of the operands that the step had.
  ///
  /// - Parameter sums: is given the operator, its layer, its operand and the right sums, of shape (N, E, F, M); nil
  ///   takes the right ones.
  public func run(
    _ input: Tensor<Int8>,
    sums: (Operator, LinearLayer, Tensor<Int8>, Tensor<Int32>) throws -> Tensor<Int32>?
  ) throws -> Execution {
    try check(input)
    return try execution(of: input, sums: sums)
  }

  private func check(_ input: Tensor<Int8>) throws(InputError) {
    guard input.shape == graph.inputShape else {
      throw InputError(network: graph.name, found: input.shape, expected: graph.inputShape)
    }
  }

  private func execution(
    of input: Tensor<Int8>,
    sums: (Operator, LinearLayer, Tensor<Int8>, Tensor<Int32>) throws -> Tensor<Int32>?
  ) rethrows -> Execution {
    var values = graph.tensors.map(\.constant)
    values[graph.input] = input
    var steps: [Execution.Step] = []
    for operation in graph.operators {
      let operands = operation.inputs.map { id in
        // A graph's operators stand in an order in which every operand has a value.
        values[id]!
      }
      let step = try execute(operation, operands, sums)
      values[operation.output] = step.output
      steps.append(step)
    }
    return Execution(input: input, output: values[graph.output]!, steps: steps)
  }

  /// Cuts a batch into inputs for single inferences, along the first dimension.
  ///
  /// - Parameter batch: as the graph's input, but with any positive multiple of its first extent.
  public func inferences(of batch: Tensor<Int8>) throws(InputError) -> [Tensor<Int8>] {
    let shape = graph.inputShape
    guard batch.rank == shape.count, batch.shape.dropFirst() == shape.dropFirst(), batch.shape[0] > 0,
      batch.shape[0] % shape[0] == 0
    else {
      throw InputError(network: graph.name, found: batch.shape, expected: shape)
    }
    return (0..<batch.shape[0] / shape[0]).map { batch.rows($0 * shape[0]..<($0 + 1) * shape[0]) }
  }

  /// The network's outputs for a batch of any size, joined along the first dimension.
  public func outputs(_ batch: Tensor<Int8>) throws(InputError) -> Tensor<Int8> {
    var outputs: [Tensor<Int8>] = []
    for input in try inferences(of: batch) { outputs.append(try run(input).output) }
    return Tensor.concatenating(outputs)
  }

  private func execute(
    _ operation: Operator, _ operands: [Tensor<Int8>],
    _ replacement: (Operator, LinearLayer, Tensor<Int8>, Tensor<Int32>) throws -> Tensor<Int32>?
  ) rethrows -> Execution.Step {
    let shape = graph.tensors[operation.output].shape
    switch operation.kind {
    case .convolution(let layer), .depthwiseConvolution(let layer), .fullyConnected(let layer):
      let sums = layer.sums(operands[0])
      let accumulators = layer.addingBias(try replacement(operation, layer, operands[0], sums) ?? sums)
      return Execution.Step(
        operation: operation, output: layer.outputs(accumulators, rounding: rounding).reshaped(to: shape),
        sums: sums.reshaped(to: shape), accumulators: accumulators.reshaped(to: shape),
        statistics: layer.shape.statistics(input: operands[0], zeroPoint: layer.inputZeroPoint))
    case .sum(let sum):
      return Execution.Step(
        operation: operation, output: sum.outputs(operands[0], operands[1], shape: shape, rounding: rounding))
    case .product(let product):
      return Execution.Step(
        operation: operation, output: product.outputs(operands[0], operands[1], shape: shape, rounding: rounding))
    case .pool(let pool): return Execution.Step(operation: operation, output: pool.outputs(operands[0]))
    case .reshape: return Execution.Step(operation: operation, output: operands[0].reshaped(to: shape))
    case .softmax(let softmax): return Execution.Step(operation: operation, output: softmax.outputs(operands[0]))
    }
  }
}
