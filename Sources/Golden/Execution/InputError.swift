/// An input that does not have the shape that the network needs.
public struct InputError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What messages call the network.
  public let network: String
  /// The shape that the input has.
  public let found: [Int]
  /// The shape of one inference's input; a batch may have any positive multiple of the first extent.
  public let expected: [Int]

  /// One line that says both shapes, with n for the number of samples.
  public var description: String {
    let inner = expected.dropFirst().map { ", \($0)" }.joined()
    let first = expected[0] == 1 ? "n" : "n * \(expected[0])"
    return "the input has shape \(found), but \(network) takes [\(first)\(inner)] with n of 1 or more"
  }
}
