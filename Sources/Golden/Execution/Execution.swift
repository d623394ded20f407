import Network

/// All that one inference of a network computes.
public struct Execution: Sendable {
  /// What one operator computed.
  public struct Step: Sendable {
    /// The operator.
    public let operation: Operator
    /// Its result, in the shape that the network says.
    public let output: Tensor<Int8>
    /// For layers with weights, the sums of products before the bias is added, in the output's shape.
    public let sums: Tensor<Int32>?
    /// For layers with weights, the sums with the bias.
    public let accumulators: Tensor<Int32>?
    /// For layers with weights, what there was to multiply.
    public let statistics: MACStatistics?

    init(
      operation: Operator, output: Tensor<Int8>, sums: Tensor<Int32>? = nil, accumulators: Tensor<Int32>? = nil,
      statistics: MACStatistics? = nil
    ) {
      self.operation = operation
      self.output = output
      self.sums = sums
      self.accumulators = accumulators
      self.statistics = statistics
    }
  }

  /// What the network was given, in the shape of its input.
  public let input: Tensor<Int8>
  /// What the network's output tensor holds at the end.
  public let output: Tensor<Int8>
  /// One for each operator, in the order of execution.
  public let steps: [Step]

  /// The multiply-accumulates of all layers together.
  public var statistics: MACStatistics { steps.reduce(.none) { $0 + ($1.statistics ?? .none) } }
}
