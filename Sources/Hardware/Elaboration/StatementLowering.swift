extension DefinitionBuilder {
  /// The statements of the module's body.
  mutating func add(_ statements: [Statement]) {
    for statement in statements {
      let lowered = lower(statement)  // which may append the wires that it needs
      definition.statements.append(contentsOf: lowered)
    }
    reportUnwrittenMemories()
  }

  mutating func lower(_ statements: [Statement]) -> [Netlist.Statement] {
    statements.flatMap { lower($0) }
  }

  private mutating func lower(_ statement: Statement) -> [Netlist.Statement] {
    let location = statement.location
    switch statement.kind {
    case .assign(let target, let value): return lowerAssignment(target, value, location)
    case .when(let branches, let otherwise): return lowerWhen(branches, otherwise, location)
    case .match(let subject, let arms): return lowerMatch(subject, arms, location)
    case .choose(let subject, let arms): return lowerChoice(subject, arms, location)
    case .group(let statements): return lower(statements)
    case .write(let write):
      lowerWrite(write, location)
      return []
    case .attribute(let module, let attribute):
      lower(attribute, of: module, location)
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

  private mutating func lower(_ attribute: Attribute, of module: any Module, _ location: SourceLocation?) {
    var walk = PropertyWalk()
    walk.visitMembers(of: module)
    let parts = walk.leaves.compactMap { $0.declaration as AnyObject? } + walk.memories.map(\.declaration)
    let name = parts.compactMap { ownership[$0]?.instance }.first
    guard let index = definition.instances.firstIndex(where: { $0.name == name }) else {
      report(
        "attribute", "'\(module.moduleName)' is no instance of this module: store it in a property", at: location)
      return
    }
    definition.instances[index].attributes.append(attribute)
    definition.instances[index].source = definition.instances[index].source ?? location
  }

  private mutating func lowerAssignment(
    _ target: Expression, _ value: Expression, _ location: SourceLocation?
  ) -> [Netlist.Statement] {
    guard let declaration = target.declaration else {
      reportTarget(target, at: location)
      return []
    }
    let net = net(of: declaration, at: location)
    if case .named = declaration.kind {
      report("target", "'\(definition[net].name)' has got its value from .named(_:)", at: location)
      return []
    }
    guard let value = fitted(value, to: declaration.width, name: definition[net].name, at: location) else { return [] }
    return [.assign(net, lower(value, at: location), source: location)]
  }

  private mutating func reportTarget(_ target: Expression, at location: SourceLocation?) {
    if case .poison(let message, let place) = target.kind {
      report("width", message, at: place ?? location)
    } else {
      let message = "only a whole wire, register, output or instance input can be assigned, not an expression"
      report("target", message, at: location)
    }
  }

  /// The value, a literal in the width of what takes it; nil, with a report, where the widths differ.
  mutating func fitted(
    _ value: Expression, to width: Int, name: String, at location: SourceLocation?
  ) -> Expression? {
    if value.isPoison || value.width == width { return value }
    if let literal = value.literalValue {
      let needed = Expression.minimumWidth(of: literal, signed: value.isSigned)
      if needed <= width || (literal < 0 && !value.isSigned) { return value.widened(to: width) }
      report("width", "'\(name)' has \(width) bits, but the literal \(literal) needs \(needed)", at: location)
      return nil
    }
    let fix =
      value.width > width
      ? "write .truncated(to: \(width)) to drop the upper bits, or make '\(name)' \(value.width) bits wide"
      : "write .extended(to: \(width))"
    report("width", "'\(name)' has \(width) bits, but the value has \(value.width): \(fix)", at: location)
    return nil
  }

  private mutating func lowerWhen(
    _ branches: [Statement.Branch], _ otherwise: [Statement], _ location: SourceLocation?
  ) -> [Netlist.Statement] {
    var result: [Netlist.Branch] = []
    let depth = path.count
    for branch in branches {
      let condition = lower(branch.condition.expression, at: branch.location)
      path.append(PathCondition(.holds(condition)))
      result.append(Netlist.Branch(condition: condition, body: lower(branch.body)))
      path.removeLast()
      path.append(PathCondition(.fails(condition)))
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
      path.append(PathCondition(.equals(node, enumeration.codes[index], width: enumeration.width)))
      result.append(Netlist.Arm(caseIndex: index, body: lower(arm)))
      path.removeLast()
    }
    if result.allSatisfy(\.body.isEmpty) { return [] }
    return [.match(node, enumeration, arms: result, source: location)]
  }
}
