import Accelerator
import Network

/// How a layer's feature maps lie in the buffer and in DRAM, and which of them come from there or go there.
public struct LayerMaps: Hashable, Sendable {
  /// `vectors * rows` rows of vectors, each of whole words of the buffer.
  public struct Map: Hashable, Sendable {
    /// Of all samples.
    public let rows: Int
    /// Channels that the map has, and the vectors of neighbouring channels that hold them.
    public let channels, vectors: Int
    /// Words of the buffer that a row of one vector takes: its columns, `vectorsPerWord` to a word, the last one
    /// filled up.
    public let rowWords: Int
    /// How it lies in DRAM.
    public var code = MapCode.raw

    /// A map that lies raw in DRAM.
    ///
    /// - Parameters:
    ///   - rows: of all samples.
    ///   - channels: those that the map has; the last vector may be filled up beyond them.
    ///   - vectors: of `lanes` neighbouring channels each.
    ///   - rowWords: words of the buffer for a row of one vector.
    public init(rows: Int, channels: Int, vectors: Int, rowWords: Int) {
      (self.rows, self.channels, self.vectors, self.rowWords) = (rows, channels, vectors, rowWords)
    }

    func words(rows: Int, vectors: Int) -> Int { rows * vectors * rowWords }

    /// The vectors of some channels.
    func vectors(_ channels: Range<Int>, _ lanes: Int) -> Range<Int> {
      let end = min(vectors, divided(channels.upperBound, by: lanes))
      return min(channels.lowerBound / lanes, end - 1)..<end
    }
  }

  /// Rows of the maps from a sample to the next one.
  public struct SamplePitch: Hashable, Sendable {
    /// Rows from the first row of a sample to that of the next one, in the input and in the output.
    public let inputRows, outputRows: Int

    /// Rows of the input, and of the output, from the first row of a sample to that of the next one.
    public init(inputRows: Int, outputRows: Int) { (self.inputRows, self.outputRows) = (inputRows, outputRows) }
  }

  /// What the layer reads, and what it writes.
  public let input, output: Map
  /// Nil where samples are not equally far apart, so that a pass cannot work on several.
  public let samplePitch: SamplePitch?
  /// Whether some rows of a sample can be in the buffer by themselves.
  public let takesRows: Bool
  /// Whether the input comes from DRAM in parts, and the output goes there.
  public let loadsInput, storesOutput: Bool
  /// Whether the input comes from DRAM at once, before everything.
  public let loadsWhole: Bool
  /// Whether the input is in the buffer: then a step before made it, beside which the layer was prepared.
  var isPrepared: Bool { !loadsInput && !loadsWhole }
  /// Activations of a word of the buffer.
  let activationsPerWord: Int
  let lanes: Int

  /// Maps that lie as the caller says.
  ///
  /// - Parameters:
  ///   - input: the map that the layer reads.
  ///   - output: the map that it writes.
  ///   - samplePitch: rows from a sample to the next one; nil where they are not equally far apart.
  ///   - takesRows: whether some rows of a sample can be in the buffer without the others.
  ///   - loadsInput: whether the input comes from DRAM, part by part.
  ///   - storesOutput: whether the output goes to DRAM.
  ///   - loadsWhole: whether the input comes from DRAM at once, before the first tile.
  ///   - architecture: what gives the sizes of vectors and words.
  ///
  /// - Precondition: not both `loadsInput` and `loadsWhole`.
  public init(
    input: Map, output: Map, samplePitch: SamplePitch?, takesRows: Bool, loadsInput: Bool, storesOutput: Bool,
    loadsWhole: Bool = false, _ architecture: Architecture
  ) {
    precondition(!(loadsInput && loadsWhole), "the input comes in parts or as a whole")
    self.loadsWhole = loadsWhole
    (self.input, self.output, self.samplePitch, self.takesRows) = (input, output, samplePitch, takesRows)
    (self.loadsInput, self.storesOutput) = (loadsInput, storesOutput)
    lanes = architecture.lanes
    activationsPerWord = architecture.vectorsPerWord * lanes
  }

  /// Of a layer by itself, from DRAM to DRAM.
  ///
  /// - Parameter zeros: in its maps, which lie there in the format that takes the least then; nil for raw maps.
  public init(_ layer: LayerShape, zeros: MapZeros? = nil, _ architecture: Architecture) {
    func map(rows: Int, columns: Int, channels: Int, _ zeros: Double?) -> Map {
      var map = Map(
        rows: layer.batch * rows, channels: channels, vectors: divided(channels, by: architecture.lanes),
        rowWords: divided(columns, by: architecture.vectorsPerWord))
      if let zeros { map.code = MapCode(ExpectedCode(map, columns: columns, zeros: zeros, architecture)) }
      return map
    }
    self.init(
      input: map(rows: layer.inputHeight, columns: layer.inputWidth, channels: layer.inputChannels, zeros?.ifmap),
      output: map(rows: layer.outputHeight, columns: layer.outputWidth, channels: layer.outputChannels, zeros?.ofmap),
      samplePitch: SamplePitch(inputRows: layer.inputHeight, outputRows: layer.outputHeight), takesRows: true,
      loadsInput: true, storesOutput: true, architecture)
  }
}
