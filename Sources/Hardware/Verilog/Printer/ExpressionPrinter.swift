/// Lays out expressions within 100 columns.
struct ExpressionPrinter {
  let module: Verilog.Module
  static let columns = 100

  /// The expression on one line.
  func text(_ expression: Verilog.Expression) -> String {
    switch expression {
    case .signal(let signal): return module[signal].name
    case .literal(let bits, let isSigned): return Literal.text(bits, isSigned: isSigned)
    case .number(let number): return String(number)
    case .parameter(let parameter): return parameter.name
    case .part(let signal, let high, let low):
      return "\(module[signal].name)[\(high == low ? "\(low)" : "\(high):\(low)")]"
    case .bit(let signal, let index): return "\(module[signal].name)[\(text(index))]"
    case .word(let memory, let address): return "\(module.memories[memory.index].name)[\(text(address))]"
    case .unary(let unary, let operand): return unary.rawValue + primary(operand)
    case .binary(let binary, let operands):
      return operands.enumerated().map { self.operand($1, of: binary, isFirst: $0 == 0) }
        .joined(separator: " \(binary.rawValue) ")
    case .conditional(let condition, let then, let otherwise):
      return "\(choiceOperand(condition)) ? \(choiceOperand(then)) : \(text(otherwise))"
    case .concatenation(let parts): return "{\(parts.map(text).joined(separator: ", "))}"
    case .replication(let count, let part): return "{\(count){\(text(part))}}"
    case .cast(let signed, let operand): return "\(signed ? "$signed" : "$unsigned")(\(text(operand)))"
    }
  }

  /// The expression on as many lines as it takes; the first one starts at `column`, the others are indented.
  func lines(_ expression: Verilog.Expression, from column: Int, indent: Int) -> [String] {
    let line = text(expression)
    guard column + line.count > Self.columns else { return [line] }
    switch expression {
    case .binary(let binary, let operands):
      return operands.enumerated().flatMap { position, operand -> [String] in
        let prefix = position == 0 ? "" : "\(binary.rawValue) "
        let parenthesised = needsParentheses(operand, in: binary, isFirst: position == 0)
        return pieces(operand, parenthesised, prefix, from: position == 0 ? column : indent, indent)
      }
    case .conditional: return conditionalLines(expression, column, indent)
    case .concatenation(let parts): return concatenationLines(parts, column, indent)
    case .unary(let unary, let operand):
      return pieces(operand, !operand.isAtom, unary.rawValue, from: column, indent)
    case .cast(let signed, let operand):
      return pieces(operand, true, signed ? "$signed" : "$unsigned", from: column, indent)
    default: return [line]
    }
  }

  private func pieces(
    _ operand: Verilog.Expression, _ isParenthesised: Bool, _ prefix: String, from column: Int, _ indent: Int
  ) -> [String] {
    let opening = prefix + (isParenthesised ? "(" : "")
    var lines = self.lines(operand, from: column + opening.count + 2, indent: indent + 2)
    for index in lines.indices.dropFirst() { lines[index] = "  " + lines[index] }
    lines[0] = opening + lines[0]
    if isParenthesised { lines[lines.count - 1] += ")" }
    return lines
  }

  private func conditionalLines(_ expression: Verilog.Expression, _ column: Int, _ indent: Int) -> [String] {
    var lines: [String] = []
    var rest = expression
    while case .conditional(let condition, let then, let otherwise) = rest {
      let isFirst = lines.isEmpty
      lines += pieces(
        condition, isChoice(condition) || isReduction(condition), isFirst ? "" : ": ", from: isFirst ? column : indent,
        indent)
      lines += pieces(then, isChoice(then), "? ", from: indent, indent)
      rest = otherwise
    }
    return lines + pieces(rest, false, ": ", from: indent, indent)
  }

  /// As many parts on a line as fit.
  private func concatenationLines(_ parts: [Verilog.Expression], _ column: Int, _ indent: Int) -> [String] {
    var lines = ["{"]
    var line = ""
    for (position, part) in parts.enumerated() {
      let last = position == parts.count - 1
      let pieces = self.lines(part, from: indent + 2, indent: indent + 2)
      let text = pieces.joined(separator: " ") + (last ? "" : ",")
      if pieces.count > 1 || (!line.isEmpty && indent + 3 + line.count + text.count > Self.columns) {
        if !line.isEmpty { lines.append("  " + line) }
        line = ""
      }
      if pieces.count > 1 {
        lines += pieces.dropLast().map { "  " + $0 }
        line = pieces[pieces.count - 1] + (last ? "" : ",")
      } else {
        line += (line.isEmpty ? "" : " ") + text
      }
    }
    if !line.isEmpty { lines.append("  " + line) }
    return lines + ["}"]
  }

  // Parentheses.

  private func primary(_ operand: Verilog.Expression) -> String {
    operand.isAtom && !operand.isNegativeLiteral ? text(operand) : "(\(text(operand)))"
  }

  private func operand(_ operand: Verilog.Expression, of binary: Verilog.BinaryOperator, isFirst: Bool) -> String {
    needsParentheses(operand, in: binary, isFirst: isFirst) ? "(\(text(operand)))" : text(operand)
  }

  /// Where Verilog needs them, and where a reader would have to know the table of precedences.
  private func needsParentheses(
    _ operand: Verilog.Expression, in outer: Verilog.BinaryOperator, isFirst: Bool
  ) -> Bool {
    switch operand {
    case .conditional: return true
    case .unary(.logicalNot, _), .unary(.not, _), .unary(.negate, _): return false
    case .unary: return true
    case .binary(let inner, _):
      if inner == outer { return !(isFirst || inner.isAssociative) || inner.isComparison }
      switch (inner, outer) {
      case (.multiply, .add), (.multiply, .subtract): return false
      case (.subtract, .add), (.add, .subtract), (.subtract, .subtract): return !isFirst
      case (.add, _) where outer.isComparison, (.subtract, _) where outer.isComparison: return false
      case (_, .logicalAnd), (_, .logicalOr): return !inner.isComparison
      default: return true
      }
    default: return false
    }
  }

  private func isChoice(_ expression: Verilog.Expression) -> Bool {
    if case .conditional = expression { true } else { false }
  }

  private func isReduction(_ expression: Verilog.Expression) -> Bool {
    switch expression {
    case .unary(.allOnes, _), .unary(.anyOne, _), .unary(.parity, _): true
    default: false
    }
  }

  private func choiceOperand(_ expression: Verilog.Expression) -> String {
    isChoice(expression) || isReduction(expression) ? "(\(text(expression)))" : text(expression)
  }
}

extension Verilog.Expression {
  fileprivate var isNegativeLiteral: Bool {
    if case .literal(let bits, isSigned: true) = self { bits.signedValue < 0 } else { false }
  }
}
