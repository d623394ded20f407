/// The rule that a layer's dimensions break.
public struct LayerShapeError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The number that is wrong and what is possible, in one line without a full stop.
  public let description: String

  init(_ description: String) { self.description = description }
}

extension LayerShape {
  /// No extent may exceed this, so that products of two never overflow.
  private static let maximumExtent = 1 << 28
  /// No tensor of a layer may have more elements, so that its number of MACs never overflows.
  private static let maximumElements = 1 << 31
  /// No layer may have more multiply-accumulates, so that sums of what its mappings cost never overflow either.
  ///
  /// The largest products of matrices in use have a thirtieth of it.
  private static let maximumMACs = 1 << 45

  static func check(positive extents: [(name: String, value: Int)]) throws(LayerShapeError) {
    for (name, value) in extents where value < 1 || value > maximumExtent {
      throw LayerShapeError("\(name) of \(value): 1 to \(maximumExtent) is possible")
    }
  }

  static func check(_ padding: Padding) throws(LayerShapeError) {
    for (side, value) in [
      ("top", padding.top), ("bottom", padding.bottom), ("left", padding.left), ("right", padding.right),
    ] where value < 0 || value > maximumExtent {
      throw LayerShapeError("\(side) padding of \(value): 0 to \(maximumExtent) is possible")
    }
  }

  func checkSizes() throws(LayerShapeError) {
    for (name, shape) in [("input", inputShape), ("output", outputShape), ("filters", weightShape)] {
      var count = 1
      for extent in shape {
        let (product, overflow) = count.multipliedReportingOverflow(by: extent)
        guard !overflow, product <= Self.maximumElements else {
          throw LayerShapeError("\(name) of shape \(shape): at most \(Self.maximumElements) elements are possible")
        }
        count = product
      }
    }
    guard macs <= Self.maximumMACs else {
      throw LayerShapeError("\(macs) multiply-accumulates: at most \(Self.maximumMACs) are possible")
    }
  }
}
