import Accelerator

/// The size that a feature map is expected to have in DRAM, if its activations are zero independently of one another.
///
/// Each row of each vector of channels is a code of its own, with a header (docs/codec.md), as where any rows can come.
struct ExpectedCode {
  let architecture: Architecture
  /// Activations of a row in the buffer, those that fill it up included, and the share of them that is zero.
  let activations: Int
  let zeros: Double

  /// - Parameters:
  ///   - map: what fills up its last vector is zero.
  ///   - columns: of the map; what fills up a row to whole words of the buffer is zero.
  ///   - zeros: the share of zeros in the map, 0 to 1.
  init(_ map: LayerMaps.Map, columns: Int, zeros: Double, _ architecture: Architecture) {
    self.architecture = architecture
    activations = map.rowWords * architecture.vectorsPerWord * architecture.lanes
    let filled =
      Double(columns * map.channels)
      / Double(map.rowWords * architecture.vectorsPerWord * map.vectors * architecture.lanes)
    self.zeros = 1 - (1 - zeros) * filled
  }

  /// Words on the bus for each word of the uncompressed row; 1 where the architecture does not compress.
  func share(_ format: FeatureMapFormat) -> Double {
    guard format != .raw, architecture.compression else { return 1 }
    // The last beat is half full on average; the header takes one more.
    let beats = bits(format) / Double(architecture.memoryDataBits) + 1.5
    return beats / (Double(activations * architecture.storageBits) / Double(architecture.memoryDataBits))
  }

  private func bits(_ format: FeatureMapFormat) -> Double {
    let count = Double(activations)
    guard format == .runLength else {
      return count * (1 - zeros) * Double(architecture.storageBits) + Double(divided(activations, by: 16) * 16)
    }
    // A pair stands for its zeros and a level: for 1 + z + z^2 + ... activations, as far as a run reaches.
    let longest = 1 << architecture.runBits
    let perPair = zeros < 1 ? (1 - power(zeros, longest)) / (1 - zeros) : Double(longest)
    let pairsPerWord = 63 / (architecture.runBits + architecture.storageBits)
    return 64 * (count / perPair / Double(pairsPerWord) + 0.5)
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
