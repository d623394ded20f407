extension HostRegister {
  /// Bits of a register with a meaning of their own.
  public struct Field: Hashable, Sendable {
    /// What the C header and the documentation call the field.
    public let name: String
    /// Its bits in the register.
    public let bits: Range<Int>
    /// What a 1 or the number means, as documentation tells it; no full stop.
    public let meaning: String

    /// `3`, or `31:8`.
    public var place: String {
      bits.count == 1 ? "\(bits.lowerBound)" : "\(bits.upperBound - 1):\(bits.lowerBound)"
    }
  }

  /// The fields, the lowest bit first; none where all 32 bits are one number. Other bits read as 0.
  public var fields: [Field] {
    switch self {
    case .control:
      [
        Field(name: "start", bits: 0..<1, meaning: "start the program; does nothing while one runs, or after an error"),
        Field(name: "stop", bits: 1..<2, meaning: "stop the program that runs; does nothing while none runs"),
      ]
    case .status:
      [
        Field(name: "running", bits: 0..<1, meaning: "a program runs"),
        Field(name: "done", bits: 1..<2, meaning: "the last one ended"),
        Field(name: "failed", bits: 2..<3, meaning: "the last one was stopped, or could not be started: see `error`"),
        Field(
          name: "bursts", bits: 3..<4,
          meaning: "bursts are under way on the bus; no reset as long as they are"),
      ]
    case .error: [Field(name: "code", bits: 0..<Execution.codeBits, meaning: "of `ProgramError`")]
    case .interruptEnable, .interruptPending:
      [
        Field(name: "done", bits: 0..<1, meaning: "a program ended"),
        Field(name: "failed", bits: 1..<2, meaning: "a program was stopped, or could not be started"),
      ]
    default: []
    }
  }
}
