import Hardware

/// A processor with an accumulator of eight bits, an instruction a cycle: 32 instructions in a ROM, 32 bytes of data.
public struct Processor: Module {
  static let addressBits = 5

  /// What the last `output` gave; new where `isNew`.
  public let result: Unsigned = .outputRegister(8, reset: 0)
  /// High for one cycle with each new result.
  public let isNew: Bit = .outputRegister(reset: false)
  /// High from `halt` until the next reset.
  public let isHalted: Bit = .outputRegister(reset: false)

  private let instructions: Memory<Instruction>
  private let data = Memory(depth: 1 << addressBits, of: Unsigned.bits(8))
  private let counter: Unsigned = .register(addressBits, reset: 0)
  private let accumulator: Unsigned = .register(8, reset: 0)

  /// - Parameter program: the words of the instructions from address 0 on; the others are 0.
  public init(program: [Int]) {
    instructions = Memory(depth: 1 << Self.addressBits, of: .shape, contents: .words(program))
  }

  /// The word of an instruction.
  public static func word(_ opcode: Opcode, _ operand: Int = 0) -> Int { opcode.rawValue << addressBits | operand }

  /// Fetches, decodes and executes an instruction each cycle.
  public var body: [Statement] {
    let instruction = instructions.read("instruction", at: counter, latency: .combinational)
    let operand = instruction.operand
    let number = data.read("number", at: operand, latency: .combinational)
    isNew <== false
    when(!isHalted) {
      counter <== counter &+ 1
      instruction.opcode.match {
        switch $0 {
        case .set: accumulator <== operand.extended(to: 8)
        case .load: accumulator <== number
        case .store: data.write(accumulator, at: operand)
        case .add: accumulator <== accumulator &+ number
        case .subtract: accumulator <== accumulator &- number
        case .branchIfNotZero: when(accumulator .!= 0) { counter <== operand }
        case .output:
          result <== accumulator
          isNew <== true
        case .halt: isHalted <== true
        }
      }
    }
  }
}
