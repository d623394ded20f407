/// Makes nodes in their simplest form: constants are folded, extensions are taken out of comparisons, and what
/// Verilog leaves undefined (a bit past the end) is guarded.
struct NodeBuilder {
  private(set) var nodes: [Netlist.Node] = []
  /// The value of each node that is made of constants, under a name or not.
  private var known: [Bits?] = []
  private let knownNets: KnownNets
  /// The line that new nodes are given.
  var source: SourceLocation?

  init(capacity: Int, knownNets: KnownNets) {
    self.knownNets = knownNets
    nodes.reserveCapacity(capacity)
    known.reserveCapacity(capacity)
  }

  subscript(node: Netlist.NodeID) -> Netlist.Node { nodes[node.index] }

  /// The value of a node that is written as a number.
  func constant(_ node: Netlist.NodeID) -> Bits? {
    guard case .constant(let value) = self[node].operation else { return nil }
    return Bits(value, width: self[node].width)
  }

  /// The value of a node that is a number or is made of wires that are.
  func knownValue(_ node: Netlist.NodeID) -> Bits? { known[node.index] }

  /// Whether two nodes are one, or read the same bits of one net, or lengthen or join such ones in the same way.
  func isSame(_ left: Netlist.NodeID, _ right: Netlist.NodeID) -> Bool {
    if isSameRead(left, right) { return true }
    guard self[left].width == self[right].width else { return false }
    switch (self[left].operation, self[right].operation) {
    case (.extend(let first, let firstSigned), .extend(let second, let secondSigned)):
      return firstSigned == secondSigned && isSameRead(first, second)
    case (.concatenate(let first), .concatenate(let second)):
      return first.count == second.count && zip(first, second).allSatisfy { isSameRead($0, $1) }
    default: return false
    }
  }

  private func isSameRead(_ left: Netlist.NodeID, _ right: Netlist.NodeID) -> Bool {
    if left == right { return true }
    switch (self[left].operation, self[right].operation) {
    case (.constant(let first), .constant(let second)): return first == second && self[left].width == self[right].width
    case (.net(let first), .net(let second)): return first == second
    case (.slice(let first, let firstLow), .slice(let second, let secondLow)):
      guard case .net(let net) = self[first].operation, case .net(net) = self[second].operation else { return false }
      return firstLow == secondLow && self[left].width == self[right].width
    default: return false
    }
  }

  mutating func add(_ operation: Netlist.Operation, width: Int, isSigned: Bool = false) -> Netlist.NodeID {
    var operation = operation
    let value: Bits?
    if case .net(let net) = operation {
      value = knownNets.values[net.index]
    } else {
      value = operation.fold(width: width) { known[$0.index] }
      // Where names are involved they stay.
      if let value, operation.operands.allSatisfy({ constant($0) != nil }) { operation = .constant(value.value) }
    }
    nodes.append(Netlist.Node(operation, width: width, isSigned: isSigned, source: source))
    known.append(value)
    return Netlist.NodeID(nodes.count - 1)
  }

  mutating func add(_ bits: Bits, isSigned: Bool = false) -> Netlist.NodeID {
    add(.constant(bits.value), width: bits.width, isSigned: isSigned)
  }

  mutating func zero(width: Int) -> Netlist.NodeID { add(Bits(0, width: width)) }
}
