/// Which nets and nodes of a definition are as wide as its payload, whatever its width is: those that it moves to and
/// from.
struct PayloadWidths {
  private(set) var nets: [Bool]
  private(set) var nodes: [Bool]

  /// Nil where something is done with the payload that depends on its width.
  init?(_ definition: Netlist.Definition, ports: [Netlist.NetID]) {
    nets = [Bool](repeating: false, count: definition.nets.count)
    nodes = [Bool](repeating: false, count: definition.nodes.count)
    for port in ports { nets[port.index] = true }
    var known = -1
    while known != count {
      known = count
      markNodes(definition)
      markAssignments(definition.statements)
    }
    guard areNetsMoved(definition), areNodesMoved(definition), isNoRootElsewhere(definition) else { return nil }
  }

  private var count: Int { nets.count { $0 } + nodes.count { $0 } }

  private mutating func markNodes(_ definition: Netlist.Definition) {
    for (index, node) in definition.nodes.enumerated() {
      switch node.operation {
      case .net(let net): unite(net, Netlist.NodeID(index))
      case .multiplex(_, let then, let otherwise): unite([then, otherwise], with: index)
      case .select(_, let elements): unite(elements, with: index)
      case .compare(_, let left, let right, _):
        if nodes[left.index] || nodes[right.index] { (nodes[left.index], nodes[right.index]) = (true, true) }
      default: break
      }
    }
  }

  private mutating func unite(_ operands: [Netlist.NodeID], with index: Int) {
    guard nodes[index] || operands.contains(where: { nodes[$0.index] }) else { return }
    nodes[index] = true
    for operand in operands { nodes[operand.index] = true }
  }

  private mutating func unite(_ net: Netlist.NetID, _ node: Netlist.NodeID) {
    guard nets[net.index] || nodes[node.index] else { return }
    (nets[net.index], nodes[node.index]) = (true, true)
  }

  private mutating func markAssignments(_ statements: [Netlist.Statement]) {
    for statement in statements {
      switch statement {
      case .assign(let net, let value, _): unite(net, value)
      case .when(let branches, let otherwise, _):
        for branch in branches { markAssignments(branch.body) }
        markAssignments(otherwise)
      case .match(_, _, let arms, _):
        for arm in arms { markAssignments(arm.body) }
      case .choose(_, let choices, let otherwise, _):
        for choice in choices { markAssignments(choice.body) }
        markAssignments(otherwise)
      }
    }
  }
}

// What may be done with a payload.
extension PayloadWidths {
  private func areNetsMoved(_ definition: Netlist.Definition) -> Bool {
    let connected = Set(definition.instances.flatMap(\.connections))
    return definition.nets.enumerated().allSatisfy { index, net in
      guard nets[index] else { return true }
      switch net.driver {
      case .outside, .statements, .register(_, reset: nil): return !connected.contains(Netlist.NetID(index))
      case .instance, .memory, .register: return false
      }
    }
  }

  private func areNodesMoved(_ definition: Netlist.Definition) -> Bool {
    definition.nodes.enumerated().allSatisfy { index, node in
      switch node.operation {
      case .net: return true
      case .multiplex(let condition, _, _): return !nodes[condition.index]
      case .select(let selector, _): return !nodes[selector.index]
      case .compare(let comparison, _, _, _):
        return !nodes[index] && (comparison.isEquality || !node.operation.operands.contains { nodes[$0.index] })
      default: return !nodes[index] && !node.operation.operands.contains { nodes[$0.index] }
      }
    }
  }

  /// Only assignments take a payload: no condition, memory or assertion does.
  private func isNoRootElsewhere(_ definition: Netlist.Definition) -> Bool {
    var others = definition
    others.statements = []
    var isClean = areConditionsNarrow(definition.statements)
    others.forEachRoot { if nodes[$0.index] { isClean = false } }
    return isClean
  }

  private func areConditionsNarrow(_ statements: [Netlist.Statement]) -> Bool {
    statements.allSatisfy { statement in
      switch statement {
      case .assign: true
      case .when(let branches, let otherwise, _):
        branches.allSatisfy { !nodes[$0.condition.index] && areConditionsNarrow($0.body) }
          && areConditionsNarrow(otherwise)
      case .match(let subject, _, let arms, _):
        !nodes[subject.index] && arms.allSatisfy { areConditionsNarrow($0.body) }
      case .choose(let subject, let choices, let otherwise, _):
        !nodes[subject.index] && areConditionsNarrow(otherwise)
          && choices.allSatisfy { areConditionsNarrow($0.body) }
      }
    }
  }
}
