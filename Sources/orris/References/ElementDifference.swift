import Network

/// The first element of a tensor that differs from what is right, and how many do.
struct ElementDifference: CustomStringConvertible {
  let description: String

  /// Nil where the tensors are equal.
  ///
  /// - Precondition: they have as many elements.
  init?(_ found: Tensor<Int8>, _ expected: Tensor<Int8>) {
    let differing = found.elements.indices.filter { found.elements[$0] != expected.elements[$0] }
    guard let first = differing.first else { return nil }
    var indices: [Int] = []
    var rest = first
    for extent in expected.shape.reversed() {
      indices.insert(rest % extent, at: 0)
      rest /= extent
    }
    let place = indices.map(String.init).joined(separator: ", ")
    description =
      "element (\(place)): expected \(expected.elements[first]), found \(found.elements[first]); \(differing.count) of "
      + "\(found.elements.count) elements differ"
  }
}
