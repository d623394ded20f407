import Hardware

/// What is known of an operand that has been asked for.
struct VectorCell: Signal {
  /// The first operand of a result, or the first cell of its window.
  let opens: Bit
  /// The second operand.
  let isSecond: Bit
  /// With this one the operands of a result are complete.
  let closes: Bit
  /// Where the result goes.
  let address: Unsigned
  /// The result is the command's last one.
  let isLast: Bit

  static func shape(_ architecture: Architecture) -> VectorCell {
    VectorCell(
      opens: .shape, isSecond: .shape, closes: .shape, address: .bits(architecture.vectorAddressBits), isLast: .shape)
  }

  func map(_ each: SignalMap) -> VectorCell {
    VectorCell(
      opens: each(opens), isSecond: each(isSecond), closes: each(closes), address: each(address), isLast: each(isLast))
  }
}
