/// Prints the parts of a module's body.
struct ItemPrinter {
  private let module: Verilog.Module
  private let expressions: ExpressionPrinter

  init(_ module: Verilog.Module) {
    self.module = module
    expressions = ExpressionPrinter(module: module)
  }

  /// - Parameter items: one item, or some declarations below one another.
  func print(_ items: ArraySlice<Verilog.Item>, to buffer: inout TextBuffer) {
    let columns = columns(of: items)
    for item in items { print(item, columns, to: &buffer) }
  }

  private func columns(of items: ArraySlice<Verilog.Item>) -> DeclarationColumns {
    var signals: [Verilog.Signal] = []
    var memories: [Verilog.Module.Memory] = []
    for item in items {
      switch item {
      case .declaration(let signal, _), .wire(let signal, _, _): signals.append(module[signal])
      case .memory(let memory, _): memories.append(module.memories[memory.index])
      case .assign, .combinational, .clocked, .instance, .unused: break
      }
    }
    return DeclarationColumns(signals, memories: memories)
  }

  private func print(_ item: Verilog.Item, _ columns: DeclarationColumns, to buffer: inout TextBuffer) {
    switch item {
    case .declaration(let signal, let source):
      buffer.line("\(columns.text(module[signal])) \(module[signal].name);", comment: source?.short)
    case .memory(let id, let source):
      let memory = module.memories[id.index]
      buffer.line("\(columns.text(memory)) \(memory.name) [0:\(memory.depth - 1)];", comment: source?.short)
    case .wire(let signal, let value, let source):
      buffer.assignment("\(columns.text(module[signal])) \(module[signal].name) = ", value, expressions, source)
    case .assign(let signal, let value, let source):
      buffer.assignment("assign \(module[signal].name) = ", value, expressions, source)
    case .combinational(let statements): print("always @*", statements, "=", to: &buffer)
    case .clocked(let clock, let statements):
      print("always @(posedge \(module[clock].name))", statements, "<=", to: &buffer)
    case .instance(let instance): print(instance, to: &buffer)
    case .unused(let name, let values):
      let value = Verilog.Expression.unary(
        .allOnes, .concatenation([.literal(Bits(0, width: 1), isSigned: false)] + values))
      buffer.line("// Read by nothing else.")
      buffer.assignment("wire \(name) = ", value, expressions, nil)
    }
  }

  private func print(
    _ head: String, _ statements: [Verilog.Statement], _ assignment: String, to buffer: inout TextBuffer
  ) {
    buffer.line("\(head) begin")
    buffer.indented {
      StatementPrinter(expressions: expressions, assignment: assignment).print(statements, to: &$0)
    }
    buffer.line("end")
  }

  private func print(_ instance: Verilog.Instance, to buffer: inout TextBuffer) {
    let parameters = instance.width.map { " #(.\(PayloadForm.parameter)(\($0)))" } ?? ""
    let head = "\(instance.module)\(parameters) \(instance.name) ("
    guard !instance.connections.isEmpty else {
      buffer.line("\(head));", comment: instance.source?.short)
      return
    }
    buffer.line(head, comment: instance.source?.short)
    let width = instance.connections.map(\.port.count).max() ?? 0
    for (position, connection) in instance.connections.enumerated() {
      let opening = ".\(connection.port)".padded(to: width + 1) + " ("
      let separator = position == instance.connections.count - 1 ? "" : ","
      buffer.indented {
        $0.expression(connection.value, after: opening, then: ")\(separator)", expressions)
      }
    }
    buffer.line(");")
  }
}
