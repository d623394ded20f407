extension Graph {
  /// The operators of a `.tflite` file that can be read, by the names of its schema.
  public static let supportedTFLiteOperators = TFLiteOperatorCode.allCases.map(\.name)

  /// Reads a quantised network from a `.tflite` file (a FlatBuffer with the identifier `TFL3`).
  ///
  /// The network must be int8 with int32 biases, of fixed shapes but for the batch, with one input, one output and no
  /// control flow. Everything that hardware needs at compile time is worked out here: explicit padding, multipliers,
  /// bounds of the fused activations, and weights in one layout.
  ///
  /// The file is taken for untrusted: whatever its bytes, the result is a consistent graph or an error, in time and
  /// memory bounded by 2^28 elements of feature maps, of weights and of constants.
  public init(tfliteFileAt path: String) throws(ReadError) {
    try self.init(tflite: try readBytes(ofFileAt: path), file: path)
  }

  /// As ``init(tfliteFileAt:)``, from bytes that are in memory already; `file` is how messages call them.
  public init(tflite bytes: [UInt8], file: String) throws(ReadError) {
    let model = try TFLiteModel(FlatBuffer(bytes: bytes, file: file))
    var importer = TFLiteImporter(model)
    self = try importer.graph()
  }
}
