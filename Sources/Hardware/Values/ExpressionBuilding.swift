import BigInt

// How the operators make nodes: literals take the width of what they meet, operands are extended explicitly, and a
// mistake becomes a poison that travels to the statement, where it is reported with its line.
extension Expression {
  /// The bits that a number needs.
  static func minimumWidth(of value: BigInt, signed: Bool) -> Int {
    if !signed { return max(1, value.magnitude.bitWidth) }
    return value < 0 ? (value.magnitude - 1).bitWidth + 1 : value.magnitude.bitWidth + 1
  }

  /// The same value in exactly `width` bits: a literal is given the width, anything else is extended.
  func widened(to width: Int) -> Expression {
    if isPoison { return self }
    guard width > 0 else { return .poison("a width of \(width) bits; the least is 1") }
    if self.width == width { return self }
    if let value = literalValue {
      let needed = Expression.minimumWidth(of: value, signed: isSigned)
      guard value >= 0 || isSigned else { return .poison("the unsigned literal \(value) is negative") }
      guard needed <= width else {
        return .poison("the literal \(value) needs \(needed) bits, but \(width) are given here")
      }
      return .constant(Bits(truncating: value, width: width), isSigned: isSigned)
    }
    guard self.width < width else {
      return .poison("a value of \(self.width) bits cannot be extended to \(width); use .truncated(to: \(width))")
    }
    if let constant = constantValue { return .constant(Bits(truncating: constant, width: width), isSigned: isSigned) }
    return Expression(.extend(signed: isSigned), width: width, isSigned: isSigned, operands: [self])
  }

  /// A literal in as few bits as it needs; anything else as it is.
  var settled: Expression {
    guard let value = literalValue else { return self }
    return widened(to: Expression.minimumWidth(of: value, signed: isSigned))
  }

  static func firstPoison(_ operands: [Expression]) -> Expression? {
    if let poison = operands.first(where: \.isPoison) { return poison }
    guard operands.contains(where: \.isShape) else { return nil }
    return .poison("a shape has no value: declare a wire, register or port of it")
  }

  /// Both operands at the larger of their widths, a literal at the other's.
  static func matched(_ left: Expression, _ right: Expression) -> (Expression, Expression, width: Int) {
    let width = max(left.width, right.width)
    if width == 0 {
      let (left, right) = (left.settled, right.settled)
      let settledWidth = max(left.width, right.width)
      return (left.widened(to: settledWidth), right.widened(to: settledWidth), settledWidth)
    }
    return (left.widened(to: width), right.widened(to: width), width)
  }

  /// `&+`, `&-`, `&*`: the width of the wider operand; the result wraps.
  static func wrapping(_ operation: Netlist.BinaryOperator, _ left: Expression, _ right: Expression) -> Expression {
    if let poison = firstPoison([left, right]) { return poison }
    let (left, right, width) = matched(left, right)
    if let poison = firstPoison([left, right]) { return poison }
    return Expression(.binary(operation), width: width, isSigned: left.isSigned, operands: [left, right])
  }

  /// `+`, `-`, `*`: wide enough for every result.
  static func growing(
    _ operation: Netlist.BinaryOperator, _ left: Expression, _ right: Expression, signedResult: Bool
  ) -> Expression {
    if let poison = firstPoison([left, right]) { return poison }
    let (left, right) = (left.settled, right.settled)
    let width = operation == .multiply ? left.width + right.width : max(left.width, right.width) + 1
    let operands = [left.widened(to: width), right.widened(to: width)]
    return firstPoison(operands)
      ?? Expression(.binary(operation), width: width, isSigned: signedResult, operands: operands)
  }

  /// `&`, `|`, `^`: equal widths.
  static func bitwise(_ operation: Netlist.BinaryOperator, _ left: Expression, _ right: Expression) -> Expression {
    if let poison = firstPoison([left, right]) { return poison }
    if left.width != right.width, left.width > 0, right.width > 0 {
      return .poison(
        "'\(operation.symbol)' of \(left.width) and \(right.width) bits: "
          + "write .extended(to: \(max(left.width, right.width))) on the narrower operand")
    }
    return wrapping(operation, left, right)
  }

  static func compare(_ comparison: Netlist.Comparison, _ left: Expression, _ right: Expression) -> Expression {
    if let poison = firstPoison([left, right]) { return poison }
    let (left, right, _) = matched(left, right)
    if let poison = firstPoison([left, right]) { return poison }
    return Expression(.compare(comparison, signed: left.isSigned), width: 1, operands: [left, right])
  }

  static func not(_ operand: Expression) -> Expression {
    if let poison = firstPoison([operand]) { return poison }
    if operand.literalValue != nil { return .poison("the complement of a literal: write it with a width") }
    return Expression(.not, width: operand.width, isSigned: operand.isSigned, operands: [operand])
  }

  static func multiplex(_ condition: Expression, _ then: Expression, _ otherwise: Expression) -> Expression {
    if let poison = firstPoison([condition, then, otherwise]) { return poison }
    let (then, otherwise, width) = matched(then, otherwise)
    if let poison = firstPoison([then, otherwise]) { return poison }
    return Expression(
      .multiplex, width: width, isSigned: then.isSigned, enumeration: then.enumeration,
      operands: [condition, then, otherwise])
  }

  static func shift(_ operation: Netlist.ShiftOperator, _ value: Expression, _ amount: Expression) -> Expression {
    if let poison = firstPoison([value, amount]) { return poison }
    if value.literalValue != nil { return .poison("a shifted literal: write it with a width") }
    return Expression(
      .shift(operation), width: value.width, isSigned: value.isSigned, operands: [value, amount.settled])
  }

