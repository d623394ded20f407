// Mixing signs is a mistake, which the compiler must refuse at once and say why. An `unavailable` overload does not do:
// in an expression of five operators the type checker searches for 10 seconds for another one and then gives up without
// naming the cause. An overload that can be chosen costs nothing. So these are chosen, the deprecation says what is
// wrong, and as they throw, `body` does not compile. A generic operand is never a literal: literals take the other's sign.

/// A value that an operator of `Unsigned` does not take.
public protocol NotUnsigned: Sendable {}
/// A value that an operator of `Signed` does not take.
public protocol NotSigned: Sendable {}
extension Signed: NotUnsigned {}
extension Unsigned: NotSigned {}
extension Bit: NotUnsigned, NotSigned {}

/// Thrown by operators on operands of different types, so that no `body` can use them.
public struct MixedOperands: Error {
  init() {}
}

/// Operands that do not mix: no `body` compiles with it.
@available(
  *, deprecated,
  message:
    "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
)
public func mux(_ condition: Bit, _ then: Unsigned, _ otherwise: some NotUnsigned) throws(MixedOperands) -> Signed {
  throw MixedOperands()
}

/// Operands that do not mix: no `body` compiles with it.
@available(
  *, deprecated,
  message:
    "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
)
public func mux(_ condition: Bit, _ then: Signed, _ otherwise: some NotSigned) throws(MixedOperands) -> Signed {
  throw MixedOperands()
}
