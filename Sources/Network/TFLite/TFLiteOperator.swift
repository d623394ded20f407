/// One operator of a `.tflite` file that is known to be of a supported kind.
struct TFLiteOperator {
  private static let maximumOperands = 16

  let index: Int
  let code: TFLiteOperatorCode
  /// Indices of tensors; -1 for an operand that is left out.
  let inputs: [Int]
  let outputs: [Int]
  /// Absent options have their defaults, which are mostly 0.
  let options: FlatBufferTable?
  private let file: String

  var name: String { code.name }

  init(_ record: TFLiteOperatorRecord) throws(ReadError) {
    guard let code = record.code else {
      throw record.error(
        "this operator is not supported",
        "supported are \(Graph.supportedTFLiteOperators.joined(separator: ", "))")
    }
    (index, file, self.code) = (record.index, record.file, code)
    (inputs, outputs) = (record.inputs, record.outputs)
    for operands in [inputs, outputs] where operands.count > Self.maximumOperands {
      throw record.error("it has \(operands.count) operands", "the file is damaged")
    }
    let optionsType = try record.table.int8(3)
    guard optionsType == 0 || optionsType == code.optionsType else {
      throw record.error(
        "its options are of another operator (type \(optionsType))", "type \(code.optionsType) is right")
    }
    options = optionsType == 0 ? nil : try record.table.table(4)
    guard outputs.count == 1 else { throw record.error("it has \(outputs.count) outputs", "1 is right") }
  }

  func error(_ problem: String, _ remedy: String = "") -> ReadError {
    ReadError(file: file, location: .operation(index, name: name), problem: problem, remedy: remedy)
  }

  /// Runs `body`, whose errors are about this operator's dimensions or scales, and says where they come from.
  func locating<T, E: Error & CustomStringConvertible>(_ body: () throws(E) -> T) throws(ReadError) -> T {
    do {
      return try body()
    } catch {
      throw self.error(error.description)
    }
  }

  func requireOperands(_ counts: ClosedRange<Int>) throws(ReadError) {
    guard counts.contains(inputs.count) else {
      let range =
        counts.lowerBound == counts.upperBound ? "\(counts.lowerBound)" : "\(counts.lowerBound) to \(counts.upperBound)"
      throw error("it has \(inputs.count) inputs", "\(range) are right")
    }
  }

  // MARK: Options that several operators have, by the number of their field

  func activation(field: Int) throws(ReadError) -> Activation {
    let code = try options?.int8(field) ?? 0
    switch code {
    case 0: return .none
    case 1: return .relu
    case 3: return .relu6
    default:
      let names = [2: "RELU_N1_TO_1", 4: "TANH", 5: "SIGN_BIT"]
      throw error(
        "its fused activation \(names[code] ?? "number \(code)") is not supported", "supported are NONE, RELU and RELU6"
      )
    }
  }

  /// An extent, stride or dilation.
  func positive(field: Int, default value: Int = 0, _ what: String) throws(ReadError) -> Int {
    let found = try options?.int32(field, default: value) ?? value
    guard found > 0, found <= FileLimits.elements else { throw error("its \(what) is \(found)", "it must be positive") }
    return found
  }

  /// Padding of a window that slides over rows and columns, from the scheme in field 0: 0 is `SAME`, 1 is `VALID`.
  func padding(rows: WindowAxis, columns: WindowAxis) throws(ReadError) -> Padding {
    let scheme = try options?.int8(0) ?? 0
    switch scheme {
    case 0:
      let (vertical, horizontal) = (rows.samePadding, columns.samePadding)
      return Padding(
        top: vertical.before, bottom: vertical.after, left: horizontal.before, right: horizontal.after)
    case 1: return .none
    default: throw error("its padding scheme is number \(scheme)", "0 (SAME) or 1 (VALID) is right")
    }
  }
}
