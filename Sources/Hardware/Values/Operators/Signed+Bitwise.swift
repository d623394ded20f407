// Written out for the concrete type: generic operators make Swift's type checker take seconds on one expression.
extension Signed {
  /// Bit by bit; the widths must be equal.
  public static func & (left: Signed, right: Signed) -> Signed {
    Signed(expression: .bitwise(.and, left.expression, right.expression))
  }

  /// Bit by bit; the widths must be equal.
  public static func | (left: Signed, right: Signed) -> Signed {
    Signed(expression: .bitwise(.or, left.expression, right.expression))
  }

  /// Bit by bit, the exclusive or; the widths must be equal.
  public static func ^ (left: Signed, right: Signed) -> Signed {
    Signed(expression: .bitwise(.xor, left.expression, right.expression))
  }

  /// Every bit inverted.
  public static prefix func ~ (operand: Signed) -> Signed { Signed(expression: .not(operand.expression)) }

  /// Shifted left by a constant: wider by as many bits.
  public static func << (value: Signed, amount: Int) -> Signed {
    Signed(expression: .shiftedLeft(value.expression, by: amount))
  }

  /// Shifted right by a constant, the sign moving in; the width stays.
  public static func >> (value: Signed, amount: Int) -> Signed {
    Signed(expression: .shiftedRight(value.expression, by: amount))
  }

  /// Shifted left; bits past the width are lost.
  public static func &<< (value: Signed, amount: Unsigned) -> Signed {
    Signed(expression: .shift(.left, value.expression, amount.expression))
  }

  /// Shifted right, the sign moving in; the width stays.
  public static func &>> (value: Signed, amount: Unsigned) -> Signed {
    Signed(expression: .shift(.arithmeticRight, value.expression, amount.expression))
  }
}
