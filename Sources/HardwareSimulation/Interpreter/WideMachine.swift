/// Runs the operations on values of more than 64 bits, word by word.
struct WideMachine {
  private let operations: [WideOperation]
  private let storage: UnsafeMutablePointer<UInt64>

  init(_ operations: [WideOperation], storage: UnsafeMutablePointer<UInt64>) {
    self.operations = operations
    self.storage = storage
  }

  func run(_ index: Int) {
    let operation = operations[index]
    let target = WideValue(operation.target, storage)
    let first = WideValue(operation.operands[0], storage)
    switch operation.kind {
    case .multiplex:
      target.copy(from: WideValue(operation.operands[first.isZero ? 2 : 1], storage))
    case .select:
      let count = operation.operands.count - 2
      target.copy(from: WideValue(operation.operands[1 + first.clamped(to: count)], storage))
    case .concatenate: concatenate(operation.operands, into: target)
    case .memoryRead:
      let row = first.clamped(to: operation.immediate)
      if row == operation.immediate { return target.clear() }
      let memory = operation.operands[1]
      target.copy(from: WideValue(memory.row(row), storage))
    case .slice: target.takeSlice(of: first, low: operation.immediate)
    case .copy, .zeroExtend: target.copy(from: first)
    case .signExtend: target.signExtend(first)
    case .not: target.complement(first)
    case .reduceAnd: target.words[0] = first.isAllOnes ? 1 : 0
    case .reduceOr: target.words[0] = first.isZero ? 0 : 1
    case .reduceXor: target.words[0] = first.parity
    default: runBinary(operation.kind, target, first, WideValue(operation.operands[1], storage))
    }
  }

  private func runBinary(_ kind: WideOperation.Kind, _ target: WideValue, _ left: WideValue, _ right: WideValue) {
    switch kind {
    case .and: target.combine(left, right) { $0 & $1 }
    case .or: target.combine(left, right) { $0 | $1 }
    case .xor: target.combine(left, right) { $0 ^ $1 }
    case .add: target.add(left, right)
    case .subtract: target.subtract(left, right)
    case .multiply: target.multiply(left, right)
    case .equal: target.words[0] = left.isEqual(to: right) ? 1 : 0
    case .notEqual: target.words[0] = left.isEqual(to: right) ? 0 : 1
    case .less: target.words[0] = left.isLess(than: right) ? 1 : 0
    case .lessOrEqual: target.words[0] = right.isLess(than: left) ? 0 : 1
    case .signedLess: target.words[0] = left.isSignedLess(than: right) ? 1 : 0
    case .signedLessOrEqual: target.words[0] = right.isSignedLess(than: left) ? 0 : 1
    case .shiftLeft: target.shiftLeft(left, by: right.clamped(to: target.width))
    case .shiftRight: target.shiftRight(left, by: right.clamped(to: target.width), filling: false)
    case .shiftRightArithmetic:
      target.shiftRight(left, by: right.clamped(to: target.width), filling: left.isNegative)
    case .bit:
      let index = right.clamped(to: left.width)
      target.words[0] = index == left.width ? 0 : left.bit(index)
    default: preconditionFailure("\(kind) has one operand")
    }
  }

  private func concatenate(_ parts: [Slot], into target: WideValue) {
    target.clear()
    var low = 0
    for part in parts.reversed() {
      target.insert(WideValue(part, storage), at: low)
      low += part.width
    }
  }
}

extension Slot {
  /// A row of the memory whose first one this is.
  func row(_ index: Int) -> Slot {
    Slot(offset: offset + UInt32(index * wordCount), width: width)
  }
}
