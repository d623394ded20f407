/// Turns each bundle of a definition into one net, where the definition only ever moves it as a whole.
struct PayloadPacking {
  private let original: Netlist.Definition
  private let bundles: PayloadBundles
  private var result: Netlist.Definition
  /// By net of the original; nil for a field of a bundle.
  private var nets: [Netlist.NetID?] = []
  private var netOfBundle: [Netlist.NetID?]
  /// By node of the original; nil for one that looks into a bundle.
  private var nodes: [Netlist.NodeID?] = []
  private var combined: [[Netlist.NodeID]: Netlist.NodeID] = [:]

  /// The definition with its bundles packed, and for each of its ports those of the original, the most significant
  /// first; nil where something looks into a bundle.
  static func pack(
    _ definition: Netlist.Definition, _ bundles: PayloadBundles
  ) -> (definition: Netlist.Definition, members: [[Int]])? {
    var packing = PayloadPacking(definition, bundles)
    packing.packNets()
    packing.packNodes()
    guard packing.packUses() else { return nil }
    let members = packing.packPorts()
    return (packing.result, members)
  }

  private init(_ definition: Netlist.Definition, _ bundles: PayloadBundles) {
    original = definition
    self.bundles = bundles
    result = definition
    result.nodes = []
    netOfBundle = [Netlist.NetID?](repeating: nil, count: bundles.bundles.count)
  }

  private mutating func packNets() {
    result.nets = []
    for (index, net) in original.nets.enumerated() {
      guard let field = bundles.fields[index] else {
        nets.append(add(net))
        continue
      }
      nets.append(nil)
      guard netOfBundle[field.bundle] == nil else { continue }
      let bundle = bundles.bundles[field.bundle]
      netOfBundle[field.bundle] = add(
        Netlist.Net(
          name: bundle.name, width: bundle.nets.reduce(0) { $0 + original[$1].width }, direction: net.direction,
          driver: net.driver, source: net.source))
    }
  }

  private mutating func add(_ net: Netlist.Net) -> Netlist.NetID {
    result.nets.append(net)
    return Netlist.NetID(result.nets.count - 1)
  }

  private mutating func packPorts() -> [[Int]] {
    var members: [[Int]] = []
    result.ports = []
    var placeOfPort: [Netlist.NetID: Int] = [:]
    for (place, port) in original.ports.enumerated() { placeOfPort[port] = place }
    for (place, port) in original.ports.enumerated() {
      if let net = nets[port.index] {
        result.ports.append(net)
        members.append([place])
      } else if let field = bundles[port], let net = netOfBundle[field.bundle], !result.ports.contains(net) {
        result.ports.append(net)
        members.append(bundles.bundles[field.bundle].nets.compactMap { placeOfPort[$0] })
      }
    }
    return members
  }
}

// Nodes.
extension PayloadPacking {
  private mutating func packNodes() {
    for node in original.nodes { nodes.append(packed(node)) }
  }

  private mutating func packed(_ node: Netlist.Node) -> Netlist.NodeID? {
    if case .net(let net) = node.operation {
      if let net = nets[net.index] { return add(.net(net), like: node) }
      return bundles.size == 1 ? whole([net], like: node) : nil
    }
    let operands = node.operation.operands
    if case .concatenate = node.operation, operands.contains(where: { nodes[$0.index] == nil }) {
      return combine(operands)
    }
    guard operands.allSatisfy({ nodes[$0.index] != nil }) else { return nil }
    return add(node.operation.mapOperands { nodes[$0.index]! }, like: node)
  }

  private mutating func add(_ operation: Netlist.Operation, like node: Netlist.Node) -> Netlist.NodeID {
    var node = node
    node.operation = operation
    result.nodes.append(node)
    return Netlist.NodeID(result.nodes.count - 1)
  }

