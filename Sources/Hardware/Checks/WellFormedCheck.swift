/// Whether a netlist keeps the rules of its own types: a defect here is one of elaboration or of a pass, never of the
/// user's design.
enum WellFormedCheck {
  static func defects(inDefinition index: Int, of design: Netlist.Design) -> [Diagnostic] {
    var verifier = Verifier(design: design, index: index)
    verifier.verify()
    return verifier.defects
  }
}

private struct Verifier {
  let design: Netlist.Design
  let index: Int
  let definition: Netlist.Definition
  var defects: [Diagnostic] = []

  init(design: Netlist.Design, index: Int) {
    self.design = design
    self.index = index
    definition = design.definitions[index]
  }

  mutating func verify() {
    for (index, node) in definition.nodes.enumerated() { verify(node, at: index) }
    for (index, net) in definition.nets.enumerated() { verify(net, Netlist.NetID(index)) }
    for port in definition.ports where !has(port) || definition[port].direction == nil {
      require(false, "port \(port.index) is no net with a direction", nil)
    }
    verify(definition.statements)
    for memory in definition.memories { verify(memory) }
    for instance in definition.instances { verify(instance) }
    for assertion in definition.assertions {
      verifyWidth(assertion.condition, 1, "the condition of '\(assertion.name)'", assertion.source)
      if let enable = assertion.enable {
        verifyWidth(enable, 1, "the enable of '\(assertion.name)'", assertion.source)
      }
      verify(assertion.domain, "'\(assertion.name)'", assertion.source)
    }
  }

  private mutating func require(_ condition: Bool, _ message: @autoclosure () -> String, _ source: SourceLocation?) {
    guard !condition else { return }
    defects.append(
      Diagnostic(
        check: "netlist", message: "internal defect: \(message())", module: definition.name, location: source))
  }

  private func has(_ net: Netlist.NetID) -> Bool { definition.nets.indices.contains(net.index) }

  private mutating func verify(_ net: Netlist.Net, _ id: Netlist.NetID) {
    require(net.width > 0, "'\(net.name)' has \(net.width) bits", net.source)
    if let enumeration = net.enumeration { verify(enumeration, of: net) }
    switch net.driver {
    case .outside:
      let isRight = net.direction == .input || (net.direction == .output && definition.foreign != nil)
      require(isRight, "'\(net.name)' is driven from outside, but no input", net.source)
    case .statements: break
    case .register(let domain, let reset):
      require(
        reset.map { $0.width == net.width } ?? true, "the reset value of '\(net.name)' has another width", net.source)
      verify(domain, "'\(net.name)'", net.source)
    case .instance(let instance):
      require(
        definition.instances.indices.contains(instance) && definition.instances[instance].connections.contains(id),
        "'\(net.name)' is no connection of its instance", net.source)
    case .memory(let memory, let port):
      let isPort =
        definition.memories.indices.contains(memory)
        && definition.memories[memory].readPorts.indices.contains(port)
        && definition.memories[memory].readPorts[port].data == id
      require(isPort, "'\(net.name)' is not the data of its read port", net.source)
    }
  }

  private mutating func verify(_ domain: ClockDomain, _ what: String, _ source: SourceLocation?) {
    require(definition.domains.contains(domain), "\(what) uses a clock that the module does not list", source)
  }

  private mutating func verifyWidth(
    _ node: Netlist.NodeID, _ width: Int, _ what: @autoclosure () -> String, _ source: SourceLocation?
  ) {
    guard definition.nodes.indices.contains(node.index) else {
      require(false, "\(what()) is no node", source)
      return
    }
    let actual = definition[node].width
    require(actual == width, "\(what()) has \(actual) bits instead of \(width)", source)
  }

  private mutating func verify(_ statements: [Netlist.Statement]) {
    for statement in statements {
      switch statement {
      case .assign(let net, let value, let source):
        guard has(net) else {
          require(false, "an assignment to net \(net.index)", source)
          continue
        }
        let target = definition[net]
        verifyWidth(value, target.width, "the value of '\(target.name)'", source)
      case .when(let branches, let otherwise, let source):
        for branch in branches {
          verifyWidth(branch.condition, 1, "a condition", source)
          verify(branch.body)
        }
        verify(otherwise)
      case .match(let subject, let enumeration, let arms, let source):
        verifyWidth(subject, enumeration.width, "the subject of a match", source)
        require(
          arms.map(\.caseIndex) == Array(enumeration.cases.indices), "a match without an arm for each case", source)
        for arm in arms { verify(arm.body) }
      case .choose(let subject, let choices, let otherwise, let source):
        verify(choices, of: subject, source)
        for choice in choices { verify(choice.body) }
        verify(otherwise)
      }
    }
  }

