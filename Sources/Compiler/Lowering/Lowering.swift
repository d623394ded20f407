import Accelerator
import Mapping
import Network

/// A network as steps on maps.
struct LoweredNetwork {
  var storages: [Storage] = []
  var steps: [Step] = []
  /// Where the tensors of the graph lie; those that only the host computes have none.
  var storageOfTensor: [TensorID: StorageID] = [:]
  /// The network's input, as its first reader needs it.
  var input: StorageID = 0
  /// The same elements once more, laid out as other readers need them.
  var inputCopies: [StorageID] = []
  var output: StorageID = 0

  /// Without steps whose results nobody reads: there would be no place for them.
  ///
  /// - Parameter kept: maps that are read in DRAM.
  func withoutUnusedSteps(kept: [StorageID]) -> LoweredNetwork {
    var result = self
    var read = Set(kept + [output])
    result.steps = steps.reversed().filter { step in
      guard read.contains(step.output) else { return false }
      read.formUnion(step.inputs)
      return true
    }.reversed()
    return result
  }
}

/// Turns a graph into steps; collects everything that does not run.
struct Lowering {
  /// Why something does not run.
  struct Problem {
    /// Nil where it is the network as a whole.
    let operation: Operator?
    let reason: String
  }

  let graph: Graph
  let architecture: Architecture
  /// Operators of the network's end that the host computes.
  let hostOperators: [Operator]

  var result = LoweredNetwork()
  private(set) var problems: [Problem] = []
  /// Maps that hold the elements of another one in other places, by that map and their rows, columns and channels.
  private var rearranged: [[Int]: StorageID] = [:]

  private init(_ graph: Graph, _ architecture: Architecture, hostOperators: [Operator]) {
    (self.graph, self.architecture, self.hostOperators) = (graph, architecture, hostOperators)
    checkArchitecture()
    lower()
  }

  static func lower(
    _ graph: Graph, _ architecture: Architecture
  ) throws(CompilerError) -> (network: LoweredNetwork, hostOperators: [Operator]) {
    let lowering = Lowering(graph, architecture, hostOperators: hostOperators(of: graph))
    guard lowering.problems.isEmpty else {
      throw CompilerError(
        problems: lowering.problems.map { problem in
          "\(graph.name): " + (problem.operation.map { "\(title($0)): " } ?? "") + problem.reason
        })
    }
    return (lowering.result, lowering.hostOperators)
  }

