// Written out for the concrete type: generic operators make Swift's type checker take seconds on one expression.
extension Signed {
  public static func .== (left: Signed, right: Signed) -> Bit {
    Bit(expression: .compare(.equal, left.expression, right.expression))
  }

  public static func .!= (left: Signed, right: Signed) -> Bit {
    Bit(expression: .compare(.notEqual, left.expression, right.expression))
  }

  public static func .< (left: Signed, right: Signed) -> Bit {
    Bit(expression: .compare(.less, left.expression, right.expression))
  }

  public static func .<= (left: Signed, right: Signed) -> Bit {
    Bit(expression: .compare(.lessOrEqual, left.expression, right.expression))
  }

  public static func .> (left: Signed, right: Signed) -> Bit {
    Bit(expression: .compare(.greater, left.expression, right.expression))
  }

  public static func .>= (left: Signed, right: Signed) -> Bit {
    Bit(expression: .compare(.greaterOrEqual, left.expression, right.expression))
  }
}
