import Hardware

/// What an instruction of the processor does, with its code.
public enum Opcode: Int, CaseIterable, Sendable {
  case set = 0, load = 1, store = 2, add = 3, subtract = 4, branchIfNotZero = 5, output = 6, halt = 7
}

/// An instruction in memory: three bits of operation, five of operand.
struct Instruction: Signal {
  var opcode: Enumerated<Opcode>
  var operand: Unsigned

  static let shape = Instruction(opcode: .shape, operand: .bits(Processor.addressBits))
}
