import Hardware

/// A group of psums in the order in which they enter and leave the array.
struct PsumStep: Signal {
  /// Which of the sets' columns.
  let target: Unsigned
  /// Which group of the psums of an output column.
  let group: Unsigned
  /// The output column.
  let column: Unsigned
  let isLastGroup: Bit
  /// The last one of the pass.
  let isLast: Bit

  static func shape(_ architecture: Architecture) -> PsumStep {
    let layer = PsumLayer.shape(architecture)
    return PsumStep(
      target: layer.lastTarget, group: layer.lastGroup, column: layer.lastColumn, isLastGroup: .shape, isLast: .shape)
  }

  func map(_ each: SignalMap) -> PsumStep {
    PsumStep(
      target: each(target), group: each(group), column: each(column), isLastGroup: each(isLastGroup),
      isLast: each(isLast))
  }
}
