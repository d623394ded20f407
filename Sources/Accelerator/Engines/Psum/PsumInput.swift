import Hardware

/// Where the psums that enter in a pass come from; see the registers of `ProgramRegister` with these names.
struct PsumInput: Signal {
  var base: Unsigned
  /// From the buffer; else they are 0.
  var isStored: Bit

  static func shape(_ architecture: Architecture) -> PsumInput {
    PsumInput(base: .bits(architecture.wordAddressBits), isStored: .shape)
  }
}
