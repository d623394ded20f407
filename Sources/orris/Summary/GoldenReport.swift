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
  /// Absent where nobody said what is right.
  var accuracy: Accuracy?

  /// - Parameter statistics: of each inference.
  init(_ network: Graph, _ statistics: [MACStatistics], folder: String) {
    self.folder = folder
    inferences = statistics.count
    operators = network.operators.count
    outputShape = network.outputShape(of: inferences)
    let statistics = statistics.reduce(.none, +)
    (macs, zeroMACs) = (statistics.total, statistics.zeroOrPadding)
  }

  var text: String {
    let runs = inferences == 1 ? "1 inference" : "\(inferences) inferences"
    return """
      \(runs) of \(operators) operators: \(macs) MACs, \(zeroMACs) of them with an activation of zero
      output.npy \(outputShape) is in \(folder)

      """ + (accuracy.map { "\($0.text)\n" } ?? "")
  }
}
