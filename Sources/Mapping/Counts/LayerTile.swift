import Network

/// Output rows of a layer that are computed together: all passes over them, then the next ones.
public struct LayerTile: Hashable, Sendable {
  /// Within a sample.
  public let outputRows: Range<Int>
  /// Rows of the sample's unpadded input that are in the buffer meanwhile; what lies outside is delivered as zero.
  public let residentRows: Range<Int>

  /// A tile of one sample.
  ///
  /// - Parameters:
  ///   - outputRows: rows of the output, counted from the sample's first one.
  ///   - residentRows: rows of the unpadded input that the buffer holds meanwhile.
  public init(outputRows: Range<Int>, residentRows: Range<Int>) {
    (self.outputRows, self.residentRows) = (outputRows, residentRows)
  }

  /// A whole sample at once.
  public init(_ layer: LayerShape) {
    self.init(outputRows: 0..<layer.outputHeight, residentRows: 0..<layer.inputHeight)
  }

  /// A sample in tiles of so many output rows, with the input rows that come for them: as many for each, so those at the
  /// borders have some that they are not made of.
  public static func tiles(of layer: LayerShape, rows: Int) -> [LayerTile] {
    let count = layer.inputRows(forOutputRows: rows)
    return stride(from: 0, to: layer.outputHeight, by: rows).map { first in
      let output = first..<min(first + rows, layer.outputHeight)
      let start = first * layer.stride.vertical - layer.padding.top
      let lower = min(max(0, start), layer.inputHeight - count)
      return LayerTile(outputRows: output, residentRows: lower..<lower + count)
    }
  }
}
