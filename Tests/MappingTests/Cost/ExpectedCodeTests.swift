import Accelerator
import Golden
import TestSupport
import Testing

@testable import Mapping

/// The expected sizes of compressed rows against those that the golden codec gives random ones.
@Suite struct ExpectedCodeTests {
  @Test(arguments: [Architecture.eyeriss, .edge], [0, 0.2, 0.5, 0.725, 0.95, 1])
  func isWhatRandomRowsTakeOnAverage(architecture: Architecture, zeros: Double) {
    for columns in [13, 56, 224] {
      let map = LayerMaps.Map(
        rows: 10, channels: 4 * architecture.lanes, vectors: 4,
        rowWords: divided(columns, by: architecture.vectorsPerWord))
      let expected = ExpectedCode(map, columns: columns, zeros: zeros, architecture)
      for format in [FeatureMapFormat.runLength, .bitmap] {
        let found = measuredShare(map, columns: columns, zeros: zeros, format, architecture)
        let beat = Double(architecture.memoryDataBits) / Double(8 * map.rowWords * architecture.wordBytes)
        // Where a code has few beats, how full the last one is decides.
        #expect(
          abs(expected.share(format) - found) < max(0.04 * found, 0.7 * beat),
          "\(format), \(columns) columns: \(found) of the raw size, \(expected.share(format)) expected")
      }
      #expect(expected.share(.raw) == 1)
    }
  }

  /// Bytes on the bus with the header, of a row of a vector of channels.
  private func measuredShare(
    _ map: LayerMaps.Map, columns: Int, zeros: Double, _ format: FeatureMapFormat, _ architecture: Architecture
  ) -> Double {
    var random = SeededGenerator(seed: UInt64(columns))
    let codec = ChunkCodec(
      storageBits: architecture.storageBits, runBits: architecture.runBits, beatBits: architecture.memoryDataBits)
    let rows = 200
    let raw = map.rowWords * architecture.wordBytes
    let filled = columns * architecture.lanes
    let bytes = (0..<rows).reduce(0) { sum, _ in
      let values = (0..<raw / (architecture.storageBits / 8)).map {
        $0 >= filled || Double.random(in: 0..<1, using: &random) < zeros ? 0 : 77
      }
      return sum + codec.encode(values, as: format == .bitmap ? .bitmap : .runLength, zero: 0).count + codec.beatBytes
    }
    return Double(bytes) / Double(rows * raw)
  }

  @Test func theFormatIsTheOneThatTakesTheLeast() {
    func code(zeros: Double, _ architecture: Architecture) -> MapCode {
      let map = LayerMaps.Map(rows: 1, channels: architecture.lanes, vectors: 1, rowWords: 64)
      return MapCode(ExpectedCode(map, columns: 64 * architecture.vectorsPerWord, zeros: zeros, architecture))
    }
    #expect(code(zeros: 0, .eyeriss) == .raw)
    #expect(code(zeros: 0.5, .eyeriss).format == .bitmap)
    #expect(code(zeros: 0.98, .eyeriss).format == .runLength)
    #expect(code(zeros: 0.5, .tiny) == .raw)
  }
}
