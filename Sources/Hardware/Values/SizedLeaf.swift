import BigInt

/// A number whose width is a run-time value: `Unsigned` or `Signed`.
public protocol SizedLeaf: Leaf, ExpressibleByIntegerLiteral {
  /// Whether numbers of this type may be negative.
  static var isSigned: Bool { get }
}

extension SizedLeaf {
  /// Bits of the number; 0 for a literal whose width is not decided yet.
  public var width: Int { expression.width }
  /// The number's width, and whether it has a sign.
  public var leafType: LeafType { LeafType(width: width, isSigned: Self.isSigned) }

  /// The shape of a number of so many bits, for `Signal`'s declarations and for payloads.
  public static func bits(_ width: Int) -> Self {
    guard width > 0 else { return Self(expression: .poison("a width of \(width) bits; the least is 1")) }
    return Self(expression: Expression(.shape, width: width, isSigned: isSigned))
  }

  /// A number of any size that takes its width from where it is used.
  public init(integerLiteral value: StaticBigInt) { self.init(BigInt(value)) }

  /// A number that takes its width from where it is used, as a literal does.
  public init(_ value: Int) { self.init(BigInt(value)) }

  /// A number that takes its width from where it is used, as a literal does.
  public init(_ value: BigInt) { self.init(expression: .literal(value, isSigned: Self.isSigned)) }

  /// A number of a stated width.
  public init(_ value: Int, width: Int) { self.init(BigInt(value), width: width) }

  /// A number of a stated width.
  public init(_ value: BigInt, width: Int) {
    self.init(expression: Expression.literal(value, isSigned: Self.isSigned).widened(to: width))
  }

  /// An input port of so many bits, named after the property that holds it.
  public static func input(_ width: Int, fileID: StaticString = #fileID, line: UInt = #line) -> Self {
    bits(width).input(fileID: fileID, line: line)
  }

  /// An output port of so many bits, named after the property that holds it.
  public static func output(_ width: Int, fileID: StaticString = #fileID, line: UInt = #line) -> Self {
    bits(width).output(fileID: fileID, line: line)
  }

  /// A wire that is named after the property that holds it.
  public static func wire(_ width: Int, fileID: StaticString = #fileID, line: UInt = #line) -> Self {
    bits(width).wire(fileID: fileID, line: line)
  }

  /// A wire with a name.
  public static func wire(
    _ name: String, _ width: Int, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    bits(width).wire(name, fileID: fileID, line: line)
  }

  /// A register that is named after the property that holds it; without `reset` it powers up undefined and a reset
  /// leaves it alone.
  public static func register(
    _ width: Int, reset: Self? = nil, domain: ClockDomain = .main,
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    declaredRegister(nil, width, reset, domain, isOutput: false, SourceLocation(fileID, line))
  }

  /// A register with a name; without `reset` it powers up undefined and a reset leaves it alone.
  public static func register(
    _ name: String, _ width: Int, reset: Self? = nil, domain: ClockDomain = .main,
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    declaredRegister(name, width, reset, domain, isOutput: false, SourceLocation(fileID, line))
  }

  /// A register that is an output port as well.
  public static func outputRegister(
    _ width: Int, reset: Self? = nil, domain: ClockDomain = .main,
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    declaredRegister(nil, width, reset, domain, isOutput: true, SourceLocation(fileID, line))
  }

  private static func declaredRegister(
    _ name: String?, _ width: Int, _ reset: Self?, _ domain: ClockDomain, isOutput: Bool, _ location: SourceLocation
  ) -> Self {
    if let reset { return bits(width).declaredRegister(name, reset, domain, isOutput: isOutput, location) }
    return bits(width).declared(name, location) { _ in .register(domain: domain, reset: nil, isOutput: isOutput) }
  }
}

extension SizedLeaf {
  /// The same value in more bits.
  public func extended(to width: Int) -> Self { Self(expression: expression.widened(to: width)) }

  /// The low bits; the rest is dropped on purpose.
  public func truncated(to width: Int) -> Self {
    Self(expression: .truncate(expression, to: width))
  }

  /// Extended or truncated, whichever is needed.
  public func resized(to width: Int) -> Self {
    width < self.width ? truncated(to: width) : extended(to: width)
  }

  /// One bit, the least significant being 0.
  public subscript(position: Int) -> Bit { Bit(expression: .slice(expression, low: position, width: 1)) }

  /// The bit at a position that is known at run time; 0 past the end.
  public subscript(position: Unsigned) -> Bit { Bit(expression: .bit(expression, at: position.expression)) }

  /// Bits from the lower to the upper bound, both included.
  public subscript(range: ClosedRange<Int>) -> Unsigned {
    Unsigned(expression: .slice(expression, low: range.lowerBound, width: range.count))
  }

  /// Bits from the lower bound up to, not including, the upper bound.
  public subscript(range: Range<Int>) -> Unsigned {
    guard !range.isEmpty else { return Unsigned(expression: .poison("an empty range of bits")) }
    return self[range.lowerBound...range.upperBound - 1]
  }

  /// Whether any bit is set.
  public var anyBit: Bit { Bit(expression: .reduce(.or, expression)) }
  /// Whether all bits are set.
  public var allBits: Bit { Bit(expression: .reduce(.and, expression)) }
  /// The exclusive or of all bits.
  public var parity: Bit { Bit(expression: .reduce(.xor, expression)) }
  /// The most significant bit.
  public var mostSignificantBit: Bit { self[max(0, width - 1)] }
}
