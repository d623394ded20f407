import Network

/// The first element in which the array and the golden model differ.
public struct Mismatch: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was compared, for example `layer 3 (CONV_2D)`.
  public let layer: String
  /// (n, e, f, m).
  public let indices: [Int]
  /// What the golden model computes there.
  public let expected: Int64
  /// What the array computed there.
  public let found: Int64
  /// How many elements differ, of how many.
  public let count: Int
  /// How many elements were compared.
  public let total: Int

  /// One line: what was compared, where it differs first, and how much of it differs.
  public var description: String {
    let names = zip(["n", "e", "f", "m"], indices).map { "\($0) \($1)" }.joined(separator: ", ")
    return "\(layer): at \(names): \(expected) is expected, but the array computed \(found) "
      + "(\(count) of \(total) elements differ)"
  }

  /// - Returns: nil where the tensors are equal.
  public init?(layer: String, expected: Tensor<Int64>, found: Tensor<Int64>) {
    let differing = zip(expected.elements, found.elements).enumerated().filter { $0.element.0 != $0.element.1 }
    guard let first = differing.first else { return nil }
    self.layer = layer
    indices = expected.indices(of: first.offset)
    self.expected = first.element.0
    self.found = first.element.1
    count = differing.count
    total = expected.count
  }
}
