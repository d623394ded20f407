import Hardware

/// An instruction as it stands in memory; see `Opcode`.
struct Instruction: Signal {
  var opcode, a, b: Unsigned

  static let shape = Instruction(opcode: .bits(8), a: .bits(24), b: .bits(32))
}
