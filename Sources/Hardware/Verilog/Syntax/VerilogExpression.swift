extension Verilog {
  /// An expression as Verilog writes it. Its depth is bounded: whatever would grow too long has a wire of its own.
  indirect enum Expression: Equatable {
    case signal(SignalID)
    /// A sized number; a signed one is written with its sign.
    case literal(Bits, isSigned: Bool)
    /// A sized number of whose lowest bits so many may be anything; the label of a `casez`.
    case pattern(Bits, open: Int)
    /// A number whose width does not matter: the amount of a shift.
    case number(Int)
    /// The `localparam` of a case.
    case parameter(Parameter)
    /// `x[7:4]`, or `x[4]` where both are equal.
    case part(SignalID, high: Int, low: Int)
    /// `x[8*i +: 8]` in a loop over `i`.
    case loopPart(SignalID, start: Affine, width: Int)
    /// A number that depends on a loop's variable.
    case loopNumber(Affine, width: Int)
    /// `x[i]`.
    case bit(SignalID, index: Expression)
    /// `memory[address]`.
    case word(MemoryID, address: Expression)
    case unary(UnaryOperator, Expression)
    /// Two operands, or more where the operator is associative.
    case binary(BinaryOperator, [Expression])
    case conditional(Expression, then: Expression, otherwise: Expression)
    case concatenation([Expression])
    case replication(Int, Expression)
    /// `{WIDTH{1'b0}}`.
    case payloadZero
    /// `$signed(x)` or `$unsigned(x)`.
    case cast(signed: Bool, Expression)
  }

  /// `base + stride * i`, for the variable `i` of a loop.
  struct Affine: Hashable {
    var base: Int
    var stride: Int

    /// For example `8*i + 3`, or `24 - 8*i`.
    func text(_ variable: String) -> String {
      let product = abs(stride) == 1 ? variable : "\(abs(stride))*\(variable)"
      if stride < 0 { return "\(base) - \(product)" }
      return base == 0 ? product : "\(product) \(base < 0 ? "-" : "+") \(abs(base))"
    }
  }

  struct Parameter: Hashable {
    let enumeration: Netlist.Enumeration
    let caseIndex: Int
    var name: String { enumeration.parameterName(caseIndex) }
  }

  enum UnaryOperator: String {
    case logicalNot = "!"
    case not = "~"
    case negate = "-"
    case allOnes = "&"
    case anyOne = "|"
    case parity = "^"
  }

  enum BinaryOperator: String {
    case multiply = "*"
    case add = "+"
    case subtract = "-"
    case shiftLeft = "<<"
    case shiftRight = ">>"
    case shiftRightArithmetic = ">>>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
    case and = "&"
    case xor = "^"
    case or = "|"
    case logicalAnd = "&&"
    case logicalOr = "||"

    /// Verilog-2005, table 5-4: the higher, the tighter.
    var precedence: Int {
      switch self {
      case .multiply: 10
      case .add, .subtract: 9
      case .shiftLeft, .shiftRight, .shiftRightArithmetic: 8
      case .less, .lessOrEqual, .greater, .greaterOrEqual: 7
      case .equal, .notEqual: 6
      case .and: 5
      case .xor: 4
      case .or: 3
      case .logicalAnd: 2
      case .logicalOr: 1
      }
    }

    var isAssociative: Bool {
      switch self {
      case .multiply, .add, .and, .xor, .or, .logicalAnd, .logicalOr: true
      default: false
      }
    }

    var isSum: Bool { self == .add || self == .subtract }

    var isComparison: Bool {
      switch self {
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: true
      default: false
      }
    }
  }
}
