import BigInt
import Hardware

/// Collects storage and instructions; the instructions still stand in the order of the flattening.
final class ProgramBuilder {
  var program: Program
  /// Offsets of values that change at clock edges.
  private(set) var stateOffsets: Set<UInt32> = []
  private var constants: [Constant: UInt32] = [:]

  private struct Constant: Hashable {
    let wordCount: Int
    let value: BigUInt
  }

  init(domains: [ClockDomain]) {
    program = Program(
      domains: domains, resets: [], edges: Array(repeating: Program.Edge(), count: domains.count))
    program.resets = domains.map { _ in allocate(width: 1) }
  }

  func allocate(width: Int) -> Slot {
    let slot = Slot(offset: UInt32(program.storageCount), width: width)
    program.storageCount += slot.wordCount
    return slot
  }

  func allocateMemory(_ memory: Netlist.Memory) -> Program.FlatMemory {
    let flat = Program.FlatMemory(base: UInt32(program.storageCount), width: memory.width, depth: memory.depth)
    program.storageCount += flat.wordCount * memory.depth
    let first = Slot(offset: flat.base, width: flat.width)
    if let words = memory.contents?.words {
      for (row, word) in words.enumerated() where word != 0 { initialise(first.row(row), to: word) }
    } else {
      program.state += (0..<memory.depth).map { first.row($0) }
    }
    return flat
  }

  func constant(_ value: BigUInt, width: Int) -> Slot {
    let key = Constant(wordCount: Words.count(forWidth: width), value: value)
    if let offset = constants[key] { return Slot(offset: offset, width: width) }
    let slot = allocate(width: width)
    initialise(slot, to: value)
    constants[key] = slot.offset
    return slot
  }

  func initialise(_ slot: Slot, to value: BigUInt) {
    for (index, word) in value.words.enumerated() {
      program.initialWords.append((slot.offset + UInt32(index), UInt64(word)))
    }
  }

  func emit(
    _ operation: Instruction.Operation, _ target: Slot, a: UInt32, b: UInt32 = 0, c: UInt32 = 0,
    immediate: UInt64? = nil
  ) {
    program.instructions.append(
      Instruction(
        operation: operation, target: target.offset, a: a, b: b, c: c, immediate: immediate ?? target.mask))
  }

  func emitWide(_ kind: WideOperation.Kind, _ target: Slot, _ operands: [Slot], immediate: Int = 0) {
    let index = program.wideOperations.count
    program.wideOperations.append(
      WideOperation(kind: kind, target: target, operands: operands, immediate: immediate))
    emit(.wide, target, a: 0, immediate: UInt64(index))
  }

  func emitCopy(to target: Slot, from source: Slot) {
    if target.isNarrow {
      emit(.copy, target, a: source.offset)
    } else {
      emitWide(.copy, target, [source])
    }
  }

  func markState(_ slot: Slot) {
    stateOffsets.insert(slot.offset)
    program.state.append(slot)
  }

  /// Registers that take over another register's value read a copy of it, so that the order of the updates at an edge
  /// does not matter.
  func separateRegisters() {
    for domain in program.edges.indices {
      for list in [\Program.Edge.plainRegisters, \.resetRegisters, \.wideRegisters] {
        for index in program.edges[domain][keyPath: list].indices {
          let update = program.edges[domain][keyPath: list][index]
          guard stateOffsets.contains(update.next) else { continue }
          let copy = allocate(width: update.target.width)
          emitCopy(to: copy, from: Slot(offset: update.next, width: copy.width))
          program.edges[domain][keyPath: list][index].next = copy.offset
        }
      }
    }
  }
}
