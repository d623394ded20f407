import Hardware

/// What goes along with the values of all lanes through the requantiser.
struct PipelineSlot: Signal {
  var valid: Bit
  /// The scaled operand of a sum: it comes back, for a second pass.
  var returns: Bit
  var address: Unsigned
  var mask: Unsigned
  var isLast: Bit

  static func shape(_ architecture: Architecture) -> PipelineSlot {
    PipelineSlot(
      valid: .shape, returns: .shape, address: .bits(architecture.vectorAddressBits),
      mask: .bits(architecture.lanes), isLast: .shape)
  }

  /// Registers of that shape; only `valid` is reset.
  static func stage(_ architecture: Architecture) -> PipelineSlot {
    var registers = shape(architecture).register()
    registers.valid = .register(reset: false)
    return registers
  }
}
