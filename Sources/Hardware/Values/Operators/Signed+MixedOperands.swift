// See `MixedOperands`.
extension Signed {
  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func + (left: Signed, right: some NotSigned) throws(MixedOperands) -> Signed { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func - (left: Signed, right: some NotSigned) throws(MixedOperands) -> Signed { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func * (left: Signed, right: some NotSigned) throws(MixedOperands) -> Signed { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func &+ (left: Signed, right: some NotSigned) throws(MixedOperands) -> Signed { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func &- (left: Signed, right: some NotSigned) throws(MixedOperands) -> Signed { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func &* (left: Signed, right: some NotSigned) throws(MixedOperands) -> Signed { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func & (left: Signed, right: some NotSigned) throws(MixedOperands) -> Signed { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func | (left: Signed, right: some NotSigned) throws(MixedOperands) -> Signed { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func ^ (left: Signed, right: some NotSigned) throws(MixedOperands) -> Signed { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func .== (left: Signed, right: some NotSigned) throws(MixedOperands) -> Bit { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func .!= (left: Signed, right: some NotSigned) throws(MixedOperands) -> Bit { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func .< (left: Signed, right: some NotSigned) throws(MixedOperands) -> Bit { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func .<= (left: Signed, right: some NotSigned) throws(MixedOperands) -> Bit { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func .> (left: Signed, right: some NotSigned) throws(MixedOperands) -> Bit { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "mixed operands: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits, Unsigned(b) for a Bit b"
  )
  public static func .>= (left: Signed, right: some NotSigned) throws(MixedOperands) -> Bit { throw MixedOperands() }

  /// Operands that do not mix: no `body` compiles with it.
  @available(
    *, deprecated,
    message:
      "the target is Signed: write Signed(x) to keep the value of an Unsigned x, Signed(bitPattern: x) to keep its bits"
  )
  public static func <== (left: Signed, right: some NotSigned) throws(MixedOperands) -> Statement {
    throw MixedOperands()
  }
}
