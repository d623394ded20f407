// Without these, an expression of both signs takes the type checker 10 seconds to refuse, and it does not say why.
extension Unsigned {
  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func + (left: Unsigned, right: Signed) -> Signed { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func - (left: Unsigned, right: Signed) -> Signed { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func * (left: Unsigned, right: Signed) -> Signed { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func &+ (left: Unsigned, right: Signed) -> Signed { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func &- (left: Unsigned, right: Signed) -> Signed { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func &* (left: Unsigned, right: Signed) -> Signed { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func .== (left: Unsigned, right: Signed) -> Bit { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func .!= (left: Unsigned, right: Signed) -> Bit { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func .< (left: Unsigned, right: Signed) -> Bit { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func .<= (left: Unsigned, right: Signed) -> Bit { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func .> (left: Unsigned, right: Signed) -> Bit { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func .>= (left: Unsigned, right: Signed) -> Bit { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func <== (left: Unsigned, right: Signed) -> Statement { fatalError() }
}

extension Signed {
  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func + (left: Signed, right: Unsigned) -> Signed { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func - (left: Signed, right: Unsigned) -> Signed { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func * (left: Signed, right: Unsigned) -> Signed { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func &+ (left: Signed, right: Unsigned) -> Signed { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func &- (left: Signed, right: Unsigned) -> Signed { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func &* (left: Signed, right: Unsigned) -> Signed { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func .== (left: Signed, right: Unsigned) -> Bit { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func .!= (left: Signed, right: Unsigned) -> Bit { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func .< (left: Signed, right: Unsigned) -> Bit { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func .<= (left: Signed, right: Unsigned) -> Bit { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func .> (left: Signed, right: Unsigned) -> Bit { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func .>= (left: Signed, right: Unsigned) -> Bit { fatalError() }

  @available(*, unavailable, message: "mixed signs: write Signed(x) to keep the value of an Unsigned x, or Signed(bitPattern:) to keep its bits")
  public static func <== (left: Signed, right: Unsigned) -> Statement { fatalError() }
}
