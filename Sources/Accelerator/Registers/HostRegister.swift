/// The registers that the host sees over AXI4-Lite, 32 bits each, in the order of their addresses.
///
/// Written once: the hardware, the C header and the page of documentation are made from this.
public enum HostRegister: Int, CaseIterable, Sendable {
  case identification, version, hashLow, hashHigh
  case control, status, error, errorArgument
  case program, memoryBaseLow, memoryBaseHigh, memorySize
  case writeFirst, writeEnd, watchdog
  case interruptEnable, interruptPending
  case timeLimit

  /// What the host can do with a register; the raw values are those of the documentation.
  public enum Access: String, Sendable {
    case readOnly = "ro"
    case readWrite = "rw"
    /// Writing a 1 does something; reading gives 0.
    case command = "w1"
    /// Writing a 1 clears the bit.
    case clear = "w1c"
  }

  /// Those by which a driver finds out which hardware it has.
  public static let identifying: [HostRegister] = [.identification, .version, .hashLow, .hashHigh]

  /// Bytes from the first register.
  public var offset: Int { rawValue * 4 }

  /// What the host can do with the register.
  public var access: Access {
    switch self {
    case .identification, .version, .hashLow, .hashHigh, .status, .error, .errorArgument: .readOnly
    case .control: .command
    case .interruptPending: .clear
    default: .readWrite
    }
  }

  /// Whether a program keeps the value that the register has when the program is started. Others hold as they are.
  public var isTakenAtStart: Bool { access == .readWrite && self != .interruptEnable }

  /// What a read gives after a reset.
  public func resetValue(_ architecture: Architecture) -> UInt32 {
    switch self {
    case .identification: Self.magic
    case .version: Self.mapVersion
    case .hashLow: UInt32(truncatingIfNeeded: architecture.hash)
    case .hashHigh: UInt32(architecture.hash >> 32)
    case .watchdog: 1_000_000
    default: 0
    }
  }

  /// What the register is for, as the C header and the documentation tell it; no full stop.
  public var meaning: String {
    switch self {
    case .identification: "0x5352524f, the bytes `ORRS`"
    case .version: "version of this map"
    case .hashLow: "lower half of the hash of the architecture: FNV-1a of the bytes of `architecture.json`"
    case .hashHigh: "upper half of the hash"
    case .control: "what the host asks for"
    case .status: "how the program stands"
    case .error: "why the program was stopped: the codes of `ProgramError`; 0 for none"
    case .errorArgument: "the number of the instruction at which it was stopped, from 0"
    case .program: "where the program begins: a byte offset from the memory base, a multiple of 256"
    case .memoryBaseLow: "the address in DRAM from which all offsets count, a multiple of 256: its lower half"
    case .memoryBaseHigh: "the upper half of that address"
    case .memorySize: "bytes from the base that may be read"
    case .writeFirst: "the first byte offset that may be written"
    case .writeEnd: "the byte offset behind the last one that may be written"
    case .watchdog: "cycles in a row without progress after which a program is stopped; 0 for never"
    case .timeLimit: "cycles after which a program is stopped in any case; 0 for never"
    case .interruptEnable: "which events interrupt"
    case .interruptPending: "which events have come; writing a 1 clears the bit"
    }
  }

  /// Higher by one with each change that a driver has to know of.
  public static let mapVersion: UInt32 = 2
  /// The bytes `ORRS`.
  public static let magic: UInt32 = 0x5352_524F
  /// The first counter; each takes two words, the lower one first. Reading the lower one holds the upper one.
  public static let counterOffset = 0x100
}
