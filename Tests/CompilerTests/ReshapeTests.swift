import Accelerator
import Compiler
import Golden
import Network
import TestSupport
import Testing

/// Reshapes: of the input and of constants by the layout that the host gives them, within a network by moving vectors.
@Suite struct ReshapeTests {
  // MARK: Files

  static let files = ["input_784_to_28x28x1", "input_1960_to_49x40x1_conv", "reshape_columns_lie_apart"]

  @Test(arguments: files, Shapes.all)
  func networksWithReshapesCompile(file: String, shape: Shapes.Named) throws {
    guard let path = Workloads.sharedCase("\(file).tflite") else { return print("skipped: no shared/cases/\(file)") }
    try compare(try Graph(tfliteFileAt: path), shape.architecture)
  }

  static let networks = ["micro_speech", "mlon_cnn_s", "mlon_mkws_m"]

  @Test(.enabled(if: Workloads.isAvailable("networks")), arguments: networks, [Shapes.all[0], Shapes.all[1]])
  func networksThatBeginWithAReshapeGiveTheExpectedOutputs(name: String, shape: Shapes.Named) throws {
    let graph = try Graph(tfliteFileAt: Workloads.path("networks", "\(name).tflite"))
    let input = try Tensor<Int8>(npyFileAt: Workloads.path("networks", "\(name).input.npy"))
    let execution = try compare(graph, shape.architecture, input)
    #expect(execution.output == (try Tensor<Int8>(npyFileAt: Workloads.path("networks", "\(name).expected.npy"))))
  }

  // MARK: Networks made here

  @Test(arguments: Shapes.all)
  func severalReshapesAtTheBeginningAreTheInputsLayout(shape: Shapes.Named) throws {
    var network = SmallNetwork(input: [1, 90])
    try network.reshape([1, 1, 30, 3])
    try network.reshape([1, 5, 6, 3])
    try network.pool()
    let compiled = try compare(network.graph, shape.architecture).network
    let input = compiled.memoryMap.input
    #expect((input.map.rows, input.map.columns, input.map.channels) == (5, 6, 3))
    #expect(input.shape == [1, 90] && compiled.memoryMap.inputCopies.isEmpty && compiled.steps.count == 1)
  }

  @Test(arguments: Shapes.all)
  func anInputThatIsReadInSeveralShapesIsLaidOutForEach(shape: Shapes.Named) throws {
    var network = SmallNetwork(input: [1, 48])
    try network.reshape([1, 4, 4, 3])
    let first = try network.pool()
    try network.reshape([1, 2, 8, 3], of: 0)
    let second = try network.pool()
    try network.sum(first, try network.reshape([1, 2, 2, 3], of: second))
    let map = try compare(network.graph, shape.architecture).network.memoryMap
    #expect(map.inputCopies.count == 1 && map.regions.count { $0.content == .input } == 2)
    let extents = map.inputPlaces.map { [$0.map.rows, $0.map.columns, $0.map.channels] }
    #expect(extents == [[4, 4, 3], [2, 8, 3]])
  }

  @Test(arguments: Shapes.all)
  func anInputIsReadAsItIsAndReshaped(shape: Shapes.Named) throws {
    var network = SmallNetwork(input: [1, 6, 5, 2])
    let first = try network.pool()
    try network.reshape([1, 60], of: 0)
    try network.reshape([1, 5, 6, 2])
    try network.sum(first, try network.reshape([1, 3, 2, 2], of: try network.pool()))
    let map = try compare(network.graph, shape.architecture).network.memoryMap
    #expect(map.inputCopies.count == 1 && map.input.map.rows == 6)
  }

  @Test(arguments: Shapes.all)
  func aFullyConnectedLayerGetsItsInputFlat(shape: Shapes.Named) throws {
    var network = SmallNetwork(input: [1, 5, 7, 3])
    try network.reshape([1, 105])
    try network.fullyConnected(outputs: 4)
    let map = try compare(network.graph, shape.architecture).network.memoryMap
    #expect(map.input.map.channels == 105 && map.input.map.rows == 1)
  }

  @Test(arguments: Shapes.all)
  func constantsAreReshapedByTheCompiler(shape: Shapes.Named) throws {
    var network = SmallNetwork(input: [1, 4, 3, 5])
    let constant = network.constant([1, 60])
    try network.sum(0, try network.reshape([1, 4, 3, 5], of: constant))
    let compiled = try compare(network.graph, shape.architecture).network
    #expect(compiled.steps.count == 1 && compiled.memoryMap.regions.count { $0.content == .constant } == 1)
  }

  @Test(arguments: Shapes.all)
  func placesOfTheSameChannelsAreMovedWithinANetwork(shape: Shapes.Named) throws {
    var network = SmallNetwork(input: [1, 7, 1, 3])
    try network.pool(window: 1)
    try network.reshape([1, 1, 7, 3])
    try network.convolution()
    try compare(network.graph, shape.architecture)
  }

  @Test(arguments: Shapes.all)
  func reshapesAtTheEndAreTheOutputsShape(shape: Shapes.Named) throws {
    var network = SmallNetwork(input: [1, 5, 6, 3])
    try network.pool()
    try network.reshape([1, 18])
    try network.reshape([18])
    let compiled = try compare(network.graph, shape.architecture).network
    #expect(compiled.memoryMap.output.shape == [18] && compiled.steps.count == 1)
  }

