import Hardware

/// The operands of one vector of a result, as far as they are combined before they are scaled.
struct VectorOperand: Signal {
  /// Of each lane: what is to be requantised; of a sum, the operand that is to be scaled.
  var values: [Signed]
  /// Of each lane of a sum: the other operand, less its zero point.
  var others: [Signed]
  /// Where the result goes.
  var address: Unsigned
  /// The result is the command's last one.
  var isLast: Bit

  static func shape(_ architecture: Architecture) -> VectorOperand {
    let lanes = 0..<architecture.lanes
    return VectorOperand(
      values: lanes.map { _ in .bits(32) }, others: lanes.map { _ in .bits(architecture.activationBits + 1) },
      address: .bits(architecture.vectorAddressBits), isLast: .shape)
  }
}
