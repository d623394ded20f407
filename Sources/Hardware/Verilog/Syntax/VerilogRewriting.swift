// Rewriting from the inside out.
extension Verilog.Expression {
  /// The same expression with every part replaced, operands before what holds them.
  func rewritten(_ transform: (Self) -> Self) -> Self {
    switch self {
    case .signal, .literal, .pattern, .number, .parameter, .part, .loopPart, .loopNumber, .payloadZero: return transform(self)
    case .bit(let signal, let index): return transform(.bit(signal, index: index.rewritten(transform)))
    case .word(let memory, let address): return transform(.word(memory, address: address.rewritten(transform)))
    case .unary(let unary, let operand): return transform(.unary(unary, operand.rewritten(transform)))
    case .binary(let binary, let operands):
      return transform(.binary(binary, operands.map { $0.rewritten(transform) }))
    case .conditional(let condition, let then, let otherwise):
      return transform(
        .conditional(
          condition.rewritten(transform), then: then.rewritten(transform), otherwise: otherwise.rewritten(transform)))
    case .concatenation(let parts): return transform(.concatenation(parts.map { $0.rewritten(transform) }))
    case .replication(let count, let part): return transform(.replication(count, part.rewritten(transform)))
    case .cast(let signed, let operand): return transform(.cast(signed: signed, operand.rewritten(transform)))
    }
  }
}

/// What replaces targets and expressions.
struct VerilogRewriter {
  var target: (Verilog.Target) -> Verilog.Target = { $0 }
  /// A whole expression, as it stands in an item or statement.
  var expression: (Verilog.Expression) -> Verilog.Expression
  /// A list of statements whose parts have been rewritten.
  var statements: ([Verilog.Statement]) -> [Verilog.Statement] = { $0 }

  func rewrite(_ item: Verilog.Item) -> Verilog.Item {
    switch item {
    case .declaration, .memory, .contents: return item
    case .wire(let signal, let value, let source): return .wire(signal, expression(value), source: source)
    case .assign(let target, let value, let source):
      return .assign(rewrite(target), expression(value), source: source)
    case .combinational(let statements): return .combinational(rewrite(statements))
    case .clocked(let edges, let statements): return .clocked(edges, rewrite(statements))
    case .instance(var instance):
      for index in instance.connections.indices {
        instance.connections[index].value = expression(instance.connections[index].value)
      }
      return .instance(instance)
    case .loop(var loop):
      loop.items = loop.items.map { rewrite($0) }
      return .loop(loop)
    case .unused(let name, let values): return .unused(name: name, values.map { expression($0) })
    }
  }

  func rewrite(_ statements: [Verilog.Statement]) -> [Verilog.Statement] {
    self.statements(statements.map { rewrite($0) })
  }

  private func rewrite(_ target: Verilog.Target) -> Verilog.Target {
    switch target {
    case .signal, .part, .loopPart: return self.target(target)
    case .word(let memory, let address): return self.target(.word(memory, address: expression(address)))
    case .wordPart(let memory, let address, let high, let low):
      return self.target(.wordPart(memory, address: expression(address), high: high, low: low))
    }
  }

  private func rewrite(_ statement: Verilog.Statement) -> Verilog.Statement {
    switch statement {
    case .assign(let target, let value, let source):
      return .assign(rewrite(target), expression(value), source: source)
    case .conditional(let branches, let otherwise):
      return .conditional(
        branches.map { Verilog.Branch(condition: expression($0.condition), body: rewrite($0.body)) },
        otherwise: rewrite(otherwise))
    case .choice(let subject, let arms, let defaultBody):
      var rest = defaultBody
      if case .body(let body) = defaultBody { rest = .body(rewrite(body)) }
      return .choice(
        expression(subject), arms: arms.map { Verilog.Arm(labels: $0.labels.map { expression($0) }, body: rewrite($0.body)) },
        defaultBody: rest)
    case .property(var property):
      property.condition = expression(property.condition)
      return .property(property)
    case .loop(let variable, let count, let body):
      return .loop(variable: variable, count: count, rewrite(body))
    }
  }
}