  @Test func aNetworkOfReshapesAloneCompiles() throws {
    var network = SmallNetwork(input: [1, 5, 6, 3])
    try network.reshape([1, 90])
    let compiled = try compare(network.graph, .edge).network
    #expect(compiled.steps.isEmpty && compiled.memoryMap.output.offset == compiled.memoryMap.input.offset)
  }

  @Test func whatCannotBeMovedSaysWhatCan() throws {
    var network = SmallNetwork(input: [1, 4, 6, 2])
    try network.pool(window: 1)
    try network.reshape([1, 4, 4, 3])
    try network.pool(window: 1)
    let graph = network.graph
    let error = #expect(throws: CompilerError.self) { try Compiler(.edge).compile(graph) }
    #expect(
      error?.description == """
        small: operator 2 (MAX_POOL_2D): its operand of 4 x 6 x 2 channels is reshaped to 4 x 4 x 3 channels within \
        the network, where the accelerator moves whole vectors of 8 channels: both numbers of channels must be equal \
        or multiples of 8; where the network begins or ends, a RESHAPE may be any
        """)
  }

  // MARK: Comparison

  /// All tensors that are in DRAM at the end against the golden model's.
  @discardableResult
  private func compare(
    _ graph: Graph, _ architecture: Architecture, _ input: Tensor<Int8>? = nil
  ) throws -> (network: CompiledNetwork, output: Tensor<Int8>) {
    let network = try Compiler(architecture, keepsTensors: true).compile(graph)
    let count = graph.inputShape.reduce(1, *)
    let input =
      input ?? Tensor(shape: graph.inputShape, elements: (0..<count).map { Int8(truncatingIfNeeded: $0 * 37 + 11) })
    let execution = try GoldenModel(graph).run(input)
    let run = try CompiledRun(network, input: input.elements)
    #expect(try run.differences(from: execution) == [])
    return (network, execution.output)
  }
}

/// A network that a test puts together, operator by operator.
private struct SmallNetwork {
  private var tensors: [GraphTensor]
  private var operators: [Operator] = []

  init(input: [Int]) {
    tensors = [GraphTensor(name: "input", shape: input, quantization: Self.quantization)]
  }

  private static let quantization = Quantization(scale: 0.5, zeroPoint: -3)

  var graph: Graph {
    Graph(name: "small", tensors: tensors, operators: operators, input: 0, output: operators.last!.output)
  }

  private var last: TensorID { operators.last?.output ?? 0 }

  mutating func constant(_ shape: [Int]) -> TensorID {
    let elements = (0..<shape.reduce(1, *)).map { Int8(truncatingIfNeeded: $0 * 5) }
    return add(shape, constant: Tensor(shape: shape, elements: elements))
  }

  @discardableResult
  mutating func reshape(_ shape: [Int], of tensor: TensorID? = nil) throws -> TensorID {
    append("RESHAPE", .reshape, [tensor ?? last], shape)
  }

  /// The maximum of windows of 2 x 2 places, or so.
  @discardableResult
  mutating func pool(window: Int = 2) throws -> TensorID {
    let step = SpatialStep(vertical: window, horizontal: window)
    let pool = try Pool(
      .maximum, inputShape: tensors[last].shape, windowHeight: window, windowWidth: window, stride: step)
    return append("MAX_POOL_2D", .pool(pool), [last], pool.outputShape)
  }

  @discardableResult
  mutating func sum(_ first: TensorID, _ second: TensorID) throws -> TensorID {
    let sum = try ElementwiseSum(
      subtracts: false, first: Self.quantization, second: Self.quantization, output: Self.quantization,
      activation: .none)
    return append("ADD", .sum(sum), [first, second], tensors[first].shape)
  }

  mutating func convolution() throws {
    let shape = tensors[last].shape
    let layer = try LayerShape(
      outputChannels: 5, inputChannels: shape[3], inputHeight: shape[1], inputWidth: shape[2], filterHeight: 1,
      filterWidth: 3, padding: Padding(top: 0, bottom: 0, left: 1, right: 1))
    append("CONV_2D", .convolution(try linear(layer)), [last], layer.outputShape)
  }

  mutating func fullyConnected(outputs: Int) throws {
    let layer = try LayerShape.fullyConnected(inputs: tensors[last].shape.reduce(1, *), outputs: outputs)
    append("FULLY_CONNECTED", .fullyConnected(try linear(layer)), [last], [1, outputs])
  }

  private func linear(_ shape: LayerShape) throws -> LinearLayer {
    LinearLayer(
      shape: shape,
      weights: Tensor(
        shape: shape.weightShape,
        elements: (0..<shape.weightShape.reduce(1, *)).map { Int8(truncatingIfNeeded: $0 * 31) }),
      bias: Array(repeating: 100, count: shape.outputChannels), inputZeroPoint: Self.quantization.zeroPoint,
      requantization: Requantization(
        multipliers: Array(
          repeating: QuantizedMultiplier(significand: 1 << 30, shift: -6), count: shape.outputChannels),
        zeroPoint: Self.quantization.zeroPoint, bounds: -128...127))
  }

  private mutating func add(_ shape: [Int], constant: Tensor<Int8>? = nil) -> TensorID {
    tensors.append(
      GraphTensor(
        name: "tensor \(tensors.count)", shape: shape, quantization: Self.quantization, constant: constant))
    return tensors.count - 1
  }

  @discardableResult
  private mutating func append(
    _ name: String, _ kind: Operator.Kind, _ inputs: [TensorID], _ shape: [Int]
  ) -> TensorID {
    let output = add(shape)
    operators.append(Operator(index: operators.count, name: name, kind: kind, inputs: inputs, output: output))
    return output
  }
}
