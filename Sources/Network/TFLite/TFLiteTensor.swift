/// One tensor's record in a `.tflite` file.
struct TFLiteTensor {
  private static let maximumRank = 8

  let index: Int
  let name: String
  /// Positive extents of at most 2^28 elements together.
  private(set) var shape: [Int] = []
  private let table: FlatBufferTable

  init(_ table: FlatBufferTable, index: Int) throws(ReadError) {
    self.table = table
    self.index = index
    name = try table.string(3)
    shape = try extents(field: 0)
    guard shape.allSatisfy({ $0 > 0 }), FileLimits.elementCount(shape) != nil else {
      throw error("its shape is \(shape)", "positive extents of at most \(FileLimits.elements) elements are supported")
    }
    // The signature has -1 where the shape may differ from run to run.
    guard try !extents(field: 7).dropFirst().contains(where: { $0 < 0 }) else {
      throw error("its shape is dynamic", "only the first dimension, the batch, may be")
    }
    guard try table.int8(5) == 0 else { throw error("it is a variable", "networks with state are not supported") }
    guard try !table.hasField(6) else { throw error("it is stored as a sparse tensor", "dense ones are supported") }
  }

  var count: Int { shape.reduce(1, *) }

  func error(_ problem: String, _ remedy: String = "") -> ReadError {
    ReadError(file: table.buffer.file, location: .tensor(index, name: name), problem: problem, remedy: remedy)
  }

  func bufferIndex() throws(ReadError) -> Int { try table.unsigned32(2) }

  private func extents(field: Int) throws(ReadError) -> [Int] {
    guard let vector = try table.vector(field, stride: 4) else { return [] }
    guard vector.count <= Self.maximumRank else {
      throw error("it has \(vector.count) dimensions", "at most \(Self.maximumRank) are supported")
    }
    return try vector.int32Values()
  }

  // MARK: Element type

  /// 9 in the schema.
  var isInt8: Bool { (try? table.int8(1)) == 9 }

  /// What the schema calls the type of its elements.
  var typeName: String { Self.typeName((try? table.int8(1)) ?? 0) }

  func require(_ type: ElementType, as role: String) throws(ReadError) {
    let code = try table.int8(1)
    let supported: [ElementType: Int] = [.int8: 9, .int32: 2]
    guard code == supported[type] else {
      throw error(
        "\(role) has elements of type \(Self.typeName(code))",
        "\(type) is needed: the network must be quantised to int8 with int32 biases")
    }
  }

  private static func typeName(_ code: Int) -> String {
    let names = [
      "FLOAT32", "FLOAT16", "INT32", "UINT8", "INT64", "STRING", "BOOL", "INT16", "COMPLEX64", "INT8", "FLOAT64",
      "COMPLEX128", "UINT64", "RESOURCE", "VARIANT", "UINT32", "UINT16", "INT4", "BFLOAT16",
    ]
    return names.indices.contains(code) ? names[code] : "number \(code)"
  }

  // MARK: Quantisation

  /// Scale and zero point of a feature map.
  func quantization() throws(ReadError) -> Quantization {
    let scales = try scales(maximum: 1)
    guard scales.count == 1, scales[0] > 0 else {
      throw error("a feature map needs one positive scale, and has \(scales)", "quantise the network to int8")
    }
    let zeroPoint = try zeroPoints(maximum: 1).first ?? 0
    guard (-128...127).contains(zeroPoint) else {
      throw error("its zero point is \(zeroPoint)", "an int8 tensor's lies in -128...127")
    }
    return Quantization(scale: scales[0], zeroPoint: zeroPoint)
  }

  /// The scales of weights: one, or one for each output channel; the zero points must be 0.
  func weightScales(channels: Int) throws(ReadError) -> [Float] {
    let scales = try scales(maximum: channels)
    guard scales.count == 1 || scales.count == channels else {
      throw error("weights of \(channels) output channels have \(scales.count) scales", "1 or \(channels) are needed")
    }
    guard try zeroPoints(maximum: channels).allSatisfy({ $0 == 0 }) else {
      throw error("weights have a zero point other than 0", "symmetric weights are supported")
    }
    return scales
  }

  private func scales(maximum: Int) throws(ReadError) -> [Float] {
    guard let vector = try quantizationVector(2, stride: 4, maximum: maximum) else { return [] }
    var scales: [Float] = []
    for index in 0..<vector.count {
      let scale = try vector.float(index)
      guard scale.isFinite, scale >= 0 else {
        throw error("its scale \(index) is \(scale)", "scales are positive numbers")
      }
      scales.append(scale)
    }
    return scales
  }

  private func zeroPoints(maximum: Int) throws(ReadError) -> [Int] {
    guard let vector = try quantizationVector(3, stride: 8, maximum: maximum) else { return [] }
    var zeroPoints: [Int] = []
    for index in 0..<vector.count { zeroPoints.append(try vector.int64(index)) }
    return zeroPoints
  }

  /// A vector of the quantisation table; its length is checked before it is read, as it may share bytes with others.
  private func quantizationVector(
    _ field: Int, stride: Int, maximum: Int
  ) throws(ReadError) -> FlatBufferVector? {
    guard let vector = try table.table(4)?.vector(field, stride: stride) else { return nil }
    guard vector.count <= maximum else {
      throw error("it has \(vector.count) scales or zero points", "at most \(maximum) are possible here")
    }
    return vector
  }
}
