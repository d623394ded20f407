import Hardware

/// How the operands of a vector command are combined before they are scaled.
public struct OperandSettings: Signal {
  /// The zero points of both operands, which are subtracted first.
  public var aZero, bZero: Signed
  /// Of a sum: the second operand is scaled by the table's multiplier and the first one halved; else the reverse.
  public var scalesB: Bit
  /// Of an average: half the number of cells, rounded down.
  public var rounding: Unsigned
  /// Bits 0 and 1 of `ProgramRegister.vectorBroadcast`; absent where there is one lane.
  public var broadcastsA, broadcastsB: Bit?

  /// The shape for an architecture: zero points have `activationBits`.
  public static func shape(_ architecture: Architecture) -> OperandSettings {
    let zero = Signed.bits(architecture.activationBits)
    let broadcasts = architecture.lanes > 1 ? Bit.shape : nil
    return OperandSettings(
      aZero: zero, bZero: zero, scalesB: .shape, rounding: .bits(VectorSettings.countBits), broadcastsA: broadcasts,
      broadcastsB: broadcasts)
  }
}
