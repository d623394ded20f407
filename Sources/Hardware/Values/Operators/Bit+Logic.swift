// Written out for the concrete type: generic operators make Swift's type checker take seconds on one expression.
extension Bit {
  public static func && (left: Bit, right: Bit) -> Bit {
    Bit(expression: .bitwise(.and, left.expression, right.expression))
  }

  public static func || (left: Bit, right: Bit) -> Bit {
    Bit(expression: .bitwise(.or, left.expression, right.expression))
  }

  public static func & (left: Bit, right: Bit) -> Bit {
    Bit(expression: .bitwise(.and, left.expression, right.expression))
  }

  public static func | (left: Bit, right: Bit) -> Bit {
    Bit(expression: .bitwise(.or, left.expression, right.expression))
  }

  public static func ^ (left: Bit, right: Bit) -> Bit {
    Bit(expression: .bitwise(.xor, left.expression, right.expression))
  }

  public static prefix func ! (operand: Bit) -> Bit { Bit(expression: .not(operand.expression)) }

  public static prefix func ~ (operand: Bit) -> Bit { Bit(expression: .not(operand.expression)) }

  public static func .== (left: Bit, right: Bit) -> Bit {
    Bit(expression: .compare(.equal, left.expression, right.expression))
  }

  public static func .!= (left: Bit, right: Bit) -> Bit {
    Bit(expression: .compare(.notEqual, left.expression, right.expression))
  }
}
