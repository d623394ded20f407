import BigInt

extension DefinitionBuilder {
  /// The statements of the module's body.
  mutating func add(_ statements: [Statement]) {
    drainPending()
    for statement in statements {
      let lowered = lower(statement)
      drainPending()
      definition.statements.append(contentsOf: lowered)
    }
    reportUnwrittenMemories()
  }

  private mutating func lower(_ statements: [Statement]) -> [Netlist.Statement] {
    statements.flatMap { lower($0) }
  }

  private mutating func lower(_ statement: Statement) -> [Netlist.Statement] {
    let location = statement.location
    switch statement.kind {
    case .assign(let target, let value): return lowerAssignment(target, value, location)
    case .when(let branches, let otherwise): return lowerWhen(branches, otherwise, location)
    case .match(let subject, let arms): return lowerMatch(subject, arms, location)
    case .group(let statements): return lower(statements)
    case .write(let write):
      lowerWrite(write, location)
      return []
    case .assertion(let kind, let name, let condition, let message, let domain):
      use(domain)
      let condition = lower(condition.expression, at: location)
      definition.assertions.append(
        Netlist.Assertion(
          name: assertionName(name, kind, location), kind: kind, enable: pathCondition(at: location),
          condition: condition, message: message, domain: domain, source: location))
      return []
    }
  }

  private mutating func lowerAssignment(
    _ target: Expression, _ value: Expression, _ location: SourceLocation?
  ) -> [Netlist.Statement] {
    guard let declaration = target.declaration else {
      report("target", targetMessage(target), at: location)
      return []
    }
    let net = net(of: declaration, at: location)
    let value = value.literalValue == nil ? value : value.widened(to: declaration.width)
    if !value.isPoison, value.width != declaration.width {
      report("width", widthMessage(declaration.width, value.width, name: definition[net].name), at: location)
      return []
    }
    return [.assign(net, lower(value, at: location), source: location)]
  }

  private func targetMessage(_ target: Expression) -> String {
    if case .poison(let message) = target.kind { return message }
    return "only a whole wire, register, output or instance input can be assigned, not an expression"
  }

  private func widthMessage(_ target: Int, _ value: Int, name: String) -> String {
    let fix =
      value > target
      ? "write .truncated(to: \(target)) to drop the upper bits, or make '\(name)' \(value) bits wide"
      : "write .extended(to: \(target))"
    return "'\(name)' has \(target) bits, but the value has \(value): \(fix)"
  }

  private mutating func lowerWhen(
    _ branches: [(condition: Bit, body: [Statement])], _ otherwise: [Statement], _ location: SourceLocation?
  ) -> [Netlist.Statement] {
    var result: [Netlist.Branch] = []
    let depth = path.count
    for branch in branches {
      let condition = lower(branch.condition.expression, at: location)
      path.append(.holds(condition))
      result.append(Netlist.Branch(condition: condition, body: lower(branch.body)))
      path.removeLast()
      path.append(.fails(condition))
    }
    let last = lower(otherwise)
    path.removeLast(path.count - depth)
    let isEmpty = last.isEmpty && result.allSatisfy(\.body.isEmpty)
    return isEmpty ? [] : [.when(result, otherwise: last, source: location)]
  }

  private mutating func lowerMatch(
    _ subject: Expression, _ arms: [[Statement]], _ location: SourceLocation?
  ) -> [Netlist.Statement] {
    let node = lower(subject, at: location)
    guard let enumeration = subject.enumeration else { return [] }  // a poison, reported by `lower`
    var result: [Netlist.Arm] = []
    for (index, arm) in arms.enumerated() {
      path.append(.equals(node, BigUInt(index), width: enumeration.width))
      result.append(Netlist.Arm(caseIndex: index, body: lower(arm)))
      path.removeLast()
    }
    if result.allSatisfy(\.body.isEmpty) { return [] }
    return [.match(node, enumeration, arms: result, source: location)]
  }

  private mutating func lowerWrite(_ write: MemoryWrite, _ location: SourceLocation?) {
    use(write.domain)
    let memory = memoryIndex(write.memory)
    if !write.data.isPoison, write.data.width != write.memory.width {
      report(
        "width", widthMessage(write.memory.width, write.data.width, name: definition.memories[memory].name),
        at: location)
      return
    }
    if let mask = write.mask, !mask.isPoison, mask.width == 0 || write.memory.width % mask.width != 0 {
      report(
        "width",
        "a mask of \(mask.width) bits does not divide the \(write.memory.width) bits of "
          + "'\(definition.memories[memory].name)'", at: location)
      return
    }
    let port = Netlist.WritePort(
      domain: write.domain, address: lower(write.address, at: location), data: lower(write.data, at: location),
      enable: pathCondition(at: location) ?? constantTrue(at: location),
      mask: write.mask.map { lower($0, at: location) }, source: location)
    definition.memories[memory].writePorts.append(port)
  }

  /// The conjunction of the conditions around the current statement; nil outside of any.
  private mutating func pathCondition(at location: SourceLocation?) -> Netlist.NodeID? {
    var result: Netlist.NodeID?
    for condition in path {
      let node = node(of: condition, at: location)
      result = result.map { addNode(.binary(.and, $0, node), width: 1, at: location) } ?? node
    }
    return result
  }

  private mutating func node(of condition: PathCondition, at location: SourceLocation?) -> Netlist.NodeID {
    switch condition {
    case .holds(let node): return node
    case .fails(let node): return addNode(.not(node), width: 1, at: location)
    case .equals(let subject, let value, let width):
      let constant = addNode(.constant(value), width: width, at: location)
      return addNode(.compare(.equal, subject, constant, signed: false), width: 1, at: location)
    }
  }

  // Lowering a named wire or an address may meet further ones.
  private mutating func drainPending() {
    while !pending.isEmpty {
      let batch = pending
      pending.removeAll()
      for item in batch {
        switch item {
        case .named(let net, let value, let location):
          definition.statements.append(.assign(net, lower(value, at: location), source: location))
        case .memoryRead(let net, let port, let location):
          finishReadPort(net, port, location)
        }
      }
    }
  }

  private mutating func finishReadPort(_ net: Netlist.NetID, _ port: MemoryReadPort, _ location: SourceLocation) {
    guard case .memory(let memory, let index) = definition[net].driver else { return }
    use(port.domain)
    let address = lower(port.address, at: location)
    let enable = lower(port.enable, at: location)
    definition.memories[memory].readPorts[index] = Netlist.ReadPort(
      domain: port.domain, address: address, enable: enable, latency: port.latency,
      readUnderWrite: port.readUnderWrite, data: net, source: location)
  }

  private mutating func reportUnwrittenMemories() {
    for memory in definition.memories where memory.writePorts.isEmpty {
      report("memory", "nothing writes the memory '\(memory.name)'", at: memory.source)
    }
  }

  private func assertionName(
    _ name: String?, _ kind: Netlist.Assertion.Kind, _ location: SourceLocation?
  ) -> String {
    let base = name.map(Name.snakeCase) ?? "\(kind.rawValue)_line_\(location?.line ?? 0)"
    let taken = Set(definition.assertions.map(\.name))
    var (candidate, number) = (base, 1)
    while taken.contains(candidate) {
      number += 1
      candidate = "\(base)_\(number)"
    }
    return candidate
  }
}
