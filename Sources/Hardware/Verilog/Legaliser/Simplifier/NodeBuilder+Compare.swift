import BigInt

extension NodeBuilder {
  /// Comparisons of extended values are made at the narrower width, and those that always come out the same become
  /// constants: a linter would rightly complain of both.
  mutating func compare(
    _ comparison: Netlist.Comparison, _ left: Netlist.NodeID, _ right: Netlist.NodeID, signed: Bool
  ) -> Netlist.NodeID {
    if let first = constant(left) {
      guard let second = constant(right) else {
        return compare(comparison.mirrored, right, left, signed: signed)
      }
      return truth(comparison.holds(first.number(signed), second.number(signed)))
    }
    if let second = constant(right) {
      return compare(comparison, left, constant: second, signed: signed)
    }
    guard case .extend(let first, let firstSigned) = self[left].operation,
      case .extend(let second, let secondSigned) = self[right].operation,
      firstSigned == secondSigned, !firstSigned || signed || comparison.isEquality
    else {
      return add(.compare(comparison, left, right, signed: signed), width: 1)
    }
    let width = max(self[first].width, self[second].width)
    return add(
      .compare(
        comparison, extend(first, signed: firstSigned, width: width, isSigned: firstSigned),
        extend(second, signed: firstSigned, width: width, isSigned: firstSigned), signed: firstSigned),
      width: 1)
  }

  private mutating func truth(_ value: Bool) -> Netlist.NodeID { add(Bits(value ? 1 : 0, width: 1)) }

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
    let width = self[operand].width
    let least: BigInt = signed ? -(BigInt(1) << (width - 1)) : 0
    let most: BigInt = least + (BigInt(1) << width) - 1
    // The comparison is monotonic, so if both ends of the range agree on it (and it is not an equality) all do.
    guard (least...most).contains(number) else {
      return truth(comparison.holds(least, number))
    }
    if !comparison.isEquality, comparison.holds(least, number) == comparison.holds(most, number) {
      return truth(comparison.holds(least, number))
    }
    if width == 1, comparison.isEquality {
      return (number != 0) == (comparison == .equal) ? operand : not(operand, isSigned: false)
    }
    var comparison = comparison
    if number == least, comparison == .lessOrEqual { comparison = .equal }
    if number == most, comparison == .greaterOrEqual { comparison = .equal }
    let constant = add(Bits(truncating: number, width: width), isSigned: signed)
    return add(.compare(comparison, operand, constant, signed: signed), width: 1)
  }
}

extension Bits {
  fileprivate func number(_ signed: Bool) -> BigInt { signed ? signedValue : BigInt(value) }
}

extension Netlist.Comparison {
  var isEquality: Bool { self == .equal || self == .notEqual }

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

  fileprivate func holds(_ left: BigInt, _ right: BigInt) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}
