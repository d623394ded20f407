import Network

/// The share of zeros in a layer's feature maps, each 0 to 1.
public struct MapZeros: Hashable, Sendable {
  /// Of the layer's input, and of its output.
  public let ifmap, ofmap: Double

  /// Shares of zeros, 0 (dense) to 1 (nothing but zeros), of the layer's input and of its output.
  public init(ifmap: Double, ofmap: Double) { (self.ifmap, self.ofmap) = (ifmap, ofmap) }

  /// Those that a table tells; where it does not, none.
  public init(_ layer: NamedLayer) { self.init(ifmap: layer.zeros ?? 0, ofmap: layer.ofmapZeros ?? 0) }
}
