import Randomness

/// The storage of a running program and the loop that settles it.
///
/// Raw pointers, not arrays: the loop is the interpreter's speed, in debug builds above all.
final class Machine {
  let storage: UnsafeMutablePointer<UInt64>
  private let code: UnsafeMutablePointer<Instruction>
  private let codeCount: Int
  private let operandTable: UnsafeMutablePointer<UInt32>
  private let wide: WideMachine

  init(_ program: Program, _ initialState: InitialState) {
    storage = .allocate(capacity: program.storageCount + 1)
    storage.initialize(repeating: 0, count: program.storageCount + 1)
    for (offset, word) in program.initialWords { storage[Int(offset)] = word }
    codeCount = program.instructions.count
    code = .allocate(capacity: codeCount + 1)
    for (index, instruction) in program.instructions.enumerated() {
      (code + index).initialize(to: instruction)
    }
    operandTable = .allocate(capacity: program.operandTable.count + 1)
    for (index, offset) in program.operandTable.enumerated() { (operandTable + index).initialize(to: offset) }
    wide = WideMachine(program.wideOperations, storage: storage)
    fill(program.state, from: initialState)
  }

  private func fill(_ state: [Slot], from initialState: InitialState) {
    var random = SeededGenerator(seed: initialState.seed)
    for slot in state {
      let value = WideValue(slot, storage)
      for index in 0..<value.count { value.words[index] = random.next() }
      value.words[value.count - 1] &= slot.mask
    }
  }

  deinit {
    storage.deallocate()
    code.deallocate()
    operandTable.deallocate()
  }

  /// Runs all instructions once.
  func settle() {
    let words = storage
    var pointer = code
    let end = code + codeCount
    while pointer != end {
      let instruction = pointer.pointee
      let a = words[Int(instruction.a)]
      let target = words + Int(instruction.target)
      switch instruction.operation {
      case .copy: target.pointee = a
      case .not: target.pointee = ~a & instruction.immediate
      case .and: target.pointee = a & words[Int(instruction.b)]
      case .or: target.pointee = a | words[Int(instruction.b)]
      case .xor: target.pointee = a ^ words[Int(instruction.b)]
      case .add: target.pointee = (a &+ words[Int(instruction.b)]) & instruction.immediate
      case .subtract: target.pointee = (a &- words[Int(instruction.b)]) & instruction.immediate
      case .multiply: target.pointee = (a &* words[Int(instruction.b)]) & instruction.immediate
      case .equal: target.pointee = a == words[Int(instruction.b)] ? 1 : 0
      case .notEqual: target.pointee = a != words[Int(instruction.b)] ? 1 : 0
      case .less: target.pointee = a < words[Int(instruction.b)] ? 1 : 0
      case .lessOrEqual: target.pointee = a <= words[Int(instruction.b)] ? 1 : 0
      case .signedLess:
        let places = UInt64(instruction.c)
        let b = Int64(bitPattern: words[Int(instruction.b)] &<< places)
        target.pointee = Int64(bitPattern: a &<< places) < b ? 1 : 0
      case .signedLessOrEqual:
        let places = UInt64(instruction.c)
        let b = Int64(bitPattern: words[Int(instruction.b)] &<< places)
        target.pointee = Int64(bitPattern: a &<< places) <= b ? 1 : 0
      case .shiftLeft:
        let amount = words[Int(instruction.b)]
        target.pointee = amount >= UInt64(instruction.c) ? 0 : (a &<< amount) & instruction.immediate
      case .shiftRight:
        let amount = words[Int(instruction.b)]
        target.pointee = amount >= UInt64(instruction.c) ? 0 : a &>> amount
      case .shiftRightArithmetic:
        let amount = words[Int(instruction.b)]
        let places = Int64(instruction.c)
        let value = Int64(bitPattern: a &<< UInt64(instruction.c)) &>> places
        let moved = value &>> (amount > 63 ? 63 : Int64(bitPattern: amount))
        target.pointee = UInt64(bitPattern: moved) & instruction.immediate
      case .multiplex: target.pointee = words[Int(instruction.c)] != 0 ? a : words[Int(instruction.b)]
      case .select:
        let count = UInt64(instruction.c)
        let element = Int(instruction.b) + (a < count ? Int(a) : Int(count))
        target.pointee = words[Int(operandTable[element])]
      case .bit:
        let index = words[Int(instruction.b)]
        target.pointee = index >= UInt64(instruction.c) ? 0 : (a &>> index) & 1
      case .join: target.pointee = (a &<< UInt64(instruction.c)) | words[Int(instruction.b)]
      case .slice: target.pointee = (a &>> UInt64(instruction.c)) & instruction.immediate
      case .signExtend:
        let places = UInt64(instruction.c)
        let value = Int64(bitPattern: a &<< places) &>> Int64(bitPattern: places)
        target.pointee = UInt64(bitPattern: value) & instruction.immediate
      case .reduceAnd: target.pointee = a == instruction.immediate ? 1 : 0
      case .reduceOr: target.pointee = a != 0 ? 1 : 0
      case .reduceXor: target.pointee = UInt64(a.nonzeroBitCount & 1)
      case .memoryRead: target.pointee = a < instruction.immediate ? words[Int(instruction.b) + Int(a)] : 0
      case .wide: wide.run(Int(instruction.immediate))
      }
      pointer += 1
    }
  }
}
