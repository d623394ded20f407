// Written out for the concrete type: generic operators make Swift's type checker take seconds on one expression.
extension Unsigned {
  /// The exact sum: one bit wider than the wider operand.
  public static func + (left: Unsigned, right: Unsigned) -> Unsigned {
    Unsigned(expression: .growing(.add, left.expression, right.expression, signedResult: false))
  }

  /// The exact difference: one bit wider than the wider operand, and signed, for it may be negative.
  public static func - (left: Unsigned, right: Unsigned) -> Signed {
    Signed(expression: .growing(.subtract, left.expression, right.expression, signedResult: true))
  }

  /// The exact product: as wide as both operands together.
  public static func * (left: Unsigned, right: Unsigned) -> Unsigned {
    Unsigned(expression: .growing(.multiply, left.expression, right.expression, signedResult: false))
  }

  /// The sum, cut to the width of the wider operand.
  public static func &+ (left: Unsigned, right: Unsigned) -> Unsigned {
    Unsigned(expression: .wrapping(.add, left.expression, right.expression))
  }

  /// The difference, cut to the width of the wider operand.
  public static func &- (left: Unsigned, right: Unsigned) -> Unsigned {
    Unsigned(expression: .wrapping(.subtract, left.expression, right.expression))
  }

  /// The product, cut to the width of the wider operand.
  public static func &* (left: Unsigned, right: Unsigned) -> Unsigned {
    Unsigned(expression: .wrapping(.multiply, left.expression, right.expression))
  }
}
