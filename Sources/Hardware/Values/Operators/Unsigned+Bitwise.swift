// Written out for the concrete type: generic operators make Swift's type checker take seconds on one expression.
extension Unsigned {
  public static func & (left: Unsigned, right: Unsigned) -> Unsigned {
    Unsigned(expression: .bitwise(.and, left.expression, right.expression))
  }

  public static func | (left: Unsigned, right: Unsigned) -> Unsigned {
    Unsigned(expression: .bitwise(.or, left.expression, right.expression))
  }

  public static func ^ (left: Unsigned, right: Unsigned) -> Unsigned {
    Unsigned(expression: .bitwise(.xor, left.expression, right.expression))
  }

  public static prefix func ~ (operand: Unsigned) -> Unsigned { Unsigned(expression: .not(operand.expression)) }

  /// Shifted left by a constant: wider by as many bits.
  public static func << (value: Unsigned, amount: Int) -> Unsigned {
    guard amount > 0 else { return value }
    let wide = value.extended(to: value.width + amount)
    return Unsigned(expression: .shift(.left, wide.expression, Unsigned(amount).expression))
  }

  /// Shifted right by a constant, zeros moving in; the width stays.
  public static func >> (value: Unsigned, amount: Int) -> Unsigned {
    guard amount > 0 else { return value }
    return Unsigned(expression: .shift(.logicalRight, value.expression, Unsigned(amount).expression))
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
