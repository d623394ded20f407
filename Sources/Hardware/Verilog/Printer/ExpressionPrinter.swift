/// Lays out expressions within 100 columns.
struct ExpressionPrinter {
  let module: Verilog.Module
  /// Set for SystemVerilog.
  var types: SystemVerilogTypes?
  /// The loop in which it prints, if that is a `generate`.
  var loop: Verilog.Loop?
  /// The variable of the loop in which it prints, if that stands in an `always` block.
  var loopVariable: String?

  private var variable: String { loopVariable ?? module.generateVariable ?? "" }

  /// The expression on one line.
  func text(_ expression: Verilog.Expression) -> String {
    switch expression {
    case .signal(let signal): return module[signal].name
    case .literal(let bits, let isSigned): return Literal.text(bits, isSigned: isSigned)
    case .pattern(let bits, let open): return Literal.pattern(bits, open: open)
    case .number(let number): return String(number)
    case .parameter(let parameter): return parameter.name
    case .part(let signal, let high, let low):
      return part(of: signal, high: high, low: low)
    case .loopPart(let signal, let start, let width): return part(signal, start, width)
    case .loopNumber(let number, let width): return loopNumber(number, width)
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
    case .payloadZero: return "{\(PayloadForm.parameter){1'b0}}"
    case .cast(let signed, let operand): return "\(signed ? "$signed" : "$unsigned")(\(text(operand)))"
    }
  }

  /// `x[7:4]`, or `x.field` where these bits are one.
  private func part(of signal: Verilog.SignalID, high: Int, low: Int) -> String {
    var (name, high, low) = (module[signal].name, high, low)
    if let (field, start) = types?.structure(signal, in: module)?.field(high: high, low: low) {
      name += ".\(field.name)"
      if field.width == high - low + 1 { return name }
      (high, low) = (start + high - low, start)
    }
    return "\(name)[\(high == low ? "\(low)" : "\(high):\(low)")]"
  }

  /// A number in so many bits: the name that a `generate` has for it, or bits of the variable itself.
  private func loopNumber(_ number: Verilog.Affine, _ width: Int) -> String {
    let named = loop?.numbers.first { $0.value == number && $0.width == width }
    return named?.name ?? "\(variable)[\(width - 1):0]"
  }

  /// `x[8*i +: 8]`, or `x[i]` for a single bit.
  func part(_ signal: Verilog.SignalID, _ start: Verilog.Affine, _ width: Int) -> String {
    let first = start.text(variable)
    return "\(module[signal].name)[\(width == 1 ? first : "\(first) +: \(width)")]"
  }

  /// The expression on as many lines as it takes; the first one starts at `column`, the others at `indent`.
  ///
  /// - Parameter closing: how many characters will follow the last line.
  func lines(_ expression: Verilog.Expression, from column: Int, indent: Int, closing: Int) -> [String] {
    let line = text(expression)
    guard column + line.count + closing > TextBuffer.columns else { return [line] }
    switch expression {
    case .binary:
      return terms(of: expression).enumerated().flatMap { position, term -> [String] in
        let isFirst = position == 0
        let isParenthesised = needsParentheses(term.operand, in: term.binary, isFirst: isFirst)
        return pieces(
          term.operand, isParenthesised, isFirst ? "" : "\(term.binary.rawValue) ", from: isFirst ? column : indent,
          indent, closing)
      }
    case .conditional: return conditionalLines(expression, column, indent, closing)
    case .concatenation(let parts): return concatenationLines(parts, indent)
    case .unary(let unary, let operand):
      return pieces(operand, !operand.isAtom, unary.rawValue, from: column, indent, closing)
    case .cast(let signed, let operand):
      return pieces(operand, true, signed ? "$signed" : "$unsigned", from: column, indent, closing)
    default: return [line]
    }
  }

  private func pieces(
    _ operand: Verilog.Expression, _ isParenthesised: Bool, _ prefix: String, from column: Int, _ indent: Int,
    _ closing: Int
  ) -> [String] {
    let opening = prefix + (isParenthesised ? "(" : "")
    var lines = self.lines(
      operand, from: column + opening.count, indent: indent + 2, closing: closing + (isParenthesised ? 1 : 0))
    for index in lines.indices.dropFirst() { lines[index] = "  " + lines[index] }
    lines[0] = opening + lines[0]
    if isParenthesised { lines[lines.count - 1] += ")" }
    return lines
  }

  /// The operands of an operator with the operator before each; of sums and differences, all that stand in a row.
  private func terms(
    of expression: Verilog.Expression
  ) -> [(binary: Verilog.BinaryOperator, operand: Verilog.Expression)] {
    guard case .binary(let binary, let operands) = expression else { return [] }
    var first = [(binary: binary, operand: operands[0])]
    if case .binary(let inner, _) = operands[0], binary.isSum, inner.isSum { first = terms(of: operands[0]) }
    return first + operands.dropFirst().map { (binary, $0) }
  }

  private func conditionalLines(
    _ expression: Verilog.Expression, _ column: Int, _ indent: Int, _ closing: Int
  ) -> [String] {
    var choices: [(condition: Verilog.Expression, then: Verilog.Expression)] = []
    var rest = expression
    while case .conditional(let condition, let then, let otherwise) = rest {
      choices.append((condition, then))
      rest = otherwise
    }
    let compact = choices.enumerated().map { position, choice in
      (position == 0 ? "" : ": ") + "\(choiceOperand(choice.condition)) ? \(choiceOperand(choice.then))"
    }
    var lines: [String] = []
    if choices.count > 1, compact.allSatisfy({ max(column, indent) + $0.count <= TextBuffer.columns }) {
      lines = compact
    } else {
      for (position, (condition, then)) in choices.enumerated() {
        let isParenthesised = isChoice(condition) || isReduction(condition)
        lines += pieces(
          condition, isParenthesised, position == 0 ? "" : ": ", from: position == 0 ? column : indent, indent, closing)
        lines += pieces(then, isChoice(then), "? ", from: indent, indent, closing)
      }
    }
    return lines + pieces(rest, false, ": ", from: indent, indent, closing)
  }

  /// As many parts on a line as fit.
  private func concatenationLines(_ parts: [Verilog.Expression], _ indent: Int) -> [String] {
    var lines = ["{"]
    var line = ""
    for (position, part) in parts.enumerated() {
      let comma = position == parts.count - 1 ? "" : ","
      let pieces = self.lines(part, from: indent + 2, indent: indent + 2, closing: 1)
      if pieces.count == 1, line.isEmpty || indent + 3 + line.count + pieces[0].count + 1 <= TextBuffer.columns {
        line += (line.isEmpty ? "" : " ") + pieces[0] + comma
        continue
      }
      if !line.isEmpty { lines.append("  " + line) }
      lines += pieces.dropLast().map { "  " + $0 }
      line = pieces[pieces.count - 1] + comma
    }
    return lines + ["  " + line, "}"]
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
