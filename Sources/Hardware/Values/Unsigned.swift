/// A number from 0 to 2^width - 1.
public struct Unsigned: SizedLeaf {
  /// What the value is made of.
  public let expression: Expression
  /// A number that is made of an expression; for `Signal`, not for descriptions.
  public init(expression: Expression) { self.expression = expression }
  /// Whether numbers of this type may be negative.
  public static var isSigned: Bool { false }

  /// The bits of a signed number, read as an unsigned one of the same width.
  public init(bitPattern number: Signed) { self.init(expression: number.expression.reinterpreted(isSigned: false)) }

  /// A bit as 0 or 1.
  public init(_ bit: Bit) { self.init(expression: bit.expression) }

  /// The code of a case of an enumeration.
  public init<Case>(_ value: Enumerated<Case>) {
    self.init(expression: value.expression.reinterpreted(isSigned: false))
  }
}
