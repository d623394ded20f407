import TextFiles

/// Turns the tables of a `.tflite` file into a ``Graph``, operator by operator.
struct TFLiteImporter {
  let model: TFLiteModel
  private var tensors: [GraphTensor] = []
  /// Where the file's tensors stand in the graph, once they have a value.
  private var identifiers: [Int: TensorID] = [:]
  private var budget = TFLiteBudget()
  /// In a survey: tensors of the file that have a value which nothing here computes.
  private var unreadable: Set<Int> = []

  /// Inputs that a survey looks at; one is supported, and each is looked for in all operators.
  private static let surveyedInputs = 64

  init(_ model: TFLiteModel) { self.model = model }

  /// The network, of which everything can be read.
  mutating func graph() throws(ReadError) -> Graph {
    try checkInterface()
    let inputRecord = try model.tensor(model.inputs[0])
    if let conversion = try conversion(ofInput: inputRecord) { throw conversion }
    let input = try defineInput(inputRecord)
    try checkOperatorCount()
    try checkOutput()
    var operators: [Operator] = []
    for index in 0..<model.operatorCount { operators.append(try convert(try model.operation(index))) }
    return Graph(
      name: model.buffer.file.shown(limit: .max), tensors: tensors, operators: operators, input: input,
      output: try output())
  }

  /// What can be read of the network, and what cannot.
  mutating func survey() -> NetworkSurvey {
    var problems: [ReadError] = []
    func note(_ body: () throws(ReadError) -> Void) {
      do { try body() } catch { if !problems.contains(error) { problems.append(error) } }
    }
    note(checkInterface)
    var input: TensorID?
    for index in model.inputs.prefix(Self.surveyedInputs) {
      note { () throws(ReadError) in
        let record = try model.tensor(index)
        unreadable.insert(index)
        // Where an operator turns it into int8, that one has the problem.
        guard try conversion(ofInput: record) == nil else { return }
        let id = try defineInput(record)
        input = input ?? id
      }
    }
    note(checkOperatorCount)
    note(checkOutput)
    var operators: [NetworkSurvey.SurveyedOperator] = []
    for index in 0..<model.operatorCount {
      note { () throws(ReadError) in operators.append(survey(try model.operation(index))) }
    }
    let output = try? self.output()
    if operators.allSatisfy({ $0.problem == nil }) { note { () throws(ReadError) in _ = try self.output() } }
    return NetworkSurvey(
      file: model.buffer.file, operators: operators, problems: problems,
      graph: Graph(
        name: model.buffer.file.shown(limit: .max), tensors: tensors, operators: operators.compactMap(\.operation),
        input: input ?? -1,
        output: output ?? -1))
  }

  private mutating func survey(_ record: TFLiteOperatorRecord) -> NetworkSurvey.SurveyedOperator {
    let macs = record.macs(in: model)
    do {
      let operation = try convert(record)
      return NetworkSurvey.SurveyedOperator(record, macs: macs, operation: operation, problem: nil)
    } catch {
      unreadable.formUnion(record.outputs)
      return NetworkSurvey.SurveyedOperator(record, macs: macs, operation: nil, problem: error)
    }
  }

  // MARK: The network as a whole

  private func checkInterface() throws(ReadError) {
    guard model.subgraphCount == 1 else {
      throw ReadError(
        file: model.buffer.file, problem: "the file has \(model.subgraphCount) subgraphs",
        remedy: "one without control flow is supported")
    }
    guard model.inputs.count == 1, model.outputs.count == 1 else {
      throw ReadError(
        file: model.buffer.file,
        problem: "the network has \(model.inputs.count) inputs and \(model.outputs.count) outputs",
        remedy: "one of each is supported")
    }
  }

  private mutating func defineInput(_ record: TFLiteTensor) throws(ReadError) -> TensorID {
    guard try model.constant(of: record) == nil else {
      throw record.error("the network's input is a constant", "the file is damaged")
    }
    return try define(record)
  }

  private func checkOperatorCount() throws(ReadError) {
    guard model.operatorCount > 0 else {
      throw ReadError(file: model.buffer.file, problem: "the network has no operators")
    }
  }

  private func checkOutput() throws(ReadError) {
    guard let input = model.inputs.first, model.outputs.first == input else { return }
    throw try model.tensor(input).error("the network's output is its input", "an operator has to compute the output")
  }

  private func output() throws(ReadError) -> TensorID {
    guard let index = model.outputs.first else {
      throw ReadError(file: model.buffer.file, problem: "the network has no output")
    }
    guard let output = identifiers[index], tensors[output].constant == nil else {
      throw try model.tensor(index).error("no operator writes the network's output", "the file is damaged")
    }
    return output
  }

