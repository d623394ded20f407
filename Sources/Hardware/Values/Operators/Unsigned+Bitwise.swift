// Written out for the concrete type: generic operators make Swift's type checker take seconds on one expression.
extension Unsigned {
  /// Bit by bit; the widths must be equal.
  public static func & (left: Unsigned, right: Unsigned) -> Unsigned {
    Unsigned(expression: .bitwise(.and, left.expression, right.expression))
  }

  /// Bit by bit; the widths must be equal.
  public static func | (left: Unsigned, right: Unsigned) -> Unsigned {
    Unsigned(expression: .bitwise(.or, left.expression, right.expression))
  }

  /// Bit by bit, the exclusive or; the widths must be equal.
  public static func ^ (left: Unsigned, right: Unsigned) -> Unsigned {
    Unsigned(expression: .bitwise(.xor, left.expression, right.expression))
  }

  /// Every bit inverted.
  public static prefix func ~ (operand: Unsigned) -> Unsigned { Unsigned(expression: .not(operand.expression)) }

  /// Shifted left by a constant: wider by as many bits.
  public static func << (value: Unsigned, amount: Int) -> Unsigned {
    Unsigned(expression: .shiftedLeft(value.expression, by: amount))
  }

  /// Shifted right by a constant, zeros moving in; the width stays.
  public static func >> (value: Unsigned, amount: Int) -> Unsigned {
    Unsigned(expression: .shiftedRight(value.expression, by: amount))
  }

  /// Shifted left; bits past the width are lost.
  public static func &<< (value: Unsigned, amount: Unsigned) -> Unsigned {
    Unsigned(expression: .shift(.left, value.expression, amount.expression))
  }

  /// Shifted right, zeros moving in; the width stays.
  public static func &>> (value: Unsigned, amount: Unsigned) -> Unsigned {
    Unsigned(expression: .shift(.logicalRight, value.expression, amount.expression))
  }
}
