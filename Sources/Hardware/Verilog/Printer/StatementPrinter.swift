/// Prints what stands inside an `always` block.
struct StatementPrinter {
  let expressions: ExpressionPrinter
  /// `=` or `<=`.
  let assignment: String

  func print(_ statements: [Verilog.Statement], to buffer: inout TextBuffer) {
    for statement in statements { print(statement, to: &buffer) }
  }

  private func print(_ statement: Verilog.Statement, to buffer: inout TextBuffer) {
    switch statement {
    case .assign(let target, let value, let source):
      buffer.assignment("\(text(target)) \(assignment) ", value, expressions, source)
    case .conditional(let branches, let otherwise): print(branches, otherwise: otherwise, to: &buffer)
    case .choice(let subject, let arms, let defaultBody):
      buffer.line("case (\(expressions.text(subject)))")
      buffer.indented { buffer in
        for arm in arms { print(arm.body, after: "\(expressions.text(arm.label)):", to: &buffer) }
        switch defaultBody {
        case .none: break
        case .empty: buffer.line("default: ;")
        case .body(let body): print(body, after: "default:", to: &buffer)
        }
      }
      buffer.line("endcase")
    case .property(let property): print(property, to: &buffer)
    }
  }

  /// A lone assignment stands behind its label, everything else in a block.
  private func print(_ body: [Verilog.Statement], after label: String, to buffer: inout TextBuffer) {
    if body.count == 1, case .assign(let target, let value, let source) = body[0] {
      buffer.assignment("\(label) \(text(target)) \(assignment) ", value, expressions, source)
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
      let lines = expressions.lines(
        branch.condition, from: buffer.indentation + opening.count + 7, indent: buffer.indentation + 4)
      for (index, line) in lines.enumerated() {
        let isFirst = index == 0
        let isLast = index == lines.count - 1
        buffer.line((isFirst ? opening : "    ") + line + (isLast ? ") begin" : ""))
      }
      buffer.indented { print(branch.body, to: &$0) }
    }
    if !otherwise.isEmpty {
      buffer.line("end else begin")
      buffer.indented { print(otherwise, to: &$0) }
    }
    buffer.line("end")
  }

  private func print(_ property: Verilog.Property, to buffer: inout TextBuffer) {
    if property.message != property.label {
      for line in property.message.split(separator: "\n") { buffer.line("// \(line)") }
    }
    let opening = "\(property.label): \(property.kind.rawValue) ("
    let lines = expressions.lines(
      property.condition, from: buffer.indentation + opening.count + 2, indent: buffer.indentation + 4)
    for (index, line) in lines.enumerated() {
      let isLast = index == lines.count - 1
      buffer.line(
        (index == 0 ? opening : "    ") + line + (isLast ? ");" : ""), comment: isLast ? property.source?.short : nil)
    }
  }

  private func text(_ target: Verilog.Target) -> String {
    switch target {
    case .signal(let signal): return expressions.module[signal].name
    case .word(let memory, let address): return expressions.text(.word(memory, address: address))
    case .wordPart(let memory, let address, let high, let low):
      return expressions.text(.word(memory, address: address)) + (high == low ? "[\(low)]" : "[\(high):\(low)]")
    }
  }
}

extension TextBuffer {
  /// `opening value;` on as many lines as it takes.
  mutating func assignment(
    _ opening: String, _ value: Verilog.Expression, _ expressions: ExpressionPrinter, _ source: SourceLocation?
  ) {
    let lines = expressions.lines(
      value, from: indentation + opening.count + 1, indent: indentation + 2)
    for (index, line) in lines.enumerated() {
      let isLast = index == lines.count - 1
      let text = (index == 0 ? opening : "  ") + line + (isLast ? ";" : "")
      self.line(text, comment: isLast ? source?.short : nil)
    }
  }
}
