import Accelerator
import Compiler
import Mapping

/// Carries out a program as docs/accelerator.md has it, without clocks, on nothing but bytes.
///
/// Commands are done when they are handed over; that no other order could give other results is what `TrackedMemory`
/// checks.
final class ProgramModel {
  let architecture: Architecture
  let memory: TrackedMemory
  let buffer: TrackedMemory
  /// Bytes that stores may go to.
  let writable: [Range<Int>]

  /// As they are prepared, and as they hold.
  private var prepared = [UInt32](repeating: 0, count: ProgramRegister.allCases.count)
  private var registers = [UInt32](repeating: 0, count: ProgramRegister.allCases.count)
  private var preparedConfiguration: [Int: UInt32] = [:]
  private(set) var configuration: [Int: UInt32] = [:]
  /// Channel tables, and the banks of those of targets.
  private var tables: [[UInt32]]
  private var preparedTables: [[UInt32]]
  /// For each entry of the channel tables the last command that used it.
  private var lastUses: [Int: Int] = [:]
  private var issued = [0, 0, 0]
  private var done = [0, 0, 0]
  private var lastComputeIsVector = false
  /// Psums that have been written and wait for the pass that reads them.
  var waitingPsums: [Int] = []
  private(set) var instructions = 0
  /// What happened, counted as it was done.
  var counts = AccessCounts()

  init(_ architecture: Architecture, memoryBytes: Int, writable: [Range<Int>]) {
    self.architecture = architecture
    self.writable = writable
    memory = TrackedMemory("DRAM", bytes: memoryBytes, granule: 4)
    buffer = TrackedMemory(
      "the buffer", bytes: architecture.bufferWords * architecture.wordBytes, granule: architecture.wordBytes)
    tables = ProgramTable.allCases.map { table in
      let entries =
        switch table {
        case .bias, .significand, .shift: architecture.channelTable
        default: architecture.maximumTargets
        }
      return Array(repeating: 0, count: entries)
    }
    preparedTables = tables
  }

  /// The register, as wide as it is.
  func unsigned(_ register: ProgramRegister) -> Int {
    Int(registers[register.rawValue]) & (1 << register.width(architecture) - 1)
  }

  func signed(_ register: ProgramRegister) -> Int {
    let unused = Int.bitWidth - register.width(architecture)
    return (unsigned(register) << unused) >> unused
  }

  func entry(_ table: ProgramTable, _ index: Int) -> Int {
    if table.isOfChannels { lastUses[index] = issued[ProgramEngine.compute.rawValue] }
    return Int(tables[table.rawValue][index])
  }

  func configured(_ register: ArrayRegister) -> Int {
    Int(configuration[architecture.rows << 12 | register.rawValue] ?? 0)
  }

  /// Runs until the end.
  func run(from offset: Int) throws {
    var address = offset
    while true {
      guard address + 8 <= memory.count, memory.areDefined(address..<address + 8) else {
        throw ProgramFault("instruction \(instructions) at \(address) was never written")
      }
      let word = memory.contents(address..<address + 8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      guard let instruction = Instruction(encoded: word) else {
        throw ProgramFault("instruction \(instructions) is none: \(String(word, radix: 16))")
      }
      instructions += 1
      address += 8
      if instruction == .end {
        guard memory.areDefined(address..<address.roundedUp(256) + 512) else {
          throw ProgramFault("what is fetched ahead of the end was never written")
        }
        return
      }
      do { try carryOut(instruction) } catch let fault as ProgramFault {
        throw ProgramFault("instruction \(instructions - 1) (\(instruction)): \(fault)")
      }
    }
  }

  private func carryOut(_ instruction: Instruction) throws {
    switch instruction {
    case .end: break
    case .set(let register, let value):
      prepared[register.rawValue] = UInt32(truncatingIfNeeded: value)
      if !register.isOfLayer { registers[register.rawValue] = prepared[register.rawValue] }
      let width = register.width(architecture)
      guard width >= 32 || (-(1 << (width - 1))..<1 << width).contains(value) else {
        throw ProgramFault("\(value) does not fit the \(width) bits of \(register)")
      }
    case .configure(let row, let column, let data): preparedConfiguration[row << 12 | column] = data
    case .table(let table, let entry, let data):
      guard entry < tables[table.rawValue].count else { throw ProgramFault("\(table) has no entry \(entry)") }
      guard table.isOfChannels else {
        preparedTables[table.rawValue][entry] = data
        return
      }
      guard lastUses[entry, default: 0] <= done[ProgramEngine.compute.rawValue] else {
        throw ProgramFault("entry \(entry) of \(table) is in use")
      }
      tables[table.rawValue][entry] = data
    case .commit(let exchangesTargets): commit(exchangesTargets)
    case .load: try transfer(.load)
    case .store: try transfer(.store)
    case .pass:
      if lastComputeIsVector { waitForCompute() }
      lastComputeIsVector = false
      try PassModel(self, stamp(.compute)).run()
    case .vector:
      waitForCompute()
      lastComputeIsVector = true
      try VectorModel(self, stamp(.compute)).run()
    case .wait(let engine, let count):
      guard count <= issued[engine.rawValue] else { throw ProgramFault("it waits for what never comes") }
      done[engine.rawValue] = max(done[engine.rawValue], count)
    }
  }

  private func commit(_ exchangesTargets: Bool) {
    waitForCompute()
    registers = prepared
    configuration = preparedConfiguration
    guard exchangesTargets else { return }
    for table in ProgramTable.allCases where !table.isOfChannels {
      swap(&tables[table.rawValue], &preparedTables[table.rawValue])
    }
  }

  private func waitForCompute() { done[ProgramEngine.compute.rawValue] = issued[ProgramEngine.compute.rawValue] }

  func stamp(_ engine: ProgramEngine) -> Stamp {
    issued[engine.rawValue] += 1
    return Stamp(engine: engine, index: issued[engine.rawValue], done: done)
  }

  /// A lane of a vector of the buffer.
  func lane(_ bytes: UnsafePointer<UInt8>, _ lane: Int) -> Int {
    architecture.storageBits == 8
      ? Int(Int8(bitPattern: bytes[lane]))
      : Int(Int16(bitPattern: UInt16(bytes[2 * lane]) | UInt16(bytes[2 * lane + 1]) << 8))
  }

  /// The bytes of a vector; its address wraps.
  func vector(_ address: Int, _ stamp: Stamp) throws -> UnsafePointer<UInt8> {
    let bytes = architecture.vectorBits / 8
    return try buffer.read((address & (1 << architecture.vectorAddressBits - 1)) * bytes, bytes, stamp)
  }

  /// Writes neighbouring lanes of a vector.
  func write(_ values: [Int], vector address: Int, firstLane: Int, _ stamp: Stamp) throws {
    let size = architecture.storageBits / 8
    let bytes = values.flatMap { value in (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    let vector = (address & (1 << architecture.vectorAddressBits - 1)) * architecture.vectorBits / 8
    try bytes.withUnsafeBufferPointer {
      try buffer.write(vector + firstLane * size, $0.baseAddress!, bytes.count, stamp)
    }
  }
}

extension Int {
  func roundedUp(_ unit: Int) -> Int { (self + unit - 1) / unit * unit }
  /// The number of this many bits that the low ones are, in two's complement.
  func wrapped(_ bits: Int) -> Int { (self << (Int.bitWidth - bits)) >> (Int.bitWidth - bits) }
}
