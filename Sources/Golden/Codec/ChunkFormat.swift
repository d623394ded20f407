/// How a chunk of a feature map is written down in DRAM; docs/codec.md has every bit.
public enum ChunkFormat: Int, CaseIterable, Sendable {
  /// The activations as they are.
  case raw
  /// Pairs of a run of zeros and the value behind it, in code words of 64 bits (Eyeriss, JSSC 2017, section V-A).
  case runLength
  /// For each 16 activations a mask, followed by those that are not zero.
  case bitmap
}
