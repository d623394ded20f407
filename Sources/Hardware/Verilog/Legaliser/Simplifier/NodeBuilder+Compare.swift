import BigInt

extension NodeBuilder {
  /// Comparisons of extended values are made at the narrower width, and those that always come out the same become
  /// constants: a linter would rightly complain of both.
  mutating func compare(
    _ comparison: Netlist.Comparison, _ left: Netlist.NodeID, _ right: Netlist.NodeID, signed: Bool
  ) -> Netlist.NodeID {
    if isSame(left, right) { return add(Bits(comparison.holds(0, 0))) }
    if let first = knownValue(left) {
      guard let second = knownValue(right) else {
        return compare(comparison.mirrored, right, left, signed: signed)
      }
      return add(Bits(comparison.holds(first.number(signed), second.number(signed))))
    }
    if let second = constant(right) {
      return compare(comparison, left, constant: second, signed: signed)
    }
    // A named limit keeps its name unless nothing hangs on it.
    if let limit = knownValue(right), let outcome = outcome(comparison, left, limit.number(signed), signed: signed) {
      return add(Bits(outcome))
    }
    guard case .extend(let first, let firstSigned) = self[left].operation,
      case .extend(let second, let secondSigned) = self[right].operation,
      firstSigned == secondSigned, !firstSigned || signed || comparison.isEquality
    else {
      return add(.compare(comparison, left, right, signed: signed), width: 1)
    }
    let width = max(self[first].width, self[second].width)
    return compare(
      comparison, extend(first, signed: firstSigned, width: width, isSigned: firstSigned),
      extend(second, signed: firstSigned, width: width, isSigned: firstSigned), signed: firstSigned)
  }

  private mutating func compare(
    _ comparison: Netlist.Comparison, _ left: Netlist.NodeID, constant: Bits, signed: Bool
  ) -> Netlist.NodeID {
    let number = constant.number(signed)
    if case .extend(let inner, let isSignExtension) = self[left].operation {
      // Zero-extended values are ordered as unsigned ones, sign-extended ones as signed ones.
      let agrees = isSignExtension ? (signed || comparison.isEquality) : true
      let value = isSignExtension ? constant.signedValue : number
      if agrees {
        return compare(comparison, inner, number: value, signed: isSignExtension)
      }
    }
    return compare(comparison, left, number: number, signed: signed)
  }

  /// - Parameter number: any number, in the range of `operand` or not.
  private mutating func compare(
    _ comparison: Netlist.Comparison, _ operand: Netlist.NodeID, number: BigInt, signed: Bool
  ) -> Netlist.NodeID {
    if let outcome = outcome(comparison, operand, number, signed: signed) { return add(Bits(outcome)) }
    let width = self[operand].width
    if width == 1, comparison.isEquality {
      return (number != 0) == (comparison == .equal) ? operand : not(operand, isSigned: false)
    }
    var comparison = comparison
    let range = range(width, signed: signed)
    if number == range.lowerBound, comparison == .lessOrEqual { comparison = .equal }
    if number == range.upperBound, comparison == .greaterOrEqual { comparison = .equal }
    let constant = add(Bits(truncating: number, width: width), isSigned: signed)
    return add(.compare(comparison, operand, constant, signed: signed), width: 1)
  }

  private func range(_ width: Int, signed: Bool) -> ClosedRange<BigInt> {
    let count = BigInt(1) << width
    return signed ? -(count >> 1)...(count >> 1) - 1 : 0...count - 1
  }

  /// The result if every value of the operand's width has the same one.
  private func outcome(
    _ comparison: Netlist.Comparison, _ operand: Netlist.NodeID, _ number: BigInt, signed: Bool
  ) -> Bool? {
    let range = range(self[operand].width, signed: signed)
    let least = comparison.holds(range.lowerBound, number)
    if !range.contains(number) { return least }
    // Order is monotonic: if both ends agree all do.
    return !comparison.isEquality && least == comparison.holds(range.upperBound, number) ? least : nil
  }
}

extension Netlist.Comparison {
  /// The comparison that holds exactly where this one does not.
  var negated: Self {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }

  /// The comparison of the operands the other way round.
  fileprivate var mirrored: Self {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
