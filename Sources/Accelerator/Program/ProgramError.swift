/// Why a program was stopped; the code in the error register.
public enum ProgramError: Int, CaseIterable, Sendable {
  case none
  /// No such opcode; memory that was never written has none.
  case unknownOpcode
  case unknownRegister
  case unknownTable
  /// An entry past the end of a table.
  case tableIndex
  case unknownEngine
  /// An operand that has no meaning.
  case argument
  /// A read outside the window that the host set; a write outside its window.
  case readWindow, writeWindow
  /// The bus answered a read or a write with an error.
  case readResponse, writeResponse
  /// Nothing moved for as long as the watchdog waits.
  case watchdog
  /// The program ran for longer than the host allows.
  case timeLimit
}
