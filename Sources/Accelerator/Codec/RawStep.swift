import Hardware

/// The formats of a chunk as its steps carry them along; neither of them is raw.
struct StepFormat: Signal {
  var isRunLength: Bit
  var isBitmap: Bit

  static let shape = StepFormat(isRunLength: .shape, isBitmap: .shape)
}

/// A step of activations before it is encoded.
struct RawStep: Signal {
  /// Exclusive-ored with the zero point, so that 0 is what counts as zero.
  var levels: [Unsigned]
  /// The chunk's last one.
  var isLast: Bit
  var format: StepFormat

  static func shape(_ shape: CodecShape) -> RawStep {
    RawStep(levels: (0..<shape.lanes).map { _ in .bits(shape.storageBits) }, isLast: .shape, format: .shape)
  }

  var isNonzero: [Bit] { levels.map(\.anyBit) }
}

/// The elements that a step gives.
struct EncodedStep: Signal {
  /// 0 from `count` up.
  var elements: [Unsigned]
  var count: Unsigned
  var isLast: Bit
  var isRunLength: Bit

  static func shape(_ shape: CodecShape) -> EncodedStep {
    EncodedStep(
      elements: (0..<shape.stepElements).map { _ in .bits(shape.elementBits) },
      count: .bits(Netlist.addressWidth(of: shape.stepElements + 1)), isLast: .shape, isRunLength: .shape)
  }
}
