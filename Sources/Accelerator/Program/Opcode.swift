/// What an instruction does. A zero word is no instruction, so memory that was never written stops a program.
///
/// An instruction is 64 bits, little endian: the opcode in bits 56 to 63, `a` in bits 32 to 55, `b` in bits 0 to 31.
public enum Opcode: Int, CaseIterable, Sendable {
  /// The end: waits until all engines are idle. `a` and `b` are 0.
  case end = 1
  /// Sets the `ProgramRegister` whose number is `a` to `b`. A register of the layer holds from the next `commit` on; the
  /// others are taken along by the next command of their engine.
  case set = 2
  /// Writes the array's configuration (`ConfigurationWrite`): row in bits 12 to 23 of `a`, column in bits 0 to 11. It
  /// holds from the next `commit` on.
  case configure = 3
  /// Writes entry `a` (bits 0 to 15) of the `ProgramTable` whose number is in bits 16 to 23 of `a`. Tables of targets have
  /// two banks: the one that is not in use is written, and a `commit` may exchange them. Entries of the channel tables change
  /// at once: no command that uses them may be under way.
  case table = 4
  /// Hands a copy from DRAM into the buffer to the load engine.
  case load = 5
  /// Hands a copy from the buffer into DRAM to the store engine.
  case store = 6
  /// Hands a pass to the array's engines. Waits until the vector unit is idle.
  case pass = 7
  /// Starts the vector unit. Waits until the array and the vector unit are idle.
  case vector = 8
  /// Waits until `ProgramEngine` number `a` has completed `b` commands since the program began.
  case wait = 9
  /// Makes what was prepared hold: registers of the layer and the array's configuration; and tables of targets, where bit
  /// 0 of `b` says so. Waits until the array and the vector unit are idle.
  case commit = 10
}

/// What completes commands, counted from the program's begin.
public enum ProgramEngine: Int, CaseIterable, Sendable {
  /// Loads whose words are in the buffer.
  case load
  /// Stores that the memory has acknowledged.
  case store
  /// Passes and vector commands whose results are in the buffer.
  case compute
}
