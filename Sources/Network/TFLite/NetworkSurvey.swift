/// What a `.tflite` file consists of, operator by operator, and all that keeps it from being read as a ``Graph``.
public struct NetworkSurvey: Sendable {
  /// An operator of the file.
  public struct SurveyedOperator: Sendable {
    /// The place in the order of execution, from 0.
    public let index: Int
    /// What the file's format calls it, for example `CONV_2D`; with its own name if it is a custom operator.
    public let name: String
    /// Multiply-accumulates of an inference, those with padding included; 0 for what has no weights.
    public let macs: Int
    /// Nil where there is a problem.
    public let operation: Operator?
    /// The first reason why it cannot be read; nil where it can.
    public let problem: ReadError?
  }

  /// What messages call the network.
  public let file: String
  /// In the order of the file.
  public let operators: [SurveyedOperator]
  /// What is wrong with the network as a whole: its inputs and outputs, its control flow, damage.
  public let problems: [ReadError]
  /// The operators without a problem.
  ///
  /// Those of their operands that are made by another operator are written by none; the input or the output is -1 where
  /// it could not be read.
  public let graph: Graph

  /// Whether everything can be read: then ``graph`` is the network.
  public var isComplete: Bool { problems.isEmpty && operators.allSatisfy { $0.problem == nil } }

  /// - Throws: `ReadError` where the file is no `.tflite` file, or its lists of tensors and operators are damaged.
  public init(tfliteFileAt path: String) throws(ReadError) {
    try self.init(tflite: try readBytes(ofFileAt: path), file: path)
  }

  /// As ``init(tfliteFileAt:)``, from bytes that are in memory already; `file` is how messages call them.
  public init(tflite bytes: [UInt8], file: String) throws(ReadError) {
    var importer = TFLiteImporter(try TFLiteModel(FlatBuffer(bytes: bytes, file: file)))
    self = importer.survey()
  }

  init(file: String, operators: [SurveyedOperator], problems: [ReadError], graph: Graph) {
    (self.file, self.operators, self.problems, self.graph) = (file, operators, problems, graph)
  }
}

extension NetworkSurvey.SurveyedOperator {
  init(_ record: TFLiteOperatorRecord, macs: Int, operation: Operator?, problem: ReadError?) {
    self.init(index: record.index, name: record.name, macs: macs, operation: operation, problem: problem)
  }
}