  // MARK: Operators

  private mutating func convert(_ record: TFLiteOperatorRecord) throws(ReadError) -> Operator {
    if let conversion = try conversion(atAnEnd: record) { throw conversion }
    let operation = try TFLiteOperator(record)
    return switch operation.code {
    case .conv2D: try convolution(operation)
    case .depthwiseConv2D: try depthwiseConvolution(operation)
    case .fullyConnected: try fullyConnected(operation)
    case .add, .sub: try sum(operation)
    case .mul: try product(operation)
    case .averagePool2D, .maxPool2D: try pool(operation)
    case .reshape: try reshape(operation)
    case .softmax: try softmax(operation)
    }
  }

  // MARK: Tensors

  func tensor(_ id: TensorID) -> GraphTensor { tensors[id] }

  /// Operand `position` as a feature map: something that was computed before, or a constant.
  mutating func featureMap(_ operation: TFLiteOperator, _ position: Int) throws(ReadError) -> TensorID {
    let record = try model.tensor(operation.inputs[position])
    if let id = identifiers[record.index] { return id }
    if unreadable.contains(record.index) { return try define(record) }
    guard let bytes = try model.constant(of: record) else {
      throw operation.error(
        "it reads tensor \(record.index) (\(record.name)), which no earlier operator has written",
        "operators must stand in the order of execution")
    }
    let values: Tensor<Int8> = try constant(record, bytes: bytes, role: "an operand")
    return try define(record, constant: values)
  }

  /// A constant of given element type; counted, since operators may share it and each keeps its own copy.
  mutating func constant<Element: TensorElement>(
    _ record: TFLiteTensor, bytes: ArraySlice<UInt8>, role: String
  ) throws(ReadError) -> Tensor<Element> {
    try record.require(Element.elementType, as: role)
    try budget.take(record.count, of: .constants, for: record)
    guard bytes.count == record.count * Element.elementType.byteCount else {
      throw record.error(
        "it has \(bytes.count) bytes of data",
        "shape \(record.shape) of \(Element.elementType) takes \(record.count * Element.elementType.byteCount)")
    }
    return Tensor(shape: record.shape, decoding: bytes)
  }

  /// Gives a tensor of the file its place in the graph.
  @discardableResult
  private mutating func define(
    _ record: TFLiteTensor, constant: Tensor<Int8>? = nil
  ) throws(ReadError) -> TensorID {
    try record.require(.int8, as: "a feature map")
    guard constant != nil || !record.shape.isEmpty else {
      throw record.error("it has no dimensions", "the first dimension of a feature map is the batch")
    }
    try budget.take(record.count, of: .featureMaps, for: record)
    let tensor = GraphTensor(
      name: record.name, shape: record.shape, quantization: try record.quantization(), constant: constant)
    identifiers[record.index] = tensors.count
    tensors.append(tensor)
    return tensors.count - 1
  }

  /// Counts output channels, each of which has a multiplier of its own.
  mutating func take(channels: Int, for record: TFLiteTensor) throws(ReadError) {
    try budget.take(channels, of: .channels, for: record)
  }

  // MARK: Results

  /// The record of an operator's output.
  func outputRecord(_ operation: TFLiteOperator) throws(ReadError) -> TFLiteTensor {
    try model.tensor(operation.outputs[0])
  }

  /// The quantisation of an operator's output.
  func outputQuantization(_ operation: TFLiteOperator) throws(ReadError) -> Quantization {
    try outputRecord(operation).quantization()
  }

  /// Completes an operator; `shape` is what follows from its operands, and the file must agree.
  mutating func finish(
    _ operation: TFLiteOperator, _ kind: Operator.Kind, inputs: [TensorID], shape: [Int]
  ) throws(ReadError) -> Operator {
    let record = try outputRecord(operation)
    guard identifiers[record.index] == nil, try model.constant(of: record) == nil else {
      throw operation.error(
        "it writes tensor \(record.index) (\(record.name)), which has a value already", "the file is damaged")
    }
    guard record.shape == shape else {
      throw operation.error("its output has shape \(record.shape)", "\(shape) follows from its inputs")
    }
    return Operator(
      index: operation.index, name: operation.name, kind: kind, inputs: inputs, output: try define(record))
  }

  /// Requires an operator that only moves or selects values to leave their meaning alone.
  func requireSameQuantization(_ operation: TFLiteOperator, input: TensorID) throws(ReadError) {
    let (before, after) = (tensors[input].quantization, try outputQuantization(operation))
    guard before == after else {
      throw operation.error(
        "its input has scale \(before.scale) and zero point \(before.zeroPoint), its output \(after.scale) and "
          + "\(after.zeroPoint)", "they must be the same")
    }
  }
}
