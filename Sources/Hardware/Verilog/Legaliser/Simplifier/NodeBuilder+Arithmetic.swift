import BigInt

extension NodeBuilder {
  private func allOnes(_ width: Int) -> BigUInt { (1 << width) - 1 }

  mutating func not(_ operand: Netlist.NodeID, isSigned: Bool) -> Netlist.NodeID {
    let width = self[operand].width
    switch self[operand].operation {
    case .not(let inner): return inner
    case .compare(let comparison, let left, let right, let signed):
      return add(.compare(comparison.negated, left, right, signed: signed), width: 1)
    default: return add(.not(operand), width: width, isSigned: isSigned)
    }
  }

  mutating func binary(
    _ binaryOperator: Netlist.BinaryOperator, _ left: Netlist.NodeID, _ right: Netlist.NodeID, isSigned: Bool
  ) -> Netlist.NodeID {
    let width = self[left].width
    if isSame(left, right) {
      switch binaryOperator {
      case .and, .or: return left
      case .xor, .subtract: return zero(width: width)
      case .add, .multiply: break
      }
    }
    if let second = constant(right)?.value,
      let simpler = neutral(binaryOperator, left, constant: second, width: width, isSigned: isSigned)
    {
      return simpler
    }
    if binaryOperator != .subtract, let first = constant(left)?.value,
      let simpler = neutral(binaryOperator, right, constant: first, width: width, isSigned: isSigned)
    {
      return simpler
    }
    return add(.binary(binaryOperator, left, right), width: width, isSigned: isSigned)
  }

  /// The result of `operand op constant` where it is no operation at all.
  private mutating func neutral(
    _ binaryOperator: Netlist.BinaryOperator, _ operand: Netlist.NodeID, constant: BigUInt, width: Int,
    isSigned: Bool
  ) -> Netlist.NodeID? {
    let isZero = constant == 0
    let isAllOnes = constant == allOnes(width)
    switch binaryOperator {
    case .and where isZero, .multiply where isZero: return zero(width: width)
    case .and where isAllOnes, .or where isZero, .xor where isZero: return operand
    case .add where isZero, .subtract where isZero, .multiply where constant == 1: return operand
    case .or where isAllOnes: return add(Bits(constant, width: width), isSigned: isSigned)
    case .xor where isAllOnes: return not(operand, isSigned: isSigned)
    default: return nil
    }
  }

  mutating func shift(
    _ direction: Netlist.ShiftOperator, _ value: Netlist.NodeID, amount: Netlist.NodeID, isSigned: Bool
  ) -> Netlist.NodeID {
    let width = self[value].width
    if direction == .arithmeticRight, width == 1 { return value }
    if let distance = constant(amount)?.value {
      return shift(direction, value, distance: distance, isSigned: isSigned)
    }
    // Tools shift by at most 32 bits of amount.
    guard self[amount].width > 32 else {
      return add(.shift(direction, value, amount: amount), width: width, isSigned: isSigned)
    }
    let isFar = reduce(.or, slice(amount, low: 32, width: self[amount].width - 32))
    let near = add(
      .shift(direction, value, amount: slice(amount, low: 0, width: 32)), width: width, isSigned: isSigned)
    let far =
      direction == .arithmeticRight
      ? extend(slice(value, low: width - 1, width: 1), signed: true, width: width, isSigned: isSigned)
      : zero(width: width)
    return multiplex(isFar, far, near, isSigned: isSigned)
  }

  private mutating func shift(
    _ direction: Netlist.ShiftOperator, _ value: Netlist.NodeID, distance: BigUInt, isSigned: Bool
  ) -> Netlist.NodeID {
    let width = self[value].width
    if distance == 0 { return value }
    let isFar = distance >= BigUInt(width)
    if isFar, direction != .arithmeticRight { return zero(width: width) }
    let amount = add(Bits(isFar ? BigUInt(width - 1) : distance, width: 32))
    return add(.shift(direction, value, amount: amount), width: width, isSigned: isSigned)
  }

  mutating func reduce(_ reduction: Netlist.Reduction, _ operand: Netlist.NodeID) -> Netlist.NodeID {
    if self[operand].width == 1 { return operand }
    switch (self[operand].operation, reduction) {
    case (.extend(_, signed: false), .and): return zero(width: 1)
    case (.extend(let inner, signed: false), _), (.extend(let inner, signed: true), .and),
      (.extend(let inner, signed: true), .or):
      return reduce(reduction, inner)
    default: return add(.reduce(reduction, operand), width: 1)
    }
  }
}
