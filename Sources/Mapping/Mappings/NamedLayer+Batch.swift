import Network

extension NamedLayer {
  /// The same with so many samples.
  public func batch(of samples: Int) -> NamedLayer {
    NamedLayer(name: name, shape: shape.batch(of: samples), zeros: zeros, ofmapZeros: ofmapZeros)
  }
}
