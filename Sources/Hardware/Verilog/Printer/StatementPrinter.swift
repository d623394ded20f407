/// Prints what stands inside an `always` block.
struct StatementPrinter {
  var expressions: ExpressionPrinter
  /// `=` or `<=`.
  let assignment: String
  /// Set for SystemVerilog.
  var types: SystemVerilogTypes?

  func print(_ statements: [Verilog.Statement], to buffer: inout TextBuffer) {
    for statement in statements { print(statement, to: &buffer) }
  }

  private func print(_ statement: Verilog.Statement, to buffer: inout TextBuffer) {
    switch statement {
    case .assign(let target, let value, let source):
      assign(value, to: target, after: text(target), source, to: &buffer)
    case .conditional(let branches, let otherwise): print(branches, otherwise: otherwise, to: &buffer)
    case .choice(let subject, let arms, let defaultBody):
      let keyword = arms.contains { $0.labels.contains(where: \.isPattern) } ? "casez" : "case"
      buffer.line("\(keyword) (\(expressions.text(subject)))")
      buffer.indented { buffer in
        for arm in arms { print(arm, to: &buffer) }
        switch defaultBody {
        case .none: break
        case .empty: buffer.line("default: ;")
        case .body(let body): print(body, after: "default:", to: &buffer)
        }
      }
      buffer.line("endcase")
    case .property(let property): print(property, to: &buffer)
    case .loop(let name, let count, let body):
      var inner = self
      inner.expressions.loopVariable = name
      buffer.line("for (\(types == nil ? "" : "int ")\(name) = 0; \(name) < \(count); \(name) = \(name) + 1) begin")
      buffer.indented { inner.print(body, to: &$0) }
      buffer.line("end")
    }
  }

  private func print(_ arm: Verilog.Arm, to buffer: inout TextBuffer) {
    var label = ""
    for text in arm.labels.map(expressions.text) {
      if !label.isEmpty, buffer.indentation + label.count + text.count + 3 > TextBuffer.columns / 2 {
        buffer.line(label + ",")
        label = ""
      }
      label += label.isEmpty ? text : ", \(text)"
    }
    print(arm.body, after: "\(label):", to: &buffer)
  }

  /// `target <= value;`, with parentheses around a value in which a reader could take `<=` for another assignment, and
  /// with a cast where the target is of a type that the value does not have.
  ///
  /// - Parameter text: what the line begins with: the target, perhaps behind a label.
  private func assign(
    _ value: Verilog.Expression, to target: Verilog.Target, after text: String, _ source: SourceLocation?,
    to buffer: inout TextBuffer
  ) {
    let value = types?.asBits(value, for: target, in: expressions.module) ?? value
    let cast = types?.cast(of: value, to: target, in: expressions.module).map { "\($0)'" } ?? ""
    let isParenthesised = !cast.isEmpty || (assignment == "<=" && value.showsComparison)
    buffer.expression(
      value, after: "\(text) \(assignment) \(cast)\(isParenthesised ? "(" : "")",
      then: isParenthesised ? ");" : ";", expressions, source: source)
  }

  /// A lone assignment stands behind its label, everything else in a block.
  private func print(_ body: [Verilog.Statement], after label: String, to buffer: inout TextBuffer) {
    if body.isEmpty {
      buffer.line("\(label) ;")
      return
    }
    if body.count == 1, case .assign(let target, let value, let source) = body[0] {
      assign(value, to: target, after: "\(label) \(text(target))", source, to: &buffer)
      return
    }
    buffer.line("\(label) begin")
    buffer.indented { print(body, to: &$0) }
    buffer.line("end")
  }

  private func print(
    _ branches: [Verilog.Branch], otherwise: [Verilog.Statement], to buffer: inout TextBuffer
  ) {
    for (position, branch) in branches.enumerated() {
      let opening = position == 0 ? "if (" : "end else if ("
      buffer.expression(branch.condition, after: opening, then: ") begin", expressions)
      buffer.indented { print(branch.body, to: &$0) }
    }
    if !otherwise.isEmpty {
      buffer.line("end else begin")
      buffer.indented { print(otherwise, to: &$0) }
    }
    buffer.line("end")
  }

  private func print(_ property: Verilog.Property, to buffer: inout TextBuffer) {
    if property.message != property.label { buffer.comment(property.message) }
    let opening = "\(property.label): \(property.kind.rawValue) ("
    buffer.expression(property.condition, after: opening, then: ");", expressions, source: property.source)
  }

  func text(_ target: Verilog.Target) -> String {
    switch target {
    case .signal(let signal): return expressions.module[signal].name
    case .part(let signal, let high, let low): return expressions.text(.part(signal, high: high, low: low))
    case .loopPart(let signal, let start, let width): return expressions.part(signal, start, width)
    case .word(let memory, let address): return expressions.text(.word(memory, address: address))
    case .wordPart(let memory, let address, let high, let low):
      return expressions.text(.word(memory, address: address)) + (high == low ? "[\(low)]" : "[\(high):\(low)]")
    }
  }
}

extension Verilog.Expression {
  fileprivate var isPattern: Bool { if case .pattern = self { true } else { false } }

  /// Whether the expression is a comparison, or begins with one that stands without parentheses.
  fileprivate var showsComparison: Bool {
    switch self {
    case .binary(let binary, _) where binary.isComparison: true
    case .binary(.logicalAnd, let operands), .binary(.logicalOr, let operands):
      operands.contains(where: \.isLessOrEqual)
    case .conditional(let condition, _, _): condition.isLessOrEqual || condition.showsComparison
    default: false
    }
  }

  private var isLessOrEqual: Bool {
    if case .binary(.lessOrEqual, _) = self { true } else { false }
  }

  /// Whether the expression ends in a closing bracket of its own, so that its last line need not stand out.
  fileprivate var isEnclosed: Bool {
    switch self {
    case .concatenation: true
    case .unary(_, let operand): operand.isEnclosed
    default: false
    }
  }
}

extension TextBuffer {
  /// `opening value;` on as many lines as it takes.
  mutating func assignment(
    _ opening: String, _ value: Verilog.Expression, _ expressions: ExpressionPrinter, _ source: SourceLocation?
  ) {
    expression(value, after: opening, then: ";", expressions, source: source)
  }

  /// An expression between two texts, on as many lines as it takes.
  mutating func expression(
    _ expression: Verilog.Expression, after opening: String, then closing: String,
    _ expressions: ExpressionPrinter, source: SourceLocation? = nil
  ) {
    let continuation = expression.isEnclosed ? 0 : 4
    let lines = expressions.lines(
      expression, from: indentation + opening.count, indent: indentation + continuation, closing: closing.count)
    for (index, line) in lines.enumerated() {
      let isLast = index == lines.count - 1
      let margin = index == 0 ? opening : String(repeating: " ", count: continuation)
      self.line(margin + line + (isLast ? closing : ""), source: source, isLast: isLast)
    }
  }
}
