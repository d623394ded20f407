import Hardware

/// What a compression unit is told about a chunk.
public struct ChunkSettings: Signal {
  /// A `FeatureMapFormat`; absent where there is only the raw one.
  public var format: Unsigned?
  /// The activation that counts as zero, with `Architecture.storageBits`; absent where there is only the raw format.
  public var zero: Unsigned?
  /// Words of the chunk, less one.
  public var lastWord: Unsigned

  /// Settings from signals; `format` and `zero` are nil where there is only the raw format.
  public init(format: Unsigned?, zero: Unsigned?, lastWord: Unsigned) {
    (self.format, self.zero, self.lastWord) = (format, zero, lastWord)
  }

  /// The shape for an architecture.
  public static func shape(_ architecture: Architecture) -> ChunkSettings {
    .shape(CodecShape(architecture), compression: architecture.compression)
  }

  package static func shape(_ shape: CodecShape, compression: Bool) -> ChunkSettings {
    ChunkSettings(
      format: compression ? .bits(Architecture.bits(for: FeatureMapFormat.allCases.count)) : nil,
      zero: compression ? .bits(shape.storageBits) : nil, lastWord: .bits(shape.wordCountBits))
  }
}

extension ChunkSettings {
  var isRunLength: Bit { format.map { $0 .== Unsigned(FeatureMapFormat.runLength.rawValue) } ?? false }
  var isBitmap: Bit { format.map { $0 .== Unsigned(FeatureMapFormat.bitmap.rawValue) } ?? false }
  /// What activations are exclusive-ored with, so that 0 is what counts as zero.
  var flip: Unsigned { zero.map { mux(isRunLength || isBitmap, $0, 0) } ?? 0 }

  /// Steps of the chunk, less one.
  func lastStep(stepsPerWord: Int) -> Unsigned {
    let more = stepsPerWord.trailingZeroBitCount
    return more == 0 ? lastWord : concatenate(lastWord, Unsigned(stepsPerWord - 1, width: more))
  }
}
