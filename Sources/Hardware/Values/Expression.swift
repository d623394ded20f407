import BigInt

/// An immutable node of the expression graph behind every value; made by the operators of `Bit`, `Unsigned`, `Signed`
/// and `Enumerated`, read by elaboration.
public final class Expression: Sendable {
  enum Kind: Hashable, Sendable {
    /// A number whose width comes from its surroundings.
    case literal(BigInt)
    case constant(BigUInt)
    case declaration(Declaration)
    /// A type without a value: only its shape may be used.
    case shape
    case not
    case binary(Netlist.BinaryOperator)
    case compare(Netlist.Comparison, signed: Bool)
    case shift(Netlist.ShiftOperator)
    case multiplex
    case select
    case bit
    case concatenate
    case slice(low: Int)
    case extend(signed: Bool)
    case reduce(Netlist.Reduction)
    /// The result of a mistake. Elaboration reports it where it was made or, as operators do not know where they
    /// stand, at the statement that uses it.
    case poison(String, SourceLocation?)
  }

  // Written by the initialiser and, to take a graph apart without recursion, by `release`; nowhere else.
  nonisolated(unsafe) private(set) var kind: Kind
  nonisolated(unsafe) private(set) var operands: [Expression]
  /// Bits of the value; 0 for a literal, whose width is not known yet, and for a poison.
  let width: Int
  let isSigned: Bool
  let enumeration: Netlist.Enumeration?

  init(
    _ kind: Kind, width: Int, isSigned: Bool = false, enumeration: Netlist.Enumeration? = nil,
    operands: [Expression] = []
  ) {
    self.kind = kind
    self.width = width
    self.isSigned = isSigned
    self.enumeration = enumeration
    self.operands = operands
  }

  deinit {
    var doomed = takeSuccessors()
    Expression.release(&doomed)
  }

  // A chain of 100,000 operators or named wires would overflow the stack if each node released the next one inside its
  // own release.
  static func release(_ doomed: inout [Expression]) {
    while var node = doomed.popLast() {
      if isKnownUniquelyReferenced(&node) { doomed.append(contentsOf: node.takeSuccessors()) }
    }
  }

  private func takeSuccessors() -> [Expression] {
    defer { operands = [] }
    guard case .declaration(var declaration) = kind else { return operands }
    kind = .shape
    return isKnownUniquelyReferenced(&declaration) ? declaration.takeOperands() : []
  }
}

extension Expression {
  static func poison(_ message: String, at location: SourceLocation? = nil) -> Expression {
    Expression(.poison(message, location), width: 0)
  }

  static func literal(_ value: BigInt, isSigned: Bool) -> Expression {
    Expression(.literal(value), width: 0, isSigned: isSigned)
  }

  static func constant(_ bits: Bits, isSigned: Bool = false) -> Expression {
    Expression(.constant(bits.value), width: bits.width, isSigned: isSigned)
  }

  var isPoison: Bool { if case .poison = kind { true } else { false } }
  var isShape: Bool { if case .shape = kind { true } else { false } }
  var literalValue: BigInt? { if case .literal(let value) = kind { value } else { nil } }
  var declaration: Declaration? { if case .declaration(let declaration) = kind { declaration } else { nil } }

  /// The value of a constant or a literal, as a number.
  var constantValue: BigInt? {
    switch kind {
    case .literal(let value): value
    case .constant(let value): isSigned ? Bits(value, width: width).signedValue : BigInt(value)
    default: nil
    }
  }

  /// A poison that was made without knowing where, as though it was made here.
  func placed(at location: SourceLocation) -> Expression {
    guard case .poison(let message, nil) = kind else { return self }
    return .poison(message, at: location)
  }
}
