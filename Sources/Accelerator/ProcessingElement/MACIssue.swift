import Hardware

/// What the multiply pipeline has to know of a MAC.
struct MACIssue: Signal {
  let valid: Bit
  /// The activation is zero: nothing is multiplied.
  let isZero: Bit
  /// The psum that takes the product, by its place in the scratchpad.
  let index: Unsigned
  /// The psum begins with this MAC.
  let isFirst: Bit
  /// The psum is finished with this MAC.
  let isLast: Bit
  /// The psum is the last one of its output column.
  let endsColumn: Bit

  static func shape(_ architecture: Architecture) -> MACIssue {
    MACIssue(
      valid: .shape, isZero: .shape, index: .bits(Netlist.addressWidth(of: architecture.psumScratchpad)),
      isFirst: .shape, isLast: .shape, endsColumn: .shape)
  }

  /// Registers of that shape; only `valid` is reset.
  static func stage(_ architecture: Architecture) -> MACIssue {
    let registers = shape(architecture).register()
    return MACIssue(
      valid: .register(reset: false), isZero: registers.isZero, index: registers.index, isFirst: registers.isFirst,
      isLast: registers.isLast, endsColumn: registers.endsColumn)
  }

  func map(_ each: SignalMap) -> MACIssue {
    MACIssue(
      valid: each(valid), isZero: each(isZero), index: each(index), isFirst: each(isFirst), isLast: each(isLast),
      endsColumn: each(endsColumn))
  }
}
