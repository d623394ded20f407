/// The tables of a `.tflite` file that hold a network: looked at, not yet interpreted.
struct TFLiteModel {
  /// More would not be a network but an attempt to exhaust memory with tables that share their bytes.
  static let maximumTables = 1 << 16

  /// What every file with the identifier `TFL3` says of its version.
  private static let schemaVersion = 3

  let buffer: FlatBuffer
  private let operatorCodes: FlatBufferVector
  private let tensors: FlatBufferVector
  private let operators: FlatBufferVector
  private let buffers: FlatBufferVector
  /// How many networks the file has; the first one is looked at, the others belong to its control flow.
  let subgraphCount: Int
  /// Indices of tensors.
  let inputs: [Int]
  let outputs: [Int]

  var tensorCount: Int { tensors.count }
  var operatorCount: Int { operators.count }

  init(_ buffer: FlatBuffer) throws(ReadError) {
    self.buffer = buffer
    let hasIdentifier = buffer.bytes.count >= 8 && buffer.bytes[4..<8].elementsEqual("TFL3".utf8)
    if !hasIdentifier, let format = ForeignFormat.network(buffer.bytes, file: buffer.file) {
      throw ReadError(file: buffer.file, problem: "this is \(format.name)", remedy: format.remedy)
    }
    let model = try buffer.root(identifier: "TFL3")
    func require(_ vector: FlatBufferVector?, _ what: String) throws(ReadError) -> FlatBufferVector {
      guard let vector else { throw ReadError(file: buffer.file, problem: "the file has no \(what)") }
      return vector
    }
    let version = try model.unsigned32(0)
    guard version == Self.schemaVersion else {
      throw ReadError(
        file: buffer.file, problem: "this is version \(version) of the .tflite format",
        remedy: "version \(Self.schemaVersion) is read, which TensorFlow Lite has written since 2017")
    }
    operatorCodes = try require(try model.vector(1, stride: 4), "list of operator codes")
    buffers = try require(try model.vector(4, stride: 4), "list of buffers")
    let graphs = try require(try model.vector(2, stride: 4), "network")
    guard graphs.count > 0 else { throw ReadError(file: buffer.file, problem: "the file has no network") }
    subgraphCount = graphs.count
    let graph = try graphs.table(0)
    tensors = try require(try graph.vector(0, stride: 4), "list of tensors")
    operators = try require(try graph.vector(3, stride: 4), "list of operators")
    inputs = try require(try graph.vector(1, stride: 4), "list of inputs").int32Values()
    outputs = try require(try graph.vector(2, stride: 4), "list of outputs").int32Values()
    for (what, count) in [("tensors", tensors.count), ("operators", operators.count)]
    where count > Self.maximumTables {
      throw ReadError(
        file: buffer.file, problem: "the network has \(count) \(what)", remedy: "at most \(Self.maximumTables) are read"
      )
    }
  }

  /// Tensor `index`, which an operator or the network's interface refers to.
  func tensor(_ index: Int) throws(ReadError) -> TFLiteTensor {
    guard index >= 0, index < tensors.count else {
      throw ReadError(
        file: buffer.file, problem: "tensor \(index) is referred to, but the network has \(tensors.count)",
        remedy: "the file is damaged")
    }
    return try TFLiteTensor(try tensors.table(index), index: index)
  }

  func operation(_ index: Int) throws(ReadError) -> TFLiteOperatorRecord {
    let table = try operators.table(index)
    let codeIndex = try table.unsigned32(0)
    guard codeIndex < operatorCodes.count else {
      throw ReadError(
        file: buffer.file, location: .byte(table.position),
        problem: "operator \(index) has code \(codeIndex) of a list of \(operatorCodes.count)",
        remedy: "the file is damaged")
    }
    let code = try operatorCodes.table(codeIndex)
    return try TFLiteOperatorRecord(table, code: code, index: index)
  }

  /// The bytes of a constant, or nil if the tensor is computed.
  func constant(of tensor: TFLiteTensor) throws(ReadError) -> ArraySlice<UInt8>? {
    let index = try tensor.bufferIndex()
    guard index < buffers.count else {
      throw tensor.error("its buffer is number \(index) of \(buffers.count)", "the file is damaged")
    }
    let table = try buffers.table(index)
    // Fields 1 and 2 place large data behind the FlatBuffer; an offset of 1 or less says that there are none.
    guard try table.unsigned64(1) <= 1 else {
      throw tensor.error("its data lie outside the FlatBuffer", "store the weights inside (a file of less than 2 GB)")
    }
    guard let data = try table.vector(0, stride: 1), data.count > 0 else { return nil }
    return data.bytes
  }
}
