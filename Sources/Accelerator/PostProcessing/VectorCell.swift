import Hardware

/// What is known of an operand that has been asked for.
struct VectorCell: Signal {
  /// The first operand of a result, or the first cell of its window.
  var opens: Bit
  /// The second operand.
  var isSecond: Bit
  /// With this one the operands of a result are complete.
  var closes: Bit
  /// Where the result goes.
  var address: Unsigned
  /// The result is the command's last one.
  var isLast: Bit

  static func shape(_ architecture: Architecture) -> VectorCell {
    VectorCell(
      opens: .shape, isSecond: .shape, closes: .shape, address: .bits(architecture.vectorAddressBits), isLast: .shape)
  }
}
