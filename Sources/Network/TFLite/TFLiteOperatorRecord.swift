/// One operator's record in a `.tflite` file, of any kind.
struct TFLiteOperatorRecord {
  /// More would not be an operator but an attempt to exhaust time with tables that share their bytes.
  private static let maximumOperands = 4096

  let index: Int
  /// The operator's number in the schema.
  let number: Int
  /// What the schema calls it, and a custom operator's own name.
  let name: String
  /// Indices of tensors; -1 for an operand that is left out.
  let inputs: [Int]
  let outputs: [Int]
  let table: FlatBufferTable
  var file: String { table.buffer.file }

  /// Nil where it is not supported.
  var code: TFLiteOperatorCode? { TFLiteOperatorCode(rawValue: number) }

  init(_ table: FlatBufferTable, code: FlatBufferTable, index: Int) throws(ReadError) {
    // Old files have the code in a byte, where new ones put 127 for codes that do not fit.
    number = max(try code.int8(0), try code.int32(3))
    let custom = try code.string(1)
    name = TFLiteOperatorCode.name(ofCode: number) + (custom.isEmpty ? "" : " \(custom)")
    (self.table, self.index) = (table, index)
    let location = ReadError.Location.operation(index, name: name)
    func operands(_ field: Int) throws(ReadError) -> [Int] {
      guard let vector = try table.vector(field, stride: 4) else { return [] }
      guard vector.count <= Self.maximumOperands else {
        throw ReadError(
          file: table.buffer.file, location: location, problem: "it has \(vector.count) operands",
          remedy: "the file is damaged")
      }
      return try vector.int32Values()
    }
    inputs = try operands(1)
    outputs = try operands(2)
  }

  func error(_ problem: String, _ remedy: String = "") -> ReadError {
    ReadError(file: file, location: .operation(index, name: name), problem: problem, remedy: remedy)
  }
}
