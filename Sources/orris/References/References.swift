import Network

/// What a network's outputs are held against.
struct References {
  let labels: Labels?
  let expected: Tensor<Int8>?

  /// Nil without labels.
  func accuracy(of outputs: Tensor<Int8>) -> Accuracy? { labels.map { Accuracy(outputs, $0.classes) } }

  /// What is wrong with the outputs; nil where nothing is, or nothing is expected.
  func difference(of outputs: Tensor<Int8>) -> String? {
    guard let expected else { return nil }
    return ElementDifference(outputs, expected).map { "output, \($0)" }
  }
}

extension Graph {
  /// The shape of the outputs of so many inferences, joined along the first dimension.
  func outputShape(of inferences: Int) -> [Int] { [outputShape[0] * inferences] + outputShape.dropFirst() }
}
