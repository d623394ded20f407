/// Prints the parts of a module's body.
struct ItemPrinter {
  private let module: Verilog.Module
  private let expressions: ExpressionPrinter
  /// Set for SystemVerilog.
  private let types: SystemVerilogTypes?
  /// The memories that more than one block writes, which none that is `always_ff` may.
  private let sharedMemories: Set<Verilog.MemoryID>

  /// - Parameters:
  ///   - types: those of a SystemVerilog module; nil for Verilog.
  ///   - loop: the loop whose items it prints, if any.
  init(_ module: Verilog.Module, _ types: SystemVerilogTypes?, in loop: Verilog.Loop? = nil) {
    self.module = module
    self.types = types
    expressions = ExpressionPrinter(module: module, types: types, loop: loop)
    sharedMemories = types == nil ? [] : module.sharedMemories
  }

  /// - Parameter items: one item, or some declarations below one another.
  func print(_ items: ArraySlice<Verilog.Item>, to buffer: inout TextBuffer) {
    let columns = columns(of: items)
    for item in items { print(item, columns, to: &buffer) }
  }

  private func columns(of items: ArraySlice<Verilog.Item>) -> DeclarationColumns {
    var signals: [Verilog.Signal] = []
    var named: [String] = []
    var memories: [Verilog.Module.Memory] = []
    for item in items {
      switch item {
      case .declaration(let signal, _), .wire(let signal, _, _):
        if let type = types?.type(signal, in: module) { named.append(type) } else { signals.append(module[signal]) }
      case .memory(let memory, _): memories.append(module.memories[memory.index])
      case .contents, .assign, .combinational, .clocked, .instance, .loop, .unused: break
      }
    }
    // A `logic` with a value would be a variable that begins with it.
    let isLogic = types != nil && items.first?.isWire != true
    return DeclarationColumns(signals, memories: memories, types: named, isLogic: isLogic)
  }

  private func print(_ item: Verilog.Item, _ columns: DeclarationColumns, to buffer: inout TextBuffer) {
    buffer.attributes(attributes(of: item))
    switch item {
    case .declaration(let signal, let source):
      let type = types?.type(signal, in: module).map(columns.text(type:)) ?? columns.text(module[signal])
      buffer.line("\(type) \(module[signal].name);", source: source)
    case .memory(let id, let source):
      let memory = module.memories[id.index]
      buffer.line("\(columns.text(memory)) \(memory.name) [0:\(memory.depth - 1)];", source: source)
    case .contents(let id): printContents(of: module.memories[id.index], to: &buffer)
    case .wire(let signal, let value, let source):
      buffer.assignment("\(columns.text(module[signal])) \(module[signal].name) = ", value, expressions, source)
    case .assign(let target, let value, let source):
      let text = StatementPrinter(expressions: expressions, assignment: "=").text(target)
      buffer.assignment("assign \(text) = ", asBits(value, for: target), expressions, source)
    case .loop(let loop): print(loop, to: &buffer)
    case .combinational(let statements):
      print(types == nil ? "always @*" : "always_comb", statements, "=", to: &buffer)
    case .clocked(let edges, let statements):
      print("\(clockedKeyword(statements)) @(\(text(edges)))", statements, "<=", to: &buffer)
    case .instance(let instance): print(instance, to: &buffer)
    case .unused(let name, let values):
      let value = Verilog.Expression.unary(
        .allOnes, .concatenation([.literal(Bits(0, width: 1), isSigned: false)] + values))
      buffer.line("// Read by nothing else.")
      buffer.assignment("wire \(name) = ", value, expressions, nil)
    }
  }

  private func asBits(_ value: Verilog.Expression, for target: Verilog.Target) -> Verilog.Expression {
    types?.asBits(value, for: target, in: module) ?? value
  }

  private func clockedKeyword(_ statements: [Verilog.Statement]) -> String {
    guard types != nil else { return "always" }
    return statements.contains { !$0.writtenMemories.isDisjoint(with: sharedMemories) } ? "always" : "always_ff"
  }

  private func attributes(of item: Verilog.Item) -> [Attribute] {
    switch item {
    case .declaration(let signal, _), .wire(let signal, _, _): module[signal].attributes
    case .memory(let memory, _): module.memories[memory.index].attributes
    case .instance(let instance): instance.attributes
    case .contents, .assign, .combinational, .clocked, .loop, .unused: []
    }
  }

