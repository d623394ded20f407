/// Why a layer does not run on an architecture.
public struct MappingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The limit that no mapping keeps, as a phrase without a full stop, for a message that names the layer before it.
  public let description: String

  /// An error with such a phrase.
  public init(_ description: String) {
    self.description = description
  }
}
