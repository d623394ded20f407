import Hardware

/// The formats of a chunk as its steps carry them along; neither of them is raw.
struct StepFormat: Signal {
  let isRunLength: Bit
  let isBitmap: Bit

  static let shape = StepFormat(isRunLength: .shape, isBitmap: .shape)

  func map(_ each: SignalMap) -> StepFormat { StepFormat(isRunLength: each(isRunLength), isBitmap: each(isBitmap)) }
}

/// A step of activations before it is encoded.
struct RawStep: Signal {
  /// Exclusive-ored with the zero point, so that 0 is what counts as zero.
  let levels: [Unsigned]
  /// The chunk's last one.
  let isLast: Bit
  let format: StepFormat

  static func shape(_ shape: CodecShape) -> RawStep {
    RawStep(levels: (0..<shape.lanes).map { _ in .bits(shape.storageBits) }, isLast: .shape, format: .shape)
  }

  func map(_ each: SignalMap) -> RawStep {
    RawStep(levels: each(levels), isLast: each(isLast), format: each(format))
  }

  var isNonzero: [Bit] { levels.map(\.anyBit) }
}

/// The elements that a step gives.
struct EncodedStep: Signal {
  /// 0 from `count` up.
  let elements: [Unsigned]
  let count: Unsigned
  let isLast: Bit
  let isRunLength: Bit

  static func shape(_ shape: CodecShape) -> EncodedStep {
    EncodedStep(
      elements: (0..<shape.stepElements).map { _ in .bits(shape.elementBits) },
      count: .bits(Netlist.addressWidth(of: shape.stepElements + 1)), isLast: .shape, isRunLength: .shape)
  }

  func map(_ each: SignalMap) -> EncodedStep {
    EncodedStep(elements: each(elements), count: each(count), isLast: each(isLast), isRunLength: each(isRunLength))
  }
}
