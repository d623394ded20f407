extension Verilog.Expression {
  /// Whether Verilog takes the expression for signed, by itself.
  func isSigned(_ signals: [Verilog.Signal]) -> Bool {
    switch self {
    case .signal(let signal): signals[signal.index].isSigned
    case .literal(_, let isSigned): isSigned
    case .number: true
    case .unary(.not, let operand), .unary(.negate, let operand): operand.isSigned(signals)
    case .binary(let binary, let operands):
      switch binary {
      case .shiftLeft, .shiftRight, .shiftRightArithmetic: operands[0].isSigned(signals)
      case .multiply, .add, .subtract, .and, .xor, .or: operands.allSatisfy { $0.isSigned(signals) }
      default: false
      }
    case .conditional(_, let then, let otherwise): then.isSigned(signals) && otherwise.isSigned(signals)
    case .cast(let signed, _): signed
    case .pattern, .parameter, .part, .loopPart, .loopNumber, .bit, .word, .unary, .concatenation, .replication,
      .payloadZero:
      false
    }
  }

  /// The same value as a signed expression.
  func asSigned(_ signals: [Verilog.Signal]) -> Verilog.Expression {
    if case .literal(let bits, _) = self { return .literal(bits, isSigned: true) }
    return isSigned(signals) ? self : .cast(signed: true, self)
  }

  /// The same value as an unsigned expression.
  func asUnsigned(_ signals: [Verilog.Signal]) -> Verilog.Expression {
    if case .literal(let bits, _) = self { return .literal(bits, isSigned: false) }
    return isSigned(signals) ? .cast(signed: false, self) : self
  }

  /// Whether the expression's value depends on nothing around it.
  var isAtom: Bool {
    switch self {
    case .signal, .literal, .pattern, .part, .loopPart, .loopNumber, .bit, .word, .concatenation, .replication,
      .payloadZero, .cast, .parameter:
      true
    case .number, .unary, .binary, .conditional: false
    }
  }

  /// Both operands under an operator; a chain of an associative one becomes one expression.
  static func joined(_ binary: Verilog.BinaryOperator, _ left: Self, _ right: Self) -> Self {
    guard binary.isAssociative else { return .binary(binary, [left, right]) }
    return .binary(binary, left.operands(of: binary) + right.operands(of: binary))
  }

  private func operands(of binary: Verilog.BinaryOperator) -> [Self] {
    if case .binary(binary, let operands) = self { return operands }
    return [self]
  }
}