  /// Lowers what is there of a network of which some operators cannot be read: what those make counts as given.
  static func lower(partOf survey: NetworkSurvey, _ architecture: Architecture) -> Lowering {
    Lowering(survey.graph, architecture, hostOperators: hostOperators(ofPart: survey.graph))
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

  /// The same of a part of a network: softmaxes that no operator of the part reads but such as follow them on the host.
  private static func hostOperators(ofPart graph: Graph) -> [Operator] {
    var readByOthers: Set<TensorID> = []
    var candidates: [Operator] = []
    for operation in graph.operators.reversed() {
      switch operation.kind {
      case .softmax where !readByOthers.contains(operation.output),
        .reshape where !readByOthers.contains(operation.output):
        candidates.insert(operation, at: 0)
      default: readByOthers.formUnion(operation.inputs)
      }
    }
    var written: Set<TensorID> = []
    return candidates.filter { operation in
      guard operation.isSoftmax || written.contains(operation.inputs[0]) else { return false }
      written.insert(operation.output)
      return true
    }
  }

  private mutating func checkArchitecture() {
    let needed: [(name: String, value: String, right: Bool, wanted: String)] = [
      ("activationBits", "\(architecture.activationBits)", architecture.activationBits == 8, "8"),
      ("weightBits", "\(architecture.weightBits)", architecture.weightBits >= 8, "8 or more"),
      ("psumBits", "\(architecture.psumBits)", architecture.psumBits == 32, "32"),
    ]
    for field in needed where !field.right {
      problems.append(
        Problem(operation: nil, reason: "\(field.name) is \(field.value); an int8 network needs \(field.wanted)"))
    }
  }

  private mutating func lower() {
    let hostOutputs = Set(hostOperators.map(\.index))
    let written = Set(graph.operators.map(\.output))
    for (id, tensor) in graph.tensors.enumerated() where !written.contains(id) {
      let storage = add(
        Storage(
          name: tensor.name, map: FeatureMap(shape: tensor.shape, architecture), zeroPoint: zeroPoint(id),
          origin: tensor.constant.map { .constant($0.elements) } ?? .input))
      result.storageOfTensor[id] = storage
      if id == graph.input { result.input = storage }
    }
    for operation in graph.operators where !hostOutputs.contains(operation.index) { lower(operation) }
    let last = hostOperators.first?.inputs[0] ?? graph.output
    result.output = result.storageOfTensor[last] ?? result.input
    result.chooseInput()
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

  static func title(_ operation: Operator) -> String { "operator \(operation.index) (\(operation.name))" }
  func title(_ operation: Operator) -> String { Self.title(operation) }

  mutating func refuse(_ operation: Operator, _ reason: String) {
    problems.append(Problem(operation: operation, reason: reason))
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

  /// A tensor as a map of these extents.
  ///
  /// Where its elements would have to lie elsewhere, the host puts them there if the tensor is the network's input or a
  /// constant, and a step moves them if it is not. Nil, with the reason noted, where that is not possible.
  ///
  /// - Parameter adjacentColumns: whether the columns of a row must be neighbours in memory.
  mutating func view(
    _ tensor: TensorID, of operation: Operator, rows: Int, columns: Int, channels: Int, adjacentColumns: Bool = false
  ) -> MapView? {
    guard let storage = result.storageOfTensor[tensor] else { return nil }
    let map = result.storages[storage].map
    if map.channels == channels, let steps = map.steps(asRows: rows, columns: columns),
      !adjacentColumns || columns == 1 || steps.column == .nextColumn
    {
      return MapView(storage: storage, row: steps.row, column: steps.column)
    }
    let target = FeatureMap(rows: rows, columns: columns, channels: channels, architecture)
    return rearranged(storage, into: target, for: operation).map {
      MapView(storage: $0, row: .nextRow, column: .nextColumn)
    }
  }

  /// Whether the elements of a tensor lie where the host puts them: they may as well lie as an operator needs them.
  func isLaidOutByHost(_ storage: StorageID) -> Bool { result.storages[storage].origin != .step }

  /// A map of other extents with the elements of one; nil, with the reason noted, where they cannot be brought there.
  private mutating func rearranged(
    _ storage: StorageID, into target: FeatureMap, for operation: Operator
  ) -> StorageID? {
    let key = [storage, target.rows, target.columns, target.channels]
    if let known = rearranged[key] { return known }
    let source = result.storages[storage]
    guard isLaidOutByHost(storage) || source.map.canMove(into: target) else {
      refuse(operation, Self.reasonNotToMove(source.map, into: target))
      return nil
    }
    let id = add(
      Storage(name: source.name + " (reshaped)", map: target, zeroPoint: source.zeroPoint, origin: source.origin))
    rearranged[key] = id
    switch source.origin {
    case .input: result.inputCopies.append(id)
    case .constant: break
    case .step:
      result.steps.append(
        Step(
          name: title(operation) + ", operand reshaped", operatorIndex: operation.index,
          work: .vector(source.map.moves(storage, into: target, id))))
    }
    return id
  }

  private static func reasonNotToMove(_ map: FeatureMap, into target: FeatureMap) -> String {
    func extents(_ map: FeatureMap) -> String {
      "\(map.rows) x \(map.columns) x \(map.channels) channel\(map.channels == 1 ? "" : "s")"
    }
    return "its operand of \(extents(map)) is reshaped to \(extents(target)) within the network, where the accelerator "
      + "moves whole vectors of \(map.lanes) channels: both numbers of channels must be equal or multiples of "
      + "\(map.lanes); where the network begins or ends, a RESHAPE may be any"
  }
}

extension LoweredNetwork {
  /// Makes the first layout of the input that is needed the input itself, if nothing reads it as the network has it.
  fileprivate mutating func chooseInput() {
    let used = Set(steps.flatMap(\.inputs) + [output])
    guard !used.contains(input), !inputCopies.isEmpty else { return }
    let unused = input
    input = inputCopies.removeFirst()
    for (tensor, storage) in storageOfTensor where storage == unused { storageOfTensor[tensor] = input }
  }
}

extension Operator {
  var isSoftmax: Bool {
    if case .softmax = kind { return true }
    return false
  }
}
