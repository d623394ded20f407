import Hardware

/// What the multiply pipeline has to know of a MAC.
struct MACIssue: Signal {
  var valid: Bit
  /// The activation is zero: nothing is multiplied.
  var isZero: Bit
  /// The psum that takes the product, by its place in the scratchpad.
  var index: Unsigned
  /// The psum begins with this MAC.
  var isFirst: Bit
  /// The psum is finished with this MAC.
  var isLast: Bit
  /// The psum is the last one of its output column.
  var endsColumn: Bit

  static func shape(_ architecture: Architecture) -> MACIssue {
    MACIssue(
      valid: .shape, isZero: .shape, index: .bits(Netlist.addressWidth(of: architecture.psumScratchpad)),
      isFirst: .shape, isLast: .shape, endsColumn: .shape)
  }

  /// Registers of that shape; only `valid` is reset.
  static func stage(_ architecture: Architecture) -> MACIssue {
    var registers = shape(architecture).register()
    registers.valid = .register(reset: false)
    return registers
  }
}
