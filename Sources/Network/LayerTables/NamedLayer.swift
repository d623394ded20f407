/// A layer of a table: its name and its loop bounds.
public struct NamedLayer: Hashable, Sendable {
  public let name: String
  public let shape: LayerShape

  public init(name: String, shape: LayerShape) {
    (self.name, self.shape) = (name, shape)
  }
}
