import Network

extension Execution {
  /// The first operand of each layer with weights, by the operator's index.
  ///
  /// - Parameter graph: the network whose execution this is.
  public func layerOperands(in graph: Graph) -> [Int: Tensor<Int8>] {
    var operands: [Int: Tensor<Int8>] = [:]
    for step in steps where step.statistics != nil {
      let id = step.operation.inputs[0]
      operands[step.operation.index] =
        id == graph.input
        ? input : graph.tensors[id].constant ?? steps.first { $0.operation.output == id }?.output
    }
    return operands
  }
}
