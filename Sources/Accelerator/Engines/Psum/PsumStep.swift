import Hardware

/// A group of psums in the order in which they enter and leave the array.
struct PsumStep: Signal {
  /// Which of the sets' columns.
  var target: Unsigned
  /// Which group of the psums of an output column.
  var group: Unsigned
  /// The output column.
  var column: Unsigned
  var isLastGroup: Bit
  /// The last one of the pass.
  var isLast: Bit

  static func shape(_ architecture: Architecture) -> PsumStep {
    let layer = PsumLayer.shape(architecture)
    return PsumStep(
      target: layer.lastTarget, group: layer.lastGroup, column: layer.lastColumn, isLastGroup: .shape, isLast: .shape)
  }
}