  /// `<<` by a constant: wide enough for every result.
  static func shiftedLeft(_ value: Expression, by amount: Int) -> Expression {
    if let poison = firstPoison([value]) { return poison }
    guard amount >= 0 else { return .poison("a shift by \(amount) bits; the least is 0") }
    if let literal = value.literalValue { return .literal(literal << amount, isSigned: value.isSigned) }
    guard amount > 0 else { return value }
    return shift(.left, value.widened(to: value.width + amount), .literal(BigInt(amount), isSigned: false))
  }

  /// `>>` by a constant; the width stays.
  static func shiftedRight(_ value: Expression, by amount: Int) -> Expression {
    if let poison = firstPoison([value]) { return poison }
    guard amount >= 0 else { return .poison("a shift by \(amount) bits; the least is 0") }
    if let literal = value.literalValue { return .literal(literal.shiftedDown(by: amount), isSigned: value.isSigned) }
    guard amount > 0 else { return value }
    let operation: Netlist.ShiftOperator = value.isSigned ? .arithmeticRight : .logicalRight
    return shift(operation, value, .literal(BigInt(amount), isSigned: false))
  }

  /// The low bits, of the same type.
  static func truncate(_ value: Expression, to width: Int) -> Expression {
    if let poison = firstPoison([value]) { return poison }
    guard value.literalValue != nil || (1...value.width).contains(width) else {
      return .poison(
        width < 1
          ? "a width of \(width) bits; the least is 1"
          : "a value of \(value.width) bits cannot be truncated to \(width); use .extended(to: \(width))")
    }
    return slice(value, low: 0, width: width, isSigned: value.isSigned)
  }

  static func slice(
    _ value: Expression, low: Int, width: Int, isSigned: Bool = false, enumeration: Netlist.Enumeration? = nil
  ) -> Expression {
    if let poison = firstPoison([value]) { return poison }
    if value.literalValue != nil { return .poison("bits of a literal: write it with a width") }
    guard low >= 0, width > 0, low + width <= value.width else {
      let bits = width == 1 ? "bit \(low)" : "bits \(low)...\(low + width - 1)"
      return .poison("\(bits) of a value of \(value.width) bits")
    }
    if low == 0, width == value.width, value.isSigned == isSigned, value.enumeration == enumeration { return value }
    return Expression(
      .slice(low: low), width: width, isSigned: isSigned, enumeration: enumeration, operands: [value])
  }

  static func bit(_ value: Expression, at index: Expression) -> Expression {
    if let poison = firstPoison([value, index]) { return poison }
    if let constant = index.constantValue {
      guard let position = Int(exactly: constant) else { return .poison("bit \(constant) of a value") }
      return slice(value, low: position, width: 1)
    }
    return Expression(.bit, width: 1, operands: [value, index])
  }

  /// - Precondition: there are elements.
  static func select(_ elements: [Expression], at index: Expression) -> Expression {
    let width = elements.map(\.settled.width).max() ?? 0
    let elements = elements.map { $0.widened(to: width) }
    if let poison = firstPoison([index] + elements) { return poison }
    if let constant = index.constantValue {
      guard constant >= 0, constant < elements.count else {
        return .poison("element \(constant) of an array of \(elements.count)")
      }
      return elements[Int(constant)]
    }
    return Expression(
      .select, width: width, isSigned: elements[0].isSigned, enumeration: elements[0].enumeration,
      operands: [index] + elements)
  }

  static func concatenate(_ parts: [Expression]) -> Expression {
    if let poison = firstPoison(parts) { return poison }
    if parts.contains(where: { $0.literalValue != nil }) {
      return .poison("a literal in a concatenation has no width: write Unsigned(value, width: bits)")
    }
    guard !parts.isEmpty else { return .poison("a concatenation of nothing") }
    if parts.count == 1 { return slice(parts[0], low: 0, width: parts[0].width) }
    return Expression(.concatenate, width: parts.reduce(0) { $0 + $1.width }, operands: parts)
  }

  static func reduce(_ operation: Netlist.Reduction, _ value: Expression) -> Expression {
    if let poison = firstPoison([value]) { return poison }
    if value.literalValue != nil { return .poison("a reduction of a literal: write it with a width") }
    return Expression(.reduce(operation), width: 1, operands: [value])
  }

  /// The same bits, read as another type.
  func reinterpreted(isSigned: Bool) -> Expression {
    if isPoison || literalValue != nil || (self.isSigned == isSigned && enumeration == nil) { return self }
    if case .constant(let value) = kind { return .constant(Bits(value, width: width), isSigned: isSigned) }
    return Expression(.slice(low: 0), width: width, isSigned: isSigned, operands: [self])
  }
}

extension Netlist.BinaryOperator {
  /// How it is written on values.
  fileprivate var symbol: String {
    switch self {
    case .and: "&"
    case .or: "|"
    case .xor: "^"
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    }
  }
}

extension BigInt {
  /// Towards negative infinity, as two's complement does; BigInt's own `>>` rounds towards zero.
  fileprivate func shiftedDown(by amount: Int) -> BigInt {
    self < 0 ? -1 - ((-1 - self) >> amount) : self >> amount
  }

  init(_ value: StaticBigInt) {
    let count = Swift.max(1, (value.bitWidth + UInt.bitWidth - 1) / UInt.bitWidth)
    self.init(words: (0..<count).map { value[$0] })
  }
}
