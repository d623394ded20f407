/// The parts of a definition that its outputs follow, however many cycles later: the others are built by nobody.
struct SynthesisedParts {
  private let definition: Netlist.Definition
  private let design: Netlist.Design
  /// What each net takes its values from, and under which conditions.
  private let sources: [[Netlist.NodeID]]
  private var nets: [Bool]
  private var nodes: [Bool]
  private var memories: [Bool]
  private var instances: [Bool]
  private var pendingNets: [Netlist.NetID] = []
  private var pendingNodes: [Netlist.NodeID] = []

  init(_ definition: Netlist.Definition, in design: Netlist.Design) {
    self.definition = definition
    self.design = design
    sources = AssignmentSources(definition).nodes
    nets = [Bool](repeating: false, count: definition.nets.count)
    nodes = [Bool](repeating: false, count: definition.nodes.count)
    memories = [Bool](repeating: false, count: definition.memories.count)
    instances = [Bool](repeating: false, count: definition.instances.count)
    for port in definition.ports where definition[port].direction == .output { add(port) }
    addAllThatFollows()
  }

  func contains(_ net: Netlist.NetID) -> Bool { nets[net.index] }
  func contains(_ node: Netlist.NodeID) -> Bool { nodes[node.index] }
  func containsMemory(_ index: Int) -> Bool { memories[index] }
  func containsInstance(_ index: Int) -> Bool { instances[index] }

  private mutating func addAllThatFollows() {
    while true {
      if let node = pendingNodes.popLast() {
        let operation = definition[node].operation
        if case .net(let net) = operation { add(net) }
        operation.operands.forEach { add($0) }
      } else if let net = pendingNets.popLast() {
        sources[net.index].forEach { add($0) }
        addDriver(of: net)
      } else {
        return
      }
    }
  }

  private mutating func add(_ net: Netlist.NetID) {
    guard !nets[net.index] else { return }
    nets[net.index] = true
    pendingNets.append(net)
  }

  private mutating func add(_ node: Netlist.NodeID) {
    guard !nodes[node.index] else { return }
    nodes[node.index] = true
    pendingNodes.append(node)
  }

  private mutating func addDriver(of net: Netlist.NetID) {
    switch definition[net].driver {
    case .outside, .statements, .register: break
    case .instance(let index): addInstance(index)
    case .memory(let index, let readPort):
      let port = definition.memories[index].readPorts[readPort]
      add(port.address)
      add(port.enable)
      addMemory(index)
    }
  }

  /// All that goes into an instance counts as read: what becomes of it inside is decided there.
  private mutating func addInstance(_ index: Int) {
    guard !instances[index] else { return }
    instances[index] = true
    let instance = definition.instances[index]
    let child = design.definitions[instance.definition]
    for (port, net) in zip(child.ports, instance.connections) where child[port].direction != .output { add(net) }
  }

  private mutating func addMemory(_ index: Int) {
    guard !memories[index] else { return }
    memories[index] = true
    for port in definition.memories[index].writePorts {
      add(port.address)
      add(port.data)
      add(port.enable)
      if let mask = port.mask { add(mask) }
    }
  }
}

/// For each net the nodes of its assignments: the values, and the conditions around them.
private struct AssignmentSources {
  private(set) var nodes: [[Netlist.NodeID]]
  private var conditions: [Netlist.NodeID] = []

  init(_ definition: Netlist.Definition) {
    nodes = [[Netlist.NodeID]](repeating: [], count: definition.nets.count)
    add(definition.statements)
  }

  private mutating func add(_ statements: [Netlist.Statement]) {
    for statement in statements {
      switch statement {
      case .assign(let net, let value, _): nodes[net.index] += conditions + [value]
      case .when(let branches, let otherwise, _):
        let outer = conditions.count
        // A branch is taken where its condition holds and those before it do not.
        for branch in branches {
          conditions.append(branch.condition)
          add(branch.body)
        }
        add(otherwise)
        conditions.removeLast(conditions.count - outer)
      case .match(let subject, _, let arms, _):
        conditions.append(subject)
        for arm in arms { add(arm.body) }
        conditions.removeLast()
      case .choose(let subject, let choices, let otherwise, _):
        conditions.append(subject)
        for choice in choices { add(choice.body) }
        add(otherwise)
        conditions.removeLast()
      }
    }
  }
}
