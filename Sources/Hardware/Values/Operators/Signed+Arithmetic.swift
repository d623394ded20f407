// Written out for the concrete type: generic operators make Swift's type checker take seconds on one expression.
extension Signed {
  /// The exact sum: one bit wider than the wider operand.
  public static func + (left: Signed, right: Signed) -> Signed {
    Signed(expression: .growing(.add, left.expression, right.expression, signedResult: true))
  }

  /// The exact difference: one bit wider than the wider operand.
  public static func - (left: Signed, right: Signed) -> Signed {
    Signed(expression: .growing(.subtract, left.expression, right.expression, signedResult: true))
  }

  /// The exact product: as wide as both operands together.
  public static func * (left: Signed, right: Signed) -> Signed {
    Signed(expression: .growing(.multiply, left.expression, right.expression, signedResult: true))
  }

  /// The sum, cut to the width of the wider operand.
  public static func &+ (left: Signed, right: Signed) -> Signed {
    Signed(expression: .wrapping(.add, left.expression, right.expression))
  }

  /// The difference, cut to the width of the wider operand.
  public static func &- (left: Signed, right: Signed) -> Signed {
    Signed(expression: .wrapping(.subtract, left.expression, right.expression))
  }

  /// The product, cut to the width of the wider operand.
  public static func &* (left: Signed, right: Signed) -> Signed {
    Signed(expression: .wrapping(.multiply, left.expression, right.expression))
  }

  /// The exact opposite: one bit wider.
  public static prefix func - (operand: Signed) -> Signed { Signed(0) - operand }
}
