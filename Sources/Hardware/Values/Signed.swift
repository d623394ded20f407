/// A two's-complement number from -2^(width-1) to 2^(width-1) - 1.
public struct Signed: SizedLeaf {
  /// What the value is made of.
  public let expression: Expression
  /// A number that is made of an expression; for `Signal`, not for descriptions.
  public init(expression: Expression) { self.expression = expression }
  /// Whether numbers of this type may be negative.
  public static var isSigned: Bool { true }

  /// The bits of an unsigned number, read as a signed one of the same width.
  public init(bitPattern number: Unsigned) { self.init(expression: number.expression.reinterpreted(isSigned: true)) }

  /// The same value with a sign bit in front: one bit wider.
  public init(_ number: Unsigned) {
    let settled = number.expression.settled
    self.init(expression: settled.widened(to: settled.width + 1).reinterpreted(isSigned: true))
  }
}
