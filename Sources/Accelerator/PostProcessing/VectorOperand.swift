import Hardware

/// The operands of one vector of a result, as far as they are combined before they are scaled.
struct VectorOperand: Signal {
  /// Of each lane: what is to be requantised; of a sum, the operand that is to be scaled.
  let values: [Signed]
  /// Of each lane of a sum: the other operand, less its zero point.
  let others: [Signed]
  /// Where the result goes.
  let address: Unsigned
  /// The result is the command's last one.
  let isLast: Bit

  static func shape(_ architecture: Architecture) -> VectorOperand {
    let lanes = 0..<architecture.lanes
    return VectorOperand(
      values: lanes.map { _ in .bits(32) }, others: lanes.map { _ in .bits(architecture.activationBits + 1) },
      address: .bits(architecture.vectorAddressBits), isLast: .shape)
  }

  func map(_ each: SignalMap) -> VectorOperand {
    VectorOperand(values: each(values), others: each(others), address: each(address), isLast: each(isLast))
  }
}
