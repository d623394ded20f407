// Written out for the concrete type: generic operators make Swift's type checker take seconds on one expression.
extension Signed {
  /// Whether the numbers are equal, whatever their widths.
  public static func .== (left: Signed, right: Signed) -> Bit {
    Bit(expression: .compare(.equal, left.expression, right.expression))
  }

  /// Whether the numbers differ, whatever their widths.
  public static func .!= (left: Signed, right: Signed) -> Bit {
    Bit(expression: .compare(.notEqual, left.expression, right.expression))
  }

  /// Whether the left number is the smaller one.
  public static func .< (left: Signed, right: Signed) -> Bit {
    Bit(expression: .compare(.less, left.expression, right.expression))
  }

  /// Whether the left number is at most the right one.
  public static func .<= (left: Signed, right: Signed) -> Bit {
    Bit(expression: .compare(.lessOrEqual, left.expression, right.expression))
  }

  /// Whether the left number is the larger one.
  public static func .> (left: Signed, right: Signed) -> Bit {
    Bit(expression: .compare(.greater, left.expression, right.expression))
  }

  /// Whether the left number is at least the right one.
  public static func .>= (left: Signed, right: Signed) -> Bit {
    Bit(expression: .compare(.greaterOrEqual, left.expression, right.expression))
  }
}
