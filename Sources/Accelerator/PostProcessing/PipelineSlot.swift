import Hardware

/// What goes along with the values of all lanes through the requantiser.
struct PipelineSlot: Signal {
  let valid: Bit
  /// The scaled operand of a sum: it comes back, for a second pass.
  let returns: Bit
  let address: Unsigned
  let mask: Unsigned
  let isLast: Bit

  static func shape(_ architecture: Architecture) -> PipelineSlot {
    PipelineSlot(
      valid: .shape, returns: .shape, address: .bits(architecture.vectorAddressBits),
      mask: .bits(architecture.lanes), isLast: .shape)
  }

  /// Registers of that shape; only `valid` is reset.
  static func stage(_ architecture: Architecture) -> PipelineSlot {
    let registers = shape(architecture).register()
    return PipelineSlot(
      valid: .register(reset: false), returns: registers.returns, address: registers.address, mask: registers.mask,
      isLast: registers.isLast)
  }

  func map(_ each: SignalMap) -> PipelineSlot {
    PipelineSlot(
      valid: each(valid), returns: each(returns), address: each(address), mask: each(mask), isLast: each(isLast))
  }
}
