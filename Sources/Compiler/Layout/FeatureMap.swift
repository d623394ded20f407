import Accelerator

/// How a feature map of rows, columns and channels lies in DRAM and in the buffer: `[vectors][rows][pitch]` vectors.
///
/// Several samples lie below one another as rows of one map.
public struct FeatureMap: Hashable, Sendable, Codable {
  /// Rows of all samples, columns of a row and channels of a place, each at least 1, without what fills up words and
  /// vectors.
  public let rows, columns, channels: Int
  /// Channels of a vector.
  public let lanes: Int
  /// Bytes of an activation.
  public let elementBytes: Int
  /// Vectors of a word of the buffer.
  public let vectorsPerWord: Int

  /// The layout of a map on an architecture, which says how many lanes, bytes and vectors there are.
  ///
  /// - Parameters:
  ///   - rows: of all samples together.
  ///   - columns: of a row, without what fills up a word of the buffer.
  ///   - channels: without what fills up a vector.
  ///   - architecture: what reads the map.
  public init(rows: Int, columns: Int, channels: Int, _ architecture: Architecture) {
    (self.rows, self.columns, self.channels) = (rows, columns, channels)
    lanes = architecture.lanes
    elementBytes = architecture.storageBits / 8
    vectorsPerWord = architecture.vectorsPerWord
  }

  /// For a tensor of any rank: the last extent counts channels, the one before columns, and all others rows.
  public init(shape: [Int], _ architecture: Architecture) {
    self.init(
      rows: shape.dropLast(2).reduce(1, *), columns: shape.dropLast().last ?? 1, channels: shape.last ?? 1,
      architecture)
  }

  /// Vectors that hold all channels of a place.
  public var vectors: Int { channels.divided(roundingUpBy: lanes) }
  /// Vectors from a row to the next.
  public var pitch: Int { rowWords * vectorsPerWord }
  /// Words of the buffer that a row of vectors takes.
  public var rowWords: Int { columns.divided(roundingUpBy: vectorsPerWord) }

  /// Bytes of a vector: `lanes` activations, the first channel first.
  var vectorBytes: Int { lanes * elementBytes }
  /// Bytes from a row of a vector to the next one; what fills up the last word of a row is among them.
  var rowBytes: Int { pitch * vectorBytes }
  /// Words of the whole map.
  public var words: Int { words(rows: rows, vectors: vectors) }
  /// Bytes of the whole map.
  public var bytes: Int { vectors * rows * rowBytes }
  /// How many elements the map has, without what fills up vectors and rows.
  public var count: Int { rows * columns * channels }

  /// Where an element's first byte lies.
  public func byteOffset(row: Int, column: Int, channel: Int) -> Int {
    let vector = (channel / lanes * rows + row) * pitch + column
    return vector * vectorBytes + channel % lanes * elementBytes
  }
}

extension Int {
  func divided(roundingUpBy part: Int) -> Int { (self + part - 1) / part }
  func rounded(upToMultipleOf unit: Int) -> Int { divided(roundingUpBy: unit) * unit }
}
