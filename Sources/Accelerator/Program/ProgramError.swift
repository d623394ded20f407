/// Why a program was stopped; the code in the error register.
public enum ProgramError: Int, CaseIterable, Sendable {
  case none
  case unknownOpcode, unknownRegister, unknownTable, tableIndex, unknownEngine, argument
  case readWindow, writeWindow
  case readResponse, writeResponse
  case watchdog, timeLimit
  case compressedData
  case stopped
  case programOffset, memoryBase, addressSpace

  /// What happened, as documentation and messages tell it; no full stop.
  public var meaning: String {
    switch self {
    case .none: "no error"
    case .unknownOpcode: "an instruction has no such opcode; memory that was never written has none"
    case .unknownRegister: "`set` names a register that is not there"
    case .unknownTable: "`table` names a table that is not there"
    case .tableIndex: "`table` names an entry past the end of the table"
    case .unknownEngine: "`wait` names an engine that is not there"
    case .argument: "an operand of an instruction has no meaning"
    case .readWindow: "a read outside the memory that the host allowed"
    case .writeWindow: "a write outside the window that the host allowed"
    case .readResponse: "the bus answered a read with an error"
    case .writeResponse: "the bus answered a write with an error"
    case .watchdog: "nothing moved for as long as `watchdog` says"
    case .timeLimit: "the program ran for as long as `timeLimit` says"
    case .compressedData: "a compressed feature map in DRAM is none"
    case .stopped: "the host stopped the program: `stop` of `control`"
    case .programOffset: "at the start `program` was no multiple of \(Program.blockBytes)"
    case .memoryBase: "at the start the memory base was no multiple of \(Program.blockBytes)"
    case .addressSpace: "at the start `memorySize` or `writeEnd`, counted from the memory base, was past the last address"
    }
  }
}
