import TestSupport

/// A small `.tflite` file of one operator, every part of which a test can change.
struct TFLiteFixture {
  struct Record {
    var name: String
    var shape: [Int32]
    var type: Int8 = 9
    var buffer: Int32 = 0
    var scales: [Float] = [0.5]
    var zeroPoints: [Int64] = [0]
    /// Fields besides shape, type, buffer, name and quantisation.
    var more: [Int: FlatBufferValue] = [:]

    var value: FlatBufferValue {
      let quantization: FlatBufferValue = .table([2: .floats(scales), 3: .int64s(zeroPoints)])
      let fields: [Int: FlatBufferValue] = [
        0: .int32s(shape), 1: .int8(type), 2: .int32(buffer), 3: .string(name), 4: quantization,
      ]
      return .table(fields.merging(more) { $1 })
    }
  }

  var code: Int32
  var customCode: String?
  var optionsType: Int8
  var options: [Int: FlatBufferValue]
  var tensors: [Record]
  /// The data of buffers from number 1; number 0 is the empty one.
  var buffers: [[UInt8]] = []
  var inputs: [Int32]
  var outputs: [Int32]
  var graphInputs: [Int32] = [0]
  var graphOutputs: [Int32]
  var subgraphs = 1
  var identifier = "TFL3"
  var version: Int32 = 3

  var bytes: [UInt8] {
    var codeFields: [Int: FlatBufferValue] = [0: .int8(Int8(min(code, 127))), 3: .int32(code)]
    codeFields[1] = customCode.map { .string($0) }
    let operation: FlatBufferValue = .table([
      1: .int32s(inputs), 2: .int32s(outputs), 3: .int8(optionsType), 4: .table(options),
    ])
    let graph: FlatBufferValue = .table([
      0: .tables(tensors.map(\.value)), 1: .int32s(graphInputs), 2: .int32s(graphOutputs), 3: .tables([operation]),
    ])
    let data: [FlatBufferValue] = [.table([:])] + buffers.map { .table([0: .bytes($0)]) }
    let root: FlatBufferValue = .table([
      0: .int32(version), 1: .tables([.table(codeFields)]), 2: .tables(Array(repeating: graph, count: subgraphs)),
      4: .tables(data),
    ])
    return FlatBufferWriter.file(root: root, identifier: identifier)
  }

  /// 3x3 filters, 4 of them, over a 5x6 input of 2 channels; `SAME` padding, stride 1.
  static let convolution = TFLiteFixture(
    code: 3, optionsType: 1,
    options: [0: .int8(0), 1: .int32(1), 2: .int32(1), 3: .int8(1), 4: .int32(1), 5: .int32(1)],
    tensors: [
      Record(name: "x", shape: [1, 5, 6, 2], zeroPoints: [-3]),
      Record(name: "w", shape: [4, 3, 3, 2], buffer: 1, scales: [0.1, 0.2, 0.3, 0.4], zeroPoints: [0, 0, 0, 0]),
      Record(name: "b", shape: [4], type: 2, buffer: 2),
      Record(name: "y", shape: [1, 5, 6, 4], zeroPoints: [-128]),
    ],
    buffers: [(0..<72).map { UInt8(truncatingIfNeeded: $0 * 7) }, Array(repeating: 1, count: 16)],
    inputs: [0, 1, 2], outputs: [3], graphOutputs: [3])

  /// A depthwise convolution with multiplier 2 over 3 channels, 2x2, stride 2, `VALID`.
  static let depthwise = TFLiteFixture(
    code: 4, optionsType: 2,
    options: [0: .int8(1), 1: .int32(2), 2: .int32(2), 3: .int32(2), 4: .int8(0)],
    tensors: [
      Record(name: "x", shape: [1, 4, 5, 3]),
      Record(name: "w", shape: [1, 2, 2, 6], buffer: 1),
      Record(name: "b", shape: [6], type: 2, buffer: 2),
      Record(name: "y", shape: [1, 2, 2, 6]),
    ],
    buffers: [(0..<24).map { UInt8($0) }, Array(repeating: 0, count: 24)],
    inputs: [0, 1, 2], outputs: [3], graphOutputs: [3])

  static let fullyConnected = TFLiteFixture(
    code: 9, optionsType: 8, options: [:],
    tensors: [
      Record(name: "x", shape: [1, 2, 3]),
      Record(name: "w", shape: [4, 6], buffer: 1),
      Record(name: "y", shape: [1, 4]),
    ],
    buffers: [Array(repeating: 3, count: 24)], inputs: [0, 1, -1], outputs: [2], graphOutputs: [2])

  static let add = TFLiteFixture(
    code: 0, optionsType: 11, options: [:],
    tensors: [
      Record(name: "x", shape: [1, 2, 3]),
      Record(name: "c", shape: [3], buffer: 1),
      Record(name: "y", shape: [1, 2, 3]),
    ],
    buffers: [[1, 2, 3]], inputs: [0, 1], outputs: [2], graphOutputs: [2])

  static let pool = TFLiteFixture(
    code: 1, optionsType: 5,
    options: [0: .int8(0), 1: .int32(2), 2: .int32(2), 3: .int32(3), 4: .int32(3), 5: .int8(0)],
    tensors: [Record(name: "x", shape: [1, 4, 4, 2]), Record(name: "y", shape: [1, 2, 2, 2])],
    inputs: [0], outputs: [1], graphOutputs: [1])

  static let reshape = TFLiteFixture(
    code: 22, optionsType: 17, options: [:],
    tensors: [Record(name: "x", shape: [1, 4, 4, 2]), Record(name: "y", shape: [1, 32])],
    inputs: [0], outputs: [1], graphOutputs: [1])

  static let softmax = TFLiteFixture(
    code: 25, optionsType: 9, options: [0: .float(1)],
    tensors: [
      Record(name: "x", shape: [1, 10]), Record(name: "y", shape: [1, 10], scales: [1 / 256], zeroPoints: [-128]),
    ],
    inputs: [0], outputs: [1], graphOutputs: [1])

  static let all = [convolution, depthwise, fullyConnected, add, pool, reshape, softmax]

  func changed(_ change: (inout TFLiteFixture) -> Void) -> TFLiteFixture {
    var copy = self
    change(&copy)
    return copy
  }
}