  private mutating func verify(_ choices: [Netlist.Choice], of subject: Netlist.NodeID, _ source: SourceLocation?) {
    guard definition.nodes.indices.contains(subject.index) else {
      require(false, "the subject of a choice is no node", source)
      return
    }
    let values = choices.flatMap(\.values).sorted { $0.lowerBound < $1.lowerBound }
    let isFitting = values.last.map { $0.upperBound.bitWidth <= definition[subject].width } ?? true
    require(isFitting, "a choice of a value that the subject cannot have", source)
    let isDisjoint = zip(values, values.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound }
    require(isDisjoint && choices.allSatisfy { !$0.values.isEmpty }, "two choices of one value, or one of none", source)
  }

  private mutating func verify(_ enumeration: Netlist.Enumeration, of net: Netlist.Net) {
    let codes = enumeration.codes
    let isDistinct = Set(codes).count == codes.count && codes.count == enumeration.cases.count
    let isFitting = codes.allSatisfy { UInt64.bitWidth - $0.leadingZeroBitCount <= enumeration.width }
    require(isDistinct && isFitting, "the codes of '\(enumeration.name)' do not tell its cases apart", net.source)
  }

  private mutating func verify(_ memory: Netlist.Memory) {
    require(memory.width > 0 && memory.depth > 0, "'\(memory.name)' is empty", memory.source)
    if let words = memory.contents?.words {
      require(
        words.count == memory.depth && words.allSatisfy { $0.bitWidth <= memory.width },
        "the contents of '\(memory.name)' are not its words", memory.source)
    }
    for port in memory.writePorts {
      verifyWidth(port.enable, 1, "the enable of a write to '\(memory.name)'", port.source)
      verifyWidth(port.data, memory.width, "the data of a write to '\(memory.name)'", port.source)
      require(
        definition.nodes.indices.contains(port.address.index), "an address of '\(memory.name)' is no node", port.source)
      if let mask = port.mask {
        let isDivisor =
          definition.nodes.indices.contains(mask.index) && memory.width % definition[mask].width == 0
        require(isDivisor, "a mask of '\(memory.name)' does not divide its width", port.source)
      }
      verify(port.domain, "a write to '\(memory.name)'", port.source)
    }
    for port in memory.readPorts {
      verifyWidth(port.enable, 1, "the enable of a read of '\(memory.name)'", port.source)
      require(
        definition.nodes.indices.contains(port.address.index), "an address of '\(memory.name)' is no node", port.source)
      require(
        has(port.data) && definition[port.data].width == memory.width,
        "the data of a read of '\(memory.name)' has another width", port.source)
      verify(port.domain, "a read of '\(memory.name)'", port.source)
    }
  }

  private mutating func verify(_ instance: Netlist.Instance) {
    guard instance.definition >= 0, instance.definition < index else {
      require(false, "'\(instance.name)' is no instance of an earlier definition", instance.source)
      return
    }
    let child = design.definitions[instance.definition]
    require(
      child.ports.count == instance.connections.count, "'\(instance.name)' has another number of ports", instance.source
    )
    for (port, net) in zip(child.ports, instance.connections) {
      guard has(net) else {
        require(false, "'\(instance.name)' is connected to net \(net.index)", instance.source)
        continue
      }
      let name = child[port].name
      require(
        definition[net].width == child[port].width, "'\(name)' of '\(instance.name)' has another width", instance.source
      )
    }
    for domain in child.domains { verify(domain, "'\(instance.name)'", instance.source) }
  }
}

// Nodes.
extension Verifier {
  private mutating func verify(_ node: Netlist.Node, at index: Int) {
    let operands = node.operation.operands
    guard operands.allSatisfy({ $0.index >= 0 && $0.index < index }) else {
      require(false, "node \(index) reads a node that is not before it", node.source)
      return
    }
    require(node.width > 0, "node \(index) has \(node.width) bits", node.source)
    let widths = operands.map { definition[$0].width }
    require(
      isConsistent(node, widths), "node \(index), \(node.operation), is \(node.width) bits of \(widths)", node.source)
  }

  /// - Parameter widths: of the operands.
  private func isConsistent(_ node: Netlist.Node, _ widths: [Int]) -> Bool {
    switch node.operation {
    case .constant(let value): value.bitWidth <= node.width
    case .net(let net): has(net) && definition[net].width == node.width
    case .not, .binary: widths.allSatisfy { $0 == node.width }
    case .compare: node.width == 1 && widths[0] == widths[1]
    case .shift: widths[0] == node.width
    case .multiplex: widths == [1, node.width, node.width]
    case .select(_, let elements): !elements.isEmpty && widths.dropFirst().allSatisfy { $0 == node.width }
    case .bit, .reduce: node.width == 1
    case .concatenate: widths.reduce(0, +) == node.width
    case .slice(_, let low): low >= 0 && low + node.width <= widths[0]
    case .extend: widths[0] < node.width
    }
  }
}
