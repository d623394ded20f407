import Hardware

/// How the operands of a vector command are combined before they are scaled.
public struct OperandSettings: Signal {
  public let aZero, bZero: Signed
  /// Of a sum: the second operand is scaled by the table's multiplier and the first one halved; else the reverse.
  public let scalesB: Bit
  /// Of an average: half the number of cells, rounded down.
  public let rounding: Unsigned
  /// Bits 0 and 1 of `ProgramRegister.vectorBroadcast`; absent where there is one lane.
  public let broadcastsA, broadcastsB: Bit?

  public static func shape(_ architecture: Architecture) -> OperandSettings {
    let zero = Signed.bits(architecture.activationBits)
    let broadcasts = architecture.lanes > 1 ? Bit.shape : nil
    return OperandSettings(
      aZero: zero, bZero: zero, scalesB: .shape, rounding: .bits(VectorSettings.countBits), broadcastsA: broadcasts,
      broadcastsB: broadcasts)
  }

  public func map(_ each: SignalMap) -> OperandSettings {
    OperandSettings(
      aZero: each(aZero), bZero: each(bZero), scalesB: each(scalesB), rounding: each(rounding),
      broadcastsA: broadcastsA.map { each($0) }, broadcastsB: broadcastsB.map { each($0) })
  }
}
