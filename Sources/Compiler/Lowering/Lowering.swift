import Accelerator
import Mapping
import Network

/// A network as steps on maps.
struct LoweredNetwork {
  var storages: [Storage] = []
  var steps: [Step] = []
  /// Where the tensors of the graph lie; those that only the host computes have none.
  var storageOfTensor: [TensorID: StorageID] = [:]
  var input: StorageID = 0
  var output: StorageID = 0
}

/// Turns a graph into steps; collects everything that does not run.
struct Lowering {
  let graph: Graph
  let architecture: Architecture
  /// Operators of the network's end that the host computes.
  let hostOperators: [Operator]

  var result = LoweredNetwork()
  var problems: [String] = []
  /// Maps in which the elements of another one were moved, by the map and its new rows, columns and channels.
  private var moved: [[Int]: StorageID] = [:]

  init(_ graph: Graph, _ architecture: Architecture) {
    (self.graph, self.architecture) = (graph, architecture)
    hostOperators = Self.hostOperators(of: graph)
  }

  static func lower(
    _ graph: Graph, _ architecture: Architecture
  ) throws(CompilerError) -> (network: LoweredNetwork, hostOperators: [Operator]) {
    var lowering = Lowering(graph, architecture)
    lowering.checkArchitecture()
    lowering.lower()
    guard lowering.problems.isEmpty else { throw CompilerError(problems: lowering.problems) }
    return (lowering.result, lowering.hostOperators)
  }

  /// What stands behind the last operator that the hardware computes: from the first softmax of the chain that ends in
  /// the output on.
  private static func hostOperators(of graph: Graph) -> [Operator] {
    var chain: [Operator] = []
    var tensor = graph.output
    while let operation = graph.operators.first(where: { $0.output == tensor }) {
      switch operation.kind {
      case .softmax, .reshape: chain.insert(operation, at: 0)
      default: return Array(chain.drop { !$0.isSoftmax })
      }
      tensor = operation.inputs[0]
    }
    return Array(chain.drop { !$0.isSoftmax })
  }

  private mutating func checkArchitecture() {
    let needed: [(name: String, value: String, right: Bool, wanted: String)] = [
      ("activationBits", "\(architecture.activationBits)", architecture.activationBits == 8, "8"),
      ("weightBits", "\(architecture.weightBits)", architecture.weightBits >= 8, "8 or more"),
      ("psumBits", "\(architecture.psumBits)", architecture.psumBits == 32, "32"),
    ]
    for field in needed where !field.right {
      problems.append(
        "\(graph.name): \(field.name) is \(field.value); an int8 network needs \(field.wanted)")
    }
  }

  private mutating func lower() {
    let hostOutputs = Set(hostOperators.map(\.index))
    result.input = add(
      Storage(
        name: graph.tensors[graph.input].name,
        map: FeatureMap(shape: graph.inputShape, architecture), zeroPoint: zeroPoint(graph.input), origin: .input))
    result.storageOfTensor[graph.input] = result.input
    for (id, tensor) in graph.tensors.enumerated() {
      guard let constant = tensor.constant else { continue }
      result.storageOfTensor[id] = add(
        Storage(
          name: tensor.name, map: FeatureMap(shape: tensor.shape, architecture), zeroPoint: zeroPoint(id),
          origin: .constant(constant.elements)))
    }
    for operation in graph.operators where !hostOutputs.contains(operation.index) { lower(operation) }
    let last = hostOperators.first?.inputs[0] ?? graph.output
    result.output = result.storageOfTensor[last] ?? result.input
  }

  private mutating func lower(_ operation: Operator) {
    if let host = hostOperators.first(where: { operation.inputs.contains($0.output) }) {
      refuse(operation, "it reads what \(title(host)) writes, which is left to the host")
    }
    switch operation.kind {
    case .convolution(let layer), .depthwiseConvolution(let layer): convolution(operation, layer)
    case .fullyConnected(let layer): fullyConnected(operation, layer)
    case .sum(let sum): self.sum(operation, sum)
    case .product(let product): self.product(operation, product)
    case .pool(let pool): self.pool(operation, pool)
    case .reshape: result.storageOfTensor[operation.output] = result.storageOfTensor[operation.inputs[0]]
    case .softmax:
      refuse(operation, "softmax is computed by the host, and only at the end of a network")
    }
    // What is refused has an output all the same, so that what follows is looked at, too.
    if result.storageOfTensor[operation.output] == nil {
      define(operation, FeatureMap(shape: shape(operation.output), architecture))
    }
  }

  // MARK: Storages

  func shape(_ tensor: TensorID) -> [Int] { graph.tensors[tensor].shape }
  func zeroPoint(_ tensor: TensorID) -> Int { graph.tensors[tensor].quantization.zeroPoint }
  func title(_ operation: Operator) -> String { "operator \(operation.index) (\(operation.name))" }

  mutating func refuse(_ operation: Operator, _ reason: String) {
    problems.append("\(graph.name): \(title(operation)): \(reason)")
  }

  private mutating func add(_ storage: Storage) -> StorageID {
    result.storages.append(storage)
    return result.storages.count - 1
  }

  /// The map that an operator writes.
  @discardableResult
  mutating func define(_ operation: Operator, _ map: FeatureMap) -> StorageID {
    let id = add(
      Storage(
        name: graph.tensors[operation.output].name, map: map, zeroPoint: zeroPoint(operation.output), origin: .step))
    result.storageOfTensor[operation.output] = id
    return id
  }

  mutating func append(_ operation: Operator, _ work: Step.Work) {
    result.steps.append(Step(name: title(operation), operatorIndex: operation.index, work: work))
  }

  /// A tensor as a map of these extents; its elements are moved where that is the only way. Nil, with the reason noted,
  /// where they cannot be.
  mutating func view(
    _ tensor: TensorID, of operation: Operator, rows: Int, columns: Int, channels: Int
  ) -> MapView? {
    guard let storage = result.storageOfTensor[tensor] else { return nil }
    let map = result.storages[storage].map
    if map.channels == channels, let steps = map.steps(asRows: rows, columns: columns) {
      return MapView(storage: storage, row: steps.row, column: steps.column)
    }
    let key = [storage, rows, columns, channels]
    if let storage = moved[key] { return MapView(storage: storage, row: .nextRow, column: .nextColumn) }
    let target = FeatureMap(rows: rows, columns: columns, channels: channels, architecture)
    guard map.canMove(into: target) else {
      refuse(
        operation,
        "its operand lies as \(map.rows) x \(map.columns) places of \(map.channels) channels and is needed as "
          + "\(rows) x \(columns) places of \(channels); only whole vectors of \(map.lanes) channels can be moved")
      return nil
    }
    let source = result.storages[storage]
    let id = add(
      Storage(name: source.name + " (reshaped)", map: target, zeroPoint: source.zeroPoint, origin: .step))
    moved[key] = id
    result.steps.append(
      Step(
        name: title(operation) + ", operand reshaped", operatorIndex: operation.index,
        work: .vector(map.moves(storage, into: target, id))))
    return MapView(storage: id, row: .nextRow, column: .nextColumn)
  }
}

extension Operator {
  var isSoftmax: Bool {
    if case .softmax = kind { return true }
    return false
  }
}
