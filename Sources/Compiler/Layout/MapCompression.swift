import Accelerator
import Golden

/// How a feature map lies in DRAM where it is compressed: in equal chunks, each a code of its own, so far apart that
/// any activations fit (docs/codec.md).
///
/// The chunks follow the order of the map. A map that comes and goes as a whole is one chunk; one of which rows come and
/// go has a chunk for each row of each vector of channels, so that any rows can be fetched, also again.
public struct MapCompression: Hashable, Sendable, Codable {
  /// The two codes of the compression units: the run-length code of Eyeriss (JSSC 2017, section V-A), and a bitmap with
  /// the activations that are not zero (docs/codec.md).
  public enum Format: String, CaseIterable, Sendable, Codable { case runLength, bitmap }

  /// The code of all chunks.
  public let format: Format
  /// How many chunks the map has: 1, or one for each row of each vector of channels.
  public let chunks: Int
  /// Bytes of a chunk as it is in the buffer.
  public let chunkBytes: Int
  /// Bytes from a chunk to the next one in DRAM.
  public let chunkStride: Int
  /// Bits of an activation, of a run in the run-length code, and of a beat of the bus.
  public let storageBits, runBits, beatBits: Int

  /// - Parameter byRows: whether rows of the map come and go.
  init(_ map: FeatureMap, _ format: Format, byRows: Bool, _ architecture: Architecture) {
    self.format = format
    chunks = byRows ? map.vectors * map.rows : 1
    chunkBytes = map.bytes / chunks
    (storageBits, runBits) = (architecture.storageBits, architecture.runBits)
    beatBits = architecture.memoryDataBits
    let codec = ChunkCodec(storageBits: storageBits, runBits: runBits, beatBits: beatBits)
    chunkStride = codec.mostStoredBytes(of: chunkBytes * 8 / storageBits, as: format.chunkFormat)
  }

  /// Bytes that the map takes in DRAM.
  public var bytes: Int { chunks * chunkStride }

  /// Activations of a chunk.
  var chunkCount: Int { chunkBytes * 8 / storageBits }
  var codec: ChunkCodec { ChunkCodec(storageBits: storageBits, runBits: runBits, beatBits: beatBits) }
}

extension MapCompression.Format {
  /// What the golden codec and the hardware call it.
  var chunkFormat: ChunkFormat {
    switch self {
    case .runLength: .runLength
    case .bitmap: .bitmap
    }
  }

  var registerValue: Int {
    switch self {
    case .runLength: FeatureMapFormat.runLength.rawValue
    case .bitmap: FeatureMapFormat.bitmap.rawValue
    }
  }
}
