import BigInt

/// The state of a state machine, or any choice among the cases of a Swift enumeration.
///
/// A case is encoded as its raw value where that is an integer, else as its place in `allCases`; Verilog sees a
/// `localparam` for each. There are as many bits as the largest code needs, or as `CodeWidthProviding` says.
public struct Enumerated<Case: CaseIterable & Hashable & Sendable>: Leaf {
  /// What the value is made of.
  public let expression: Expression
  /// A value that is made of an expression of the enumeration's width; for `Signal`, not for descriptions.
  public init(expression: Expression) { self.expression = expression }
  /// As many bits as the codes of the cases need, and the names of the cases.
  public var leafType: LeafType {
    let enumeration = Self.enumeration
    return LeafType(width: enumeration.width, enumeration: enumeration)
  }

  /// A constant.
  public init(_ value: Case) {
    let encoding = Self.encoding
    guard let code = encoding.code(of: value) else {
      self.init(expression: .poison("'\(value)' is not among the cases of \(Case.self).allCases"))
      return
    }
    let enumeration = encoding.enumeration
    self.init(
      expression: encoding.mistake.map { .poison($0) }
        ?? Expression(.constant(BigUInt(code)), width: enumeration.width, enumeration: enumeration))
  }

  static var encoding: CaseEncoding<Case> { .of(Case.self) }
  static var enumeration: Netlist.Enumeration { encoding.enumeration }

  /// The shape of such a value, for `Signal`'s declarations.
  public static var shape: Enumerated {
    let encoding = Self.encoding
    if let mistake = encoding.mistake { return Enumerated(expression: .poison(mistake)) }
    let enumeration = encoding.enumeration
    return Enumerated(expression: Expression(.shape, width: enumeration.width, enumeration: enumeration))
  }

  /// The number that a case is encoded as; nil for one that is not among `allCases`.
  public static func code(of value: Case) -> UInt64? { encoding.code(of: value) }

  /// The case that is encoded as a number; nil where none is.
  public static func value(ofCode code: some BinaryInteger) -> Case? {
    encoding.enumeration.caseIndex(ofCode: code).map { encoding.cases[$0] }
  }
}

extension Enumerated {
  /// An input port, named after the property that holds it.
  public static func input(fileID: StaticString = #fileID, line: UInt = #line) -> Enumerated {
    shape.input(fileID: fileID, line: line)
  }

  /// An output port, named after the property that holds it.
  public static func output(fileID: StaticString = #fileID, line: UInt = #line) -> Enumerated {
    shape.output(fileID: fileID, line: line)
  }

  /// A wire; without a name, it takes that of the property that holds it.
  public static func wire(
    _ name: String? = nil, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Enumerated {
    shape.wire(name, fileID: fileID, line: line)
  }

  /// A register; without `reset` it powers up undefined and a reset leaves it alone.
  public static func register(
    _ name: String? = nil, reset: Case? = nil, domain: ClockDomain = .main,
    fileID: StaticString = #fileID, line: UInt = #line
  ) -> Enumerated {
    guard let reset else { return shape.register(name, domain: domain, fileID: fileID, line: line) }
    return shape.register(name, reset: Enumerated(reset), domain: domain, fileID: fileID, line: line)
  }

  /// A register that is an output port as well.
  public static func outputRegister(
    reset: Case? = nil, domain: ClockDomain = .main, fileID: StaticString = #fileID, line: UInt = #line
  ) -> Enumerated {
    guard let reset else { return shape.outputRegister(domain: domain, fileID: fileID, line: line) }
    return shape.outputRegister(reset: Enumerated(reset), domain: domain, fileID: fileID, line: line)
  }

  /// Whether both are the same case.
  public static func .== (left: Enumerated, right: Enumerated) -> Bit {
    Bit(expression: .compare(.equal, left.expression, right.expression))
  }

  /// Whether it is this case.
  public static func .== (left: Enumerated, right: Case) -> Bit { left .== Enumerated(right) }

  /// Whether they are different cases.
  public static func .!= (left: Enumerated, right: Enumerated) -> Bit {
    Bit(expression: .compare(.notEqual, left.expression, right.expression))
  }

  /// Whether it is another case.
  public static func .!= (left: Enumerated, right: Case) -> Bit { left .!= Enumerated(right) }
}
