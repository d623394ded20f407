/// One bit: a truth value, an enable, a flag.
public struct Bit: Leaf, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
  /// What the value is made of.
  public let expression: Expression
  /// A bit that is made of an expression of width 1; for `Signal`, not for descriptions.
  public init(expression: Expression) { self.expression = expression }
  /// One bit, unsigned.
  public var leafType: LeafType { LeafType(width: 1) }

  /// A constant.
  public init(booleanLiteral value: Bool) { self.init(value) }

  /// 0 or 1.
  public init(integerLiteral value: Int) {
    guard value == 0 || value == 1 else {
      self.init(expression: .poison("the literal \(value) is no bit; 0 and 1 are"))
      return
    }
    self.init(value == 1)
  }

  /// A constant.
  public init(_ value: Bool) {
    self.init(expression: .constant(Bits(value ? 1 : 0, width: 1)))
  }

  /// The only bit of a one-bit number.
  public init(_ number: Unsigned) {
    let settled = number.expression.settled
    guard settled.width == 1 || settled.isPoison else {
      self.init(expression: .poison("a number of \(settled.width) bits is no bit; compare it, or take one bit of it"))
      return
    }
    self.init(expression: settled)
  }

  /// The shape of a bit, for `Signal`'s declarations.
  public static let shape = Bit(expression: Expression(.shape, width: 1))
}

extension Bit {
  /// An input port, named after the property that holds it.
  public static func input(fileID: StaticString = #fileID, line: UInt = #line) -> Bit {
    shape.input(fileID: fileID, line: line)
  }

  /// An output port, named after the property that holds it.
  public static func output(fileID: StaticString = #fileID, line: UInt = #line) -> Bit {
    shape.output(fileID: fileID, line: line)
  }

  /// A wire; without a name, it takes that of the property that holds it.
  public static func wire(_ name: String? = nil, fileID: StaticString = #fileID, line: UInt = #line) -> Bit {
    shape.wire(name, fileID: fileID, line: line)
  }

  /// A register; without `reset` it powers up undefined and a reset leaves it alone.
  public static func register(
    _ name: String? = nil, reset: Bit? = nil, domain: ClockDomain = .main,
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> Bit {
    guard let reset else { return shape.register(name, domain: domain, fileID: fileID, line: line) }
    return shape.register(name, reset: reset, domain: domain, fileID: fileID, line: line)
  }

  /// A register that is an output port as well.
  public static func outputRegister(
    reset: Bit? = nil, domain: ClockDomain = .main, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Bit {
    guard let reset else { return shape.outputRegister(domain: domain, fileID: fileID, line: line) }
    return shape.outputRegister(reset: reset, domain: domain, fileID: fileID, line: line)
  }
}
