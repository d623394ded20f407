extension Netlist.BinaryOperator {
  var isArithmetic: Bool {
    switch self {
    case .add, .subtract, .multiply: true
    case .and, .or, .xor: false
    }
  }

  /// One bit is a condition and gets the logical operators.
  func verilog(width: Int) -> Verilog.BinaryOperator {
    switch self {
    case .and: width == 1 ? .logicalAnd : .and
    case .or: width == 1 ? .logicalOr : .or
    case .xor: .xor
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    }
  }
}

extension Netlist.Comparison {
  var verilog: Verilog.BinaryOperator {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    }
  }
}

extension Netlist.Reduction {
  var unary: Verilog.UnaryOperator {
    switch self {
    case .and: .allOnes
    case .or: .anyOne
    case .xor: .parity
    }
  }
}

extension Netlist.Node {
  /// What the name of a wire for this node ends in.
  var role: String {
    switch operation {
    case .not where width == 1, .binary(.and, _, _) where width == 1, .binary(.or, _, _) where width == 1: "condition"
    case .constant: "constant"
    case .net: "value"
    case .not: "inverted"
    case .binary(.and, _, _): "masked"
    case .binary(.or, _, _): "merged"
    case .binary(.xor, _, _): "xor"
    case .binary(.add, _, _): "sum"
    case .binary(.subtract, _, _): "difference"
    case .binary(.multiply, _, _): "product"
    case .compare(let comparison, _, _, _): comparison.role
    case .shift: "shifted"
    case .multiplex: "choice"
    case .select: "selected"
    case .bit: "bit"
    case .concatenate: "packed"
    case .slice: "part"
    case .extend: "extended"
    case .reduce(.and, _): "all"
    case .reduce(.or, _): "any"
    case .reduce(.xor, _): "parity"
    }
  }
}

extension Netlist.Comparison {
  fileprivate var role: String {
    switch self {
    case .equal: "equal"
    case .notEqual: "differs"
    case .less, .lessOrEqual: "below"
    case .greater, .greaterOrEqual: "above"
    }
  }
}
