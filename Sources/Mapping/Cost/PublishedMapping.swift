import Network

/// A mapping as the Eyeriss papers describe it (JSSC 2017, table II), with the published order of passes: filters
/// innermost within the m of the buffer, then channels, then samples.
///
/// It counts what the published chip counted. `Mapping` describes what this project's hardware does, whose passes run
/// filters outermost.
public struct PublishedMapping: Hashable, Sendable {
  /// The layer with all of its samples.
  public let layer: LayerShape
  /// Filters whose psums are in the buffer, of all groups together or of one; only ratios to M of a group count.
  public let m: Int
  /// Samples of a pass, rows of a set, filters and channels of a PE, sets of other channels, sets of other filters.
  public let n, e, p, q, r, t: Int

  /// A mapping by the letters of JSSC 2017, table II.
  ///
  /// Nothing is checked: the published values are taken as they are.
  public init(layer: LayerShape, m: Int, n: Int, e: Int, p: Int, q: Int, r: Int, t: Int) {
    self.layer = layer
    (self.m, self.n, self.e, self.p, self.q, self.r, self.t) = (m, n, e, p, q, r, t)
  }

  /// Strips of a sample.
  public var strips: Int { divided(layer.outputHeight, by: e) }
  /// Passes over the channels of a group, and over its filters.
  public var channelPasses: Int { divided(layer.channelsPerGroup, by: q * r) }
  /// Passes over the filters of a group: each takes the ifmap from the buffer again.
  public var filterPasses: Int { divided(layer.filtersPerGroup, by: p * t) }

  /// Words of the padded input that strips of so many output rows take, all strips and samples together.
  private func ifmapWords(rows: [Int]) -> Int {
    let inputRows = rows.reduce(0) { $0 + layer.stride.vertical * ($1 - 1) + layer.filterHeight }
    return layer.batch * layer.inputChannels * inputRows * paddedWidth
  }

  /// The array takes whole strips; DRAM holds only what there is of the last one.
  private var deliveredIfmapWords: Int { ifmapWords(rows: Array(repeating: e, count: strips)) }
  private var storedIfmapWords: Int {
    ifmapWords(rows: Array(repeating: e, count: strips - 1) + [layer.outputHeight - (strips - 1) * e])
  }

  /// Outputs of the layer, all samples together; the last strip is not filled up.
  public var ofmapWords: Int { layer.outputShape.reduce(1, *) }
  /// Weights of the layer: M * C / G * R * S.
  public var filterWords: Int { layer.weightShape.reduce(1, *) }

  private var paddedWidth: Int { layer.inputWidth + layer.padding.left + layer.padding.right }

  /// Words that the array takes from the buffer and gives to it: ifmaps once for each pass over filters, psums in and
  /// out with each pass over channels, the first one included.
  ///
  /// Weights do not go through the buffer.
  public var bufferAccesses: DataCounts {
    DataCounts(ifmap: deliveredIfmapWords * filterPasses, psum: 2 * ofmapWords * channelPasses)
  }

  /// Words over the bus to DRAM, uncompressed: weights once for each strip of each n samples, ifmaps once for each m
  /// filters, ofmaps once.
  public var memoryTraffic: DataCounts {
    DataCounts(
      ifmap: storedIfmapWords * divided(layer.filtersPerGroup, by: m),
      filter: filterWords * divided(layer.batch, by: n) * strips, ofmap: ofmapWords)
  }
}