  /// One node for the values of all fields of a bundle; nil where they are no whole.
  private mutating func combine(_ values: [Netlist.NodeID]) -> Netlist.NodeID? {
    if let known = combined[values] { return known }
    guard values.count == bundles.size else { return nil }
    let result = makeCombination(values)
    if let result { combined[values] = result }
    return result
  }

  private mutating func makeCombination(_ values: [Netlist.NodeID]) -> Netlist.NodeID? {
    let parts = values.map { original[$0] }
    switch parts[0].operation {
    case .net: return whole(parts.compactMap(\.operation.net), like: parts[0])
    case .multiplex(let condition, _, _):
      return choice(among: parts, by: condition) { .multiplex(condition: $0, then: $1[0], otherwise: $1[1]) }
    case .select(let index, _): return choice(among: parts, by: index) { .select(index: $0, elements: $1) }
    case .slice(let operand, _): return slices(of: operand, parts)
    default: return nil
    }
  }

  /// The net of a bundle of which these are the fields in order.
  private mutating func whole(_ fields: [Netlist.NetID], like node: Netlist.Node) -> Netlist.NodeID? {
    guard let field = fields.first.flatMap({ bundles[$0] }), fields == bundles.bundles[field.bundle].nets,
      let net = netOfBundle[field.bundle]
    else { return nil }
    return add(.net(net), width: result[net].width, like: node)
  }

  /// A choice that is made for all fields alike.
  private mutating func choice(
    among parts: [Netlist.Node], by selector: Netlist.NodeID,
    _ make: (Netlist.NodeID, [Netlist.NodeID]) -> Netlist.Operation
  ) -> Netlist.NodeID? {
    let operands = parts.map(\.operation.operands)
    guard let chosenBy = nodes[selector.index],
      parts.allSatisfy({ $0.operation.isLike(parts[0].operation) }),
      operands.allSatisfy({ $0.count == operands[0].count && $0[0] == selector })
    else { return nil }
    var elements: [Netlist.NodeID] = []
    for place in operands[0].indices.dropFirst() {
      guard let element = combine(operands.map { $0[place] }) else { return nil }
      elements.append(element)
    }
    return add(make(chosenBy, elements), width: result[elements[0]].width, like: parts[0])
  }

  /// The value that these slices are all of, in order.
  private func slices(of operand: Netlist.NodeID, _ parts: [Netlist.Node]) -> Netlist.NodeID? {
    var low = original[operand].width
    for part in parts {
      low -= part.width
      guard part.operation == .slice(operand, low: low) else { return nil }
    }
    return low == 0 ? nodes[operand.index] : nil
  }

  private mutating func add(
    _ operation: Netlist.Operation, width: Int, like node: Netlist.Node
  ) -> Netlist.NodeID {
    add(operation, like: Netlist.Node(operation, width: width, source: node.source))
  }
}

// Statements, memories, assertions and instances.
extension PayloadPacking {
  private mutating func packUses() -> Bool {
    guard let statements = packed(original.statements) else { return false }
    result.statements = statements
    return packMemories() && packAssertions() && packInstances()
  }

  private mutating func packed(_ statements: [Netlist.Statement]) -> [Netlist.Statement]? {
    var packed: [Netlist.Statement] = []
    var rest = statements[...]
    while let first = rest.first {
      let count = first.target.map { bundles[$0] == nil ? 1 : bundles.size } ?? 1
      guard let statement = count == 1 ? self.packed(first) : whole(rest.prefix(count)) else { return nil }
      packed.append(statement)
      rest = rest.dropFirst(count)
    }
    return packed
  }

  /// One assignment in place of those to all fields of a bundle.
  private mutating func whole(_ assignments: ArraySlice<Netlist.Statement>) -> Netlist.Statement? {
    var values: [Netlist.NodeID] = []
    for case .assign(_, let value, _) in assignments { values.append(value) }
    let targets = assignments.compactMap(\.target)
    guard case .assign(let first, _, let source)? = assignments.first, let field = bundles[first],
      targets == bundles.bundles[field.bundle].nets, let net = netOfBundle[field.bundle],
      let value = combine(values)
    else { return nil }
    return .assign(net, value, source: source)
  }

