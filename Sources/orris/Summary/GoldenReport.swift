import Golden
import Network

/// What a run of the golden model did.
struct GoldenReport: Encodable {
  let folder: String
  let inferences: Int
  let operators: Int
  let outputShape: [Int]
  /// Multiply-accumulates of all inferences, those with padding included.
  let macs: Int
  /// Those of them whose activation is padding or the zero point.
  let zeroMACs: Int

  init(_ network: Graph, _ executions: [Execution], folder: String) {
    self.folder = folder
    inferences = executions.count
    operators = network.operators.count
    let shape = network.outputShape
    outputShape = [shape[0] * executions.count] + shape.dropFirst()
    let statistics = executions.reduce(.none) { $0 + $1.statistics }
    (macs, zeroMACs) = (statistics.total, statistics.zeroOrPadding)
  }

  var text: String {
    let runs = inferences == 1 ? "1 inference" : "\(inferences) inferences"
    return """
      \(runs) of \(operators) operators: \(macs) MACs, \(zeroMACs) of them with an activation of zero
      output.npy \(outputShape) is in \(folder)

      """
  }
}
