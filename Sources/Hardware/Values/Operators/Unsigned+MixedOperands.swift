// See `MixedOperands`.
extension Unsigned {
  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func + (left: Unsigned, right: some NotUnsigned) throws(MixedOperands) -> Signed {
    throw MixedOperands()
  }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func - (left: Unsigned, right: some NotUnsigned) throws(MixedOperands) -> Signed {
    throw MixedOperands()
  }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func * (left: Unsigned, right: some NotUnsigned) throws(MixedOperands) -> Signed {
    throw MixedOperands()
  }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func &+ (left: Unsigned, right: some NotUnsigned) throws(MixedOperands) -> Signed {
    throw MixedOperands()
  }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func &- (left: Unsigned, right: some NotUnsigned) throws(MixedOperands) -> Signed {
    throw MixedOperands()
  }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func &* (left: Unsigned, right: some NotUnsigned) throws(MixedOperands) -> Signed {
    throw MixedOperands()
  }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func & (left: Unsigned, right: some NotUnsigned) throws(MixedOperands) -> Signed {
    throw MixedOperands()
  }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func | (left: Unsigned, right: some NotUnsigned) throws(MixedOperands) -> Signed {
    throw MixedOperands()
  }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func ^ (left: Unsigned, right: some NotUnsigned) throws(MixedOperands) -> Signed {
    throw MixedOperands()
  }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func .== (left: Unsigned, right: some NotUnsigned) throws(MixedOperands) -> Bit {
    throw MixedOperands()
  }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func .!= (left: Unsigned, right: some NotUnsigned) throws(MixedOperands) -> Bit {
    throw MixedOperands()
  }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func .< (left: Unsigned, right: some NotUnsigned) throws(MixedOperands) -> Bit { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func .<= (left: Unsigned, right: some NotUnsigned) throws(MixedOperands) -> Bit {
    throw MixedOperands()
  }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func .> (left: Unsigned, right: some NotUnsigned) throws(MixedOperands) -> Bit { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func .>= (left: Unsigned, right: some NotUnsigned) throws(MixedOperands) -> Bit {
    throw MixedOperands()
  }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "the target is Unsigned: write Unsigned(bitPattern: x) to keep the bits of a Signed x, as every difference is, &- for one that is never negative, Unsigned(b) for a Bit b"
  )
  public static func <== (left: Unsigned, right: some NotUnsigned) throws(MixedOperands) -> Statement {
    throw MixedOperands()
  }
}
