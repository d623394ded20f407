import Network
import Randomness

/// Makes small networks at random: a chain of operators, with sums and products of what the chain had before.
struct RandomNetwork {
  private var generator: SeededGenerator
  private var tensors: [GraphTensor] = []
  private var operators: [Operator] = []

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
  private mutating func chance(_ percent: Int) -> Bool { pick(1...100) <= percent }

  /// - Parameter length: how many operators at most; a shorter one is the beginning of a longer one.
  mutating func graph(length: Int) throws -> Graph {
    let shape = [1, pick(1...9), pick(1...9), pick(1...9)]
    // A fourth of the networks gets its input flat, or in another shape.
    let outer = chance(25) ? [[1, shape.reduce(1, *)], [1, shape[2], shape[1] * shape[3], 1]][pick(0...1)] : shape
    tensors = [GraphTensor(name: "input", shape: outer, quantization: quantization())]
    if outer != shape { append(reshape(tensors[0], to: shape)) }
    while operators.count < length, let kind = try next() {
      append(kind)
    }
    return Graph(name: "random", tensors: tensors, operators: operators, input: 0, output: tensors.count - 1)
  }

  /// An operator that reads the last tensor.
  private mutating func append(_ step: Step) {
    let input = tensors.count - 1
    tensors.append(
      GraphTensor(name: "tensor \(tensors.count)", shape: step.output.shape, quantization: step.output.1))
    operators.append(
      Operator(
        index: operators.count, name: Self.name(of: step.kind), kind: step.kind,
        inputs: [input] + (step.second.map { [$0] } ?? []), output: tensors.count - 1))
  }

  private func reshape(_ input: GraphTensor, to shape: [Int]) -> Step {
    (.reshape, (shape, input.quantization), nil)
  }

  private mutating func quantization() -> Quantization {
    Quantization(scale: Float(pick(1...400)) / 1000, zeroPoint: pick(-128...127))
  }

  private typealias Step = (kind: Operator.Kind, output: (shape: [Int], Quantization), second: TensorID?)

  /// What follows on the last tensor; nil after a fully connected layer.
  private mutating func next() throws -> Step? {
    let last = tensors[tensors.count - 1]
    guard last.shape.count == 4 else { return nil }
    switch pick(0...10) {
    case 0...3: return try convolution(last, groups: 1)
    case 4, 5: return try convolution(last, groups: last.shape[3])
    case 6: return try pool(last)
    case 7, 8:
      let others = tensors.indices.filter { tensors[$0].shape == last.shape }
      return try elementwise(last, with: others.randomElement(using: &generator)!)
    case 9: return chance(60) ? try fullyConnected(last) : try pool(last)
    default: return reshape(last, to: [1, last.shape[2], last.shape[1], last.shape[3]])
    }
  }

  private mutating func convolution(_ input: GraphTensor, groups: Int) throws -> Step {
    let shape = input.shape
    let height = pick(1...min(4, shape[1] + 1))
    let width = pick(1...min(4, shape[2] + 1))
    func padding(_ window: Int, _ generator: inout SeededGenerator) -> (Int, Int) {
      (
        Int.random(in: window / 2...window - 1, using: &generator),
        Int.random(in: window / 2...window - 1, using: &generator)
      )
    }
    let (vertical, horizontal) = (padding(height, &generator), padding(width, &generator))
    let layer = try LayerShape(
      outputChannels: groups * pick(groups > 1 ? 1...2 : 1...12), inputChannels: shape[3], inputHeight: shape[1],
      inputWidth: shape[2], filterHeight: height, filterWidth: width,
      stride: SpatialStep(vertical: pick(1...2), horizontal: pick(1...2)), dilation: .one,
      padding: Padding(top: vertical.0, bottom: vertical.1, left: horizontal.0, right: horizontal.1), groups: groups)
    let output = quantization()
    let linear = linear(layer, zeroPoint: input.quantization.zeroPoint, output)
    return (groups > 1 ? .depthwiseConvolution(linear) : .convolution(linear), (layer.outputShape, output), nil)
  }

  private mutating func fullyConnected(_ input: GraphTensor) throws -> Step {
    let layer = try LayerShape.fullyConnected(inputs: input.shape.reduce(1, *), outputs: pick(1...20))
    let output = quantization()
    let linear = linear(layer, zeroPoint: input.quantization.zeroPoint, output)
    return (.fullyConnected(linear), ([1, layer.outputChannels], output), nil)
  }

  private mutating func linear(_ shape: LayerShape, zeroPoint: Int, _ output: Quantization) -> LinearLayer {
    let weights = Tensor<Int8>(
      shape: shape.weightShape,
      elements: (0..<shape.weightShape.reduce(1, *)).map { _ in Int8(pick(-127...127)) })
    return LinearLayer(
      shape: shape, weights: weights, bias: (0..<shape.outputChannels).map { _ in Int32(pick(-20_000...20_000)) },
      inputZeroPoint: zeroPoint,
      requantization: Requantization(
        multipliers: (0..<shape.outputChannels).map { _ in multiplier() }, zeroPoint: output.zeroPoint,
        bounds: bounds(output)))
  }

  private mutating func multiplier() -> QuantizedMultiplier {
    chance(5)
      ? QuantizedMultiplier(significand: 0, shift: 0)
      : QuantizedMultiplier(significand: Int32(pick(1 << 30...(1 << 31) - 1)), shift: pick(-12 ... -3))
  }

  private mutating func bounds(_ output: Quantization) -> ClosedRange<Int8> {
    Activation.allCases.randomElement(using: &generator)!.bounds(output)
  }

  private mutating func pool(_ input: GraphTensor) throws -> Step {
    let shape = input.shape
    let (height, width) = (pick(1...min(3, shape[1])), pick(1...min(3, shape[2])))
    let pool = try Pool(
      chance(50) ? .average : .maximum, inputShape: shape, windowHeight: height, windowWidth: width,
      stride: SpatialStep(vertical: pick(1...2), horizontal: pick(1...2)),
      padding: Padding(
        top: pick(0...height - 1), bottom: pick(0...height - 1), left: pick(0...width - 1), right: pick(0...width - 1)),
      bounds: bounds(input.quantization))
    return (.pool(pool), (pool.outputShape, input.quantization), nil)
  }

  private mutating func elementwise(_ input: GraphTensor, with other: TensorID) throws -> Step {
    let output = quantization()
    let second = tensors[other].quantization
    let activation = Activation.allCases.randomElement(using: &generator)!
    let kind: Operator.Kind =
      chance(70)
      ? .sum(
        try ElementwiseSum(
          subtracts: chance(40), first: input.quantization, second: second, output: output, activation: activation))
      : .product(
        try ElementwiseProduct(first: input.quantization, second: second, output: output, activation: activation))
    return (kind, (input.shape, output), other)
  }

  private static func name(of kind: Operator.Kind) -> String {
    switch kind {
    case .convolution: "CONV_2D"
    case .depthwiseConvolution: "DEPTHWISE_CONV_2D"
    case .fullyConnected: "FULLY_CONNECTED"
    case .sum(let sum): sum.subtracts ? "SUB" : "ADD"
    case .product: "MUL"
    case .pool(let pool): pool.operation == .average ? "AVERAGE_POOL_2D" : "MAX_POOL_2D"
    case .reshape: "RESHAPE"
    case .softmax: "SOFTMAX"
    }
  }
}
