extension Verilog.Item {
  /// Calls `body` with every expression that the item reads, whole ones only.
  func forEachExpression(_ body: (Verilog.Expression) -> Void) {
    switch self {
    case .declaration, .memory, .contents: break
    case .wire(_, let value, _): body(value)
    case .assign(let target, let value, _):
      target.forEachExpression(body)
      body(value)
    case .loop(let loop): loop.items.forEach { $0.forEachExpression(body) }
    case .combinational(let statements): statements.forEach { $0.forEachExpression(body) }
    case .clocked(let edges, let statements):
      body(.signal(edges.clock))
      if let reset = edges.reset { body(.signal(reset)) }
      statements.forEach { $0.forEachExpression(body) }
    case .instance(let instance):
      for connection in instance.connections where connection.direction == .input { body(connection.value) }
    case .unused(_, let values): values.forEach(body)
    }
  }
}

extension Verilog.Statement {
  func forEachExpression(_ body: (Verilog.Expression) -> Void) {
    switch self {
    case .assign(let target, let value, _):
      target.forEachExpression(body)
      body(value)
    case .conditional(let branches, let otherwise):
      for branch in branches {
        body(branch.condition)
        branch.body.forEach { $0.forEachExpression(body) }
      }
      otherwise.forEach { $0.forEachExpression(body) }
    case .choice(let subject, let arms, let defaultBody):
      body(subject)
      for arm in arms {
        arm.labels.forEach(body)
        arm.body.forEach { $0.forEachExpression(body) }
      }
      if case .body(let statements) = defaultBody { statements.forEach { $0.forEachExpression(body) } }
    case .property(let property): body(property.condition)
    case .loop(_, _, let statements): statements.forEach { $0.forEachExpression(body) }
    }
  }
}

extension Verilog.Target {
  func forEachExpression(_ body: (Verilog.Expression) -> Void) {
    switch self {
    case .signal, .part, .loopPart: break
    case .word(_, let address), .wordPart(_, let address, _, _): body(address)
    }
  }
}

extension Verilog.Expression {
  /// The expressions directly inside this one.
  func forEachOperand(_ body: (Verilog.Expression) -> Void) {
    switch self {
    case .signal, .literal, .pattern, .number, .parameter, .part, .loopPart, .loopNumber, .payloadZero: break
    case .bit(_, let inner), .word(_, let inner), .unary(_, let inner), .replication(_, let inner),
      .cast(_, let inner):
      body(inner)
    case .binary(_, let operands), .concatenation(let operands): operands.forEach(body)
    case .conditional(let condition, let then, let otherwise):
      body(condition)
      body(then)
      body(otherwise)
    }
  }
}