  private mutating func packed(_ statement: Netlist.Statement) -> Netlist.Statement? {
    switch statement {
    case .assign(let net, let value, let source):
      let target = nets[net.index] ?? bundles[net].flatMap { netOfBundle[$0.bundle] }
      guard let target, let value = nodes[value.index] else { return nil }
      return .assign(target, value, source: source)
    case .when(let branches, let otherwise, let source):
      var result: [Netlist.Branch] = []
      for branch in branches {
        guard let condition = nodes[branch.condition.index], let body = packed(branch.body) else { return nil }
        result.append(Netlist.Branch(condition: condition, body: body))
      }
      guard let otherwise = packed(otherwise) else { return nil }
      return .when(result, otherwise: otherwise, source: source)
    case .match(let subject, let enumeration, let arms, let source):
      guard let subject = nodes[subject.index] else { return nil }
      var result: [Netlist.Arm] = []
      for arm in arms {
        guard let body = packed(arm.body) else { return nil }
        result.append(Netlist.Arm(caseIndex: arm.caseIndex, body: body))
      }
      return .match(subject, enumeration, arms: result, source: source)
    case .choose(let subject, let choices, let otherwise, let source):
      guard let subject = nodes[subject.index], let otherwise = packed(otherwise) else { return nil }
      var result: [Netlist.Choice] = []
      for choice in choices {
        guard let body = packed(choice.body) else { return nil }
        result.append(Netlist.Choice(values: choice.values, body: body))
      }
      return .choose(subject, result, otherwise: otherwise, source: source)
    }
  }

  private mutating func packMemories() -> Bool {
    for memory in original.memories.indices {
      for (index, port) in original.memories[memory].writePorts.enumerated() {
        guard let address = nodes[port.address.index], let data = nodes[port.data.index],
          let enable = nodes[port.enable.index], port.mask.map({ nodes[$0.index] != nil }) ?? true
        else { return false }
        result.memories[memory].writePorts[index] = Netlist.WritePort(
          domain: port.domain, address: address, data: data, enable: enable,
          mask: port.mask.flatMap { nodes[$0.index] }, source: port.source)
      }
      for (index, port) in original.memories[memory].readPorts.enumerated() {
        guard let address = nodes[port.address.index], let enable = nodes[port.enable.index],
          let data = nets[port.data.index]
        else { return false }
        result.memories[memory].readPorts[index] = Netlist.ReadPort(
          domain: port.domain, address: address, enable: enable, latency: port.latency,
          readUnderWrite: port.readUnderWrite, data: data, source: port.source)
      }
    }
    return true
  }

  private mutating func packAssertions() -> Bool {
    for (index, assertion) in original.assertions.enumerated() {
      guard let condition = nodes[assertion.condition.index] else { return false }
      result.assertions[index].condition = condition
      guard let enable = assertion.enable else { continue }
      guard let enable = nodes[enable.index] else { return false }
      result.assertions[index].enable = enable
    }
    return true
  }

  private mutating func packInstances() -> Bool {
    for (index, instance) in original.instances.enumerated() {
      let connections = instance.connections.compactMap { nets[$0.index] }
      guard connections.count == instance.connections.count else { return false }
      result.instances[index].connections = connections
    }
    return true
  }
}

extension Netlist.Statement {
  /// What an assignment assigns.
  fileprivate var target: Netlist.NetID? {
    if case .assign(let net, _, _) = self { net } else { nil }
  }
}

extension Netlist.Operation {
  fileprivate var net: Netlist.NetID? {
    if case .net(let net) = self { net } else { nil }
  }

  /// Whether both are of one kind, among those that choose.
  fileprivate func isLike(_ other: Self) -> Bool {
    switch (self, other) {
    case (.multiplex, .multiplex), (.select, .select): true
    default: false
    }
  }
}
