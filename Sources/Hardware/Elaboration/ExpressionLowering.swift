import BigInt

// From the graph of expressions to nodes, without recursion: a chain of 100,000 operators is nothing unusual.
extension DefinitionBuilder {
  /// The node of an expression; mistakes inside it are reported at the location.
  ///
  /// Wires made by `named` and reads of memories that it is made of are declared and get their values before it.
  @discardableResult
  mutating func lower(_ expression: Expression, at location: SourceLocation?) -> Netlist.NodeID {
    var stack = [(expression: expression, location: location)]
    while let (next, place) = stack.last {
      if nodeOf[ObjectIdentifier(next)] != nil {
        stack.removeLast()
        continue
      }
      let value = next.declaration.flatMap { isConnected($0) ? nil : $0 }
      let missing = (value?.operands ?? next.operands).filter { nodeOf[ObjectIdentifier($0)] == nil }
      guard missing.isEmpty else {
        stack.append(contentsOf: missing.reversed().map { ($0, value?.location ?? place) })
        continue
      }
      stack.removeLast()
      let operands = next.operands.map { nodeOf[ObjectIdentifier($0)]! }
      nodeOf[ObjectIdentifier(next)] = append(next, operands, at: place)
      keepAlive.append(next)
    }
    return nodeOf[ObjectIdentifier(expression)]!
  }

  private mutating func append(
    _ expression: Expression, _ operands: [Netlist.NodeID], at location: SourceLocation?
  ) -> Netlist.NodeID {
    let operation: Netlist.Operation
    switch expression.kind {
    case .poison(let message, let place):
      report("width", message, at: place ?? location)
      return addNode(.constant(0), width: 1, at: location)
    case .shape:
      report("width", "a shape has no value: declare a wire, register or port of it", at: location)
      return addNode(.constant(0), width: max(1, expression.width), at: location)
    case .literal(let value):
      report("width", "the literal \(value) has no width here: write its width", at: location)
      return addNode(.constant(0), width: 1, at: location)
    case .constant(let value): operation = .constant(value)
    case .declaration(let declaration):
      operation = .net(net(of: declaration, at: location))
      connect(declaration)
    case .not: operation = .not(operands[0])
    case .binary(let binary): operation = .binary(binary, operands[0], operands[1])
    case .compare(let comparison, let signed):
      operation = .compare(comparison, operands[0], operands[1], signed: signed)
    case .shift(let shift): operation = .shift(shift, operands[0], amount: operands[1])
    case .multiplex:
      operation = .multiplex(condition: operands[0], then: operands[1], otherwise: operands[2])
    case .select: operation = .select(index: operands[0], elements: Array(operands.dropFirst()))
    case .bit: operation = .bit(operands[0], index: operands[1])
    case .concatenate: operation = .concatenate(operands)
    case .slice(let low): operation = .slice(operands[0], low: low)
    case .extend(let signed): operation = .extend(operands[0], signed: signed)
    case .reduce(let reduction): operation = .reduce(reduction, operands[0])
    }
    return addNode(operation, width: expression.width, isSigned: expression.isSigned, at: location)
  }

  mutating func addNode(
    _ operation: Netlist.Operation, width: Int, isSigned: Bool = false, at location: SourceLocation?
  ) -> Netlist.NodeID {
    definition.nodes.append(Netlist.Node(operation, width: width, isSigned: isSigned, source: location))
    return Netlist.NodeID(definition.nodes.count - 1)
  }

  /// The net of a declaration; locals of the body are declared when they are first met.
  mutating func net(of declaration: Declaration, at location: SourceLocation?) -> Netlist.NetID {
    if let net = netOf[ObjectIdentifier(declaration)] { return net }
    if let owner = ownership[declaration], let instance = owner.instance {
      report(
        "foreign signal", "'\(owner.property)' is inside the instance '\(instance)'; only its ports can be used",
        at: location)
    } else if declaration.direction != nil {
      report(
        "foreign port",
        "this port belongs to neither this module nor one of its instances; "
          + "store the instance in a property of this module",
        at: location)
    } else if declaration.name == nil {
      report("name", "this signal has no name; give it one, or store it in a property", at: declaration.location)
    }
    return declare(declaration, name: declaration.name ?? "unnamed")
  }

  mutating func constantTrue(at location: SourceLocation?) -> Netlist.NodeID {
    addNode(.constant(1), width: 1, at: location)
  }
}
