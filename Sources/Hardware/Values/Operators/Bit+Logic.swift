// Written out for the concrete type: generic operators make Swift's type checker take seconds on one expression.
extension Bit {
  /// Whether both hold.
  public static func && (left: Bit, right: Bit) -> Bit {
    Bit(expression: .bitwise(.and, left.expression, right.expression))
  }

  /// Whether at least one holds.
  public static func || (left: Bit, right: Bit) -> Bit {
    Bit(expression: .bitwise(.or, left.expression, right.expression))
  }

  /// Whether both hold.
  public static func & (left: Bit, right: Bit) -> Bit {
    Bit(expression: .bitwise(.and, left.expression, right.expression))
  }

  /// Whether at least one holds.
  public static func | (left: Bit, right: Bit) -> Bit {
    Bit(expression: .bitwise(.or, left.expression, right.expression))
  }

  /// Whether exactly one holds.
  public static func ^ (left: Bit, right: Bit) -> Bit {
    Bit(expression: .bitwise(.xor, left.expression, right.expression))
  }

  /// The opposite.
  public static prefix func ! (operand: Bit) -> Bit { Bit(expression: .not(operand.expression)) }

  /// The opposite.
  public static prefix func ~ (operand: Bit) -> Bit { Bit(expression: .not(operand.expression)) }

  /// Whether the bits are equal.
  public static func .== (left: Bit, right: Bit) -> Bit {
    Bit(expression: .compare(.equal, left.expression, right.expression))
  }

  /// Whether the bits differ.
  public static func .!= (left: Bit, right: Bit) -> Bit {
    Bit(expression: .compare(.notEqual, left.expression, right.expression))
  }
}
