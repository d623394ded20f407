import Accelerator

/// An instruction of a program; `Opcode` says what each does.
public enum Instruction: Hashable, Sendable {
  case end
  /// A value of 32 bits, signed or not.
  case set(ProgramRegister, Int)
  case configure(row: Int, column: Int, data: UInt32)
  case table(ProgramTable, entry: Int, data: UInt32)
  case load, store, pass, vector
  /// Whether the banks of the tables of targets are exchanged.
  case commit(exchangesTargets: Bool)
  case wait(ProgramEngine, count: Int)

  /// Which instruction it is, without its operands.
  public var opcode: Opcode {
    switch self {
    case .end: .end
    case .set: .set
    case .configure: .configure
    case .table: .table
    case .load: .load
    case .store: .store
    case .pass: .pass
    case .vector: .vector
    case .wait: .wait
    case .commit: .commit
    }
  }

  /// The 64 bits of the instruction.
  public var encoded: UInt64 {
    let (a, b): (Int, UInt32) =
      switch self {
      case .end, .load, .store, .pass, .vector: (0, 0)
      case .commit(let exchanges): (0, exchanges ? 1 : 0)
      case .set(let register, let value): (register.rawValue, UInt32(truncatingIfNeeded: value))
      case .configure(let row, let column, let data): (row << 12 | column, data)
      case .table(let table, let entry, let data): (table.rawValue << 16 | entry, data)
      case .wait(let engine, let count): (engine.rawValue, UInt32(count))
      }
    return UInt64(opcode.rawValue) << 56 | UInt64(a) << 32 | UInt64(b)
  }

  /// As it lies in DRAM.
  public var bytes: [UInt8] {
    let encoded = encoded
    return (0..<8).map { UInt8(truncatingIfNeeded: encoded >> (8 * $0)) }
  }

  /// The instruction of these 64 bits; nil where they are none.
  ///
  /// Values of registers come back signed.
  public init?(encoded: UInt64) {
    let (a, b) = (Int(encoded >> 32 & 0xFF_FFFF), UInt32(truncatingIfNeeded: encoded))
    guard let opcode = Opcode(rawValue: Int(encoded >> 56)) else { return nil }
    switch opcode {
    case .end: self = .end
    case .load: self = .load
    case .store: self = .store
    case .pass: self = .pass
    case .vector: self = .vector
    case .commit: self = .commit(exchangesTargets: b & 1 != 0)
    case .configure: self = .configure(row: a >> 12, column: a & 0xFFF, data: b)
    case .set:
      guard let register = ProgramRegister(rawValue: a) else { return nil }
      self = .set(register, Int(Int32(bitPattern: b)))
    case .table:
      guard let table = ProgramTable(rawValue: a >> 16) else { return nil }
      self = .table(table, entry: a & 0xFFFF, data: b)
    case .wait:
      guard let engine = ProgramEngine(rawValue: a) else { return nil }
      self = .wait(engine, count: Int(b))
    }
  }
}

extension Instruction: CustomStringConvertible {
  /// As a person reads it.
  public var description: String {
    switch self {
    case .end, .load, .store, .pass, .vector: "\(opcode)"
    case .commit(let exchanges): exchanges ? "commit    with tables of targets" : "commit"
    case .set(let register, let value): "set       \(register) = \(value)"
    case .configure(let row, let column, let data): "configure row \(row), column \(column) = \(data)"
    case .table(let table, let entry, let data): "table     \(table)[\(entry)] = \(Int32(bitPattern: data))"
    case .wait(let engine, let count): "wait      \(engine) \(count)"
    }
  }
}