  private func printContents(of memory: Verilog.Module.Memory, to buffer: inout TextBuffer) {
    if memory.isInFile {
      buffer.line("initial $readmemh(\"\(module.fileName(of: memory))\", \(memory.name));")
      return
    }
    buffer.line("initial begin")
    for (index, word) in (memory.contents?.words ?? []).enumerated() {
      let value = Literal.text(Bits(word, width: memory.width), isSigned: false)
      buffer.indented { $0.line("\(memory.name)[\(index)] = \(value);") }
    }
    buffer.line("end")
  }

  private func print(
    _ head: String, _ statements: [Verilog.Statement], _ assignment: String, to buffer: inout TextBuffer
  ) {
    buffer.line("\(head) begin")
    buffer.indented {
      StatementPrinter(expressions: expressions, assignment: assignment, types: types).print(statements, to: &$0)
    }
    buffer.line("end")
  }

  /// The beginning of the line that ends in the name of an instance; parameters that would make it too long are printed
  /// one below the other.
  private func head(of instance: Verilog.Instance, to buffer: inout TextBuffer) -> String {
    let width = instance.width.map { Netlist.Foreign.Parameter(name: PayloadForm.parameter, value: "\($0)") }
    let parameters = (width.map { [$0] } ?? []) + instance.parameters
    let list = parameters.map { ".\($0.name)(\($0.value))" }.joined(separator: ", ")
    let head = "\(instance.module) \(parameters.isEmpty ? "" : "#(\(list)) ")\(instance.name) ("
    guard buffer.indentation + head.count > TextBuffer.columns, !instance.parameters.isEmpty else { return head }
    buffer.line("\(instance.module) #(")
    let column = parameters.map(\.name.count).max() ?? 0
    for (position, parameter) in parameters.enumerated() {
      let separator = position == parameters.count - 1 ? "" : ","
      buffer.indented {
        $0.line(".\(parameter.name)".padded(to: column + 1) + " (\(parameter.value))\(separator)")
      }
    }
    return ") \(instance.name) ("
  }

  private func print(_ loop: Verilog.Loop, to buffer: inout TextBuffer) {
    guard types == nil else { return printBlock(loop, to: &buffer) }
    buffer.line("generate")
    buffer.indented { printBlock(loop, to: &$0) }
    buffer.line("endgenerate")
  }

  private func printBlock(_ loop: Verilog.Loop, to buffer: inout TextBuffer) {
    let printer = ItemPrinter(module, types, in: loop)
    let name = module.generateVariable ?? ""
    let declaration = types == nil ? "" : "genvar "
    buffer.line(
      "for (\(declaration)\(name) = 0; \(name) < \(loop.count); \(name) = \(name) + 1) begin : \(loop.label)")
    buffer.indented { buffer in
      for number in loop.numbers {
        let range = number.width > 1 ? "[\(number.width - 1):0] " : ""
        buffer.line("localparam \(range)\(number.name) = \(number.value.text(name));")
      }
      printer.print(loop.items[...], to: &buffer)
    }
    buffer.line("end")
  }

  private func text(_ edges: Verilog.ClockEdges) -> String {
    let clock = "posedge \(module[edges.clock].name)"
    guard let reset = edges.reset else { return clock }
    return clock + " or \(edges.isResetFalling ? "negedge" : "posedge") \(module[reset].name)"
  }

  private func print(_ instance: Verilog.Instance, to buffer: inout TextBuffer) {
    let head = self.head(of: instance, to: &buffer)
    guard !instance.connections.isEmpty else {
      buffer.line("\(head));", source: instance.source)
      return
    }
    buffer.line(head, source: instance.source)
    let width = instance.connections.map(\.port.count).max() ?? 0
    for (position, connection) in instance.connections.enumerated() {
      let opening = ".\(connection.port)".padded(to: width + 1) + " ("
      let separator = position == instance.connections.count - 1 ? "" : ","
      buffer.indented {
        let value = types?.asBits(connection.value, for: connection.structure, in: module) ?? connection.value
        $0.expression(value, after: opening, then: ")\(separator)", expressions)
      }
    }
    buffer.line(");")
  }
}

extension Verilog.Item {
  fileprivate var isWire: Bool {
    if case .wire = self { true } else { false }
  }
}
