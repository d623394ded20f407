/// A layer of a table: its name and its loop bounds.
public struct NamedLayer: Hashable, Sendable {
  /// What the table calls the layer; need not be unique.
  public let name: String
  /// The loop bounds.
  public let shape: LayerShape
  /// The share of zeros in its input that was published of it, 0 to 1; nil where none was.
  public let zeros: Double?
  /// The same of its output, after its activation.
  public let ofmapZeros: Double?

  /// A layer with what was published of its zeros: shares from 0 to 1, nil where nothing was.
  public init(name: String, shape: LayerShape, zeros: Double? = nil, ofmapZeros: Double? = nil) {
    (self.name, self.shape, self.zeros, self.ofmapZeros) = (name, shape, zeros, ofmapZeros)
  }
}
