extension Simplifier {
  /// The same statements over the new nodes; branches that never run are gone, those that always run are in line.
  mutating func rewrite(_ statements: [Netlist.Statement]) -> [Netlist.Statement] {
    statements.flatMap { statement -> [Netlist.Statement] in
      switch statement {
      case .assign(let net, let value, let source):
        return [.assign(net, replacement(value), source: source)]
      case .when(let branches, let otherwise, let source):
        return rewrite(branches, otherwise: otherwise, source: source)
      case .match(let subject, let enumeration, let arms, let source):
        if let value = builder.constant(replacement(subject))?.value {
          return arms.first { value == enumeration.codes[$0.caseIndex] }.map { rewrite($0.body) } ?? []
        }
        let arms = arms.map { Netlist.Arm(caseIndex: $0.caseIndex, body: rewrite($0.body)) }
        if arms.allSatisfy(\.body.isEmpty) { return [] }
        return [.match(replacement(subject), enumeration, arms: arms, source: source)]
      case .choose(let subject, let choices, let otherwise, let source):
        return rewrite(subject, choices, otherwise: otherwise, source: source)
      }
    }
  }

  private mutating func rewrite(
    _ subject: Netlist.NodeID, _ choices: [Netlist.Choice], otherwise: [Netlist.Statement], source: SourceLocation?
  ) -> [Netlist.Statement] {
    if let value = builder.constant(replacement(subject))?.value {
      return rewrite(choices.first { $0.contains(value) }?.body ?? otherwise)
    }
    let choices = choices.map { Netlist.Choice(values: $0.values, body: rewrite($0.body)) }
    let rest = choices.isComplete(width: definition[subject].width) ? [] : rewrite(otherwise)
    if choices.allSatisfy(\.body.isEmpty) && rest.isEmpty { return [] }
    if choices.isEmpty { return rest }
    return [.choose(replacement(subject), choices, otherwise: rest, source: source)]
  }

  private mutating func rewrite(
    _ branches: [Netlist.Branch], otherwise: [Netlist.Statement], source: SourceLocation?
  ) -> [Netlist.Statement] {
    var kept: [Netlist.Branch] = []
    var rest = rewrite(otherwise)
    for branch in branches {
      let condition = replacement(branch.condition)
      let body = rewrite(branch.body)
      guard let value = builder.constant(condition)?.value else {
        kept.append(Netlist.Branch(condition: condition, body: body))
        continue
      }
      if value == 1 {
        rest = body
        break
      }
    }
    while rest.isEmpty, let last = kept.last, last.body.isEmpty { kept.removeLast() }
    return kept.isEmpty ? rest : [.when(kept, otherwise: rest, source: source)]
  }

  mutating func rewrite(_ assertion: Netlist.Assertion) -> Netlist.Assertion? {
    var result = assertion
    result.condition = replacement(assertion.condition)
    result.enable = assertion.enable.map(replacement)
    if let enable = result.enable, let value = builder.constant(enable)?.value {
      if value == 0 { return nil }
      result.enable = nil
    }
    return result
  }

  /// The same memory with addresses of exactly the bits that its depth needs.
  mutating func rewrite(_ memory: Netlist.Memory) -> Netlist.Memory {
    var result = memory
    let needed = Netlist.addressWidth(of: memory.depth)
    for index in memory.writePorts.indices {
      let port = memory.writePorts[index]
      let address = replacement(port.address)
      result.writePorts[index].address = resize(address, needed)
      result.writePorts[index].data = replacement(port.data)
      result.writePorts[index].mask = port.mask.map(replacement)
      result.writePorts[index].enable = replacement(port.enable)
      // Cutting the address must not turn a write past the end into one inside.
      guard builder[address].width > needed else { continue }
      let excess = builder.slice(address, low: needed, width: builder[address].width - needed)
      let isInside = builder.not(builder.reduce(.or, excess), isSigned: false)
      result.writePorts[index].enable = builder.binary(.and, replacement(port.enable), isInside, isSigned: false)
    }
    for index in memory.readPorts.indices {
      result.readPorts[index].address = resize(replacement(memory.readPorts[index].address), needed)
      result.readPorts[index].enable = replacement(memory.readPorts[index].enable)
    }
    return result
  }

  private mutating func resize(_ address: Netlist.NodeID, _ width: Int) -> Netlist.NodeID {
    builder[address].width < width
      ? builder.extend(address, signed: false, width: width, isSigned: false)
      : builder.slice(address, low: 0, width: width)
  }
}
