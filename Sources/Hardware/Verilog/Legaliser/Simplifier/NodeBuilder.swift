/// Makes nodes in their simplest form: constants are folded, extensions are taken out of comparisons, and what
/// Verilog leaves undefined (a bit past the end) is guarded.
struct NodeBuilder {
  private(set) var nodes: [Netlist.Node] = []
  /// The line that new nodes are given.
  var source: SourceLocation?

  init(capacity: Int) { nodes.reserveCapacity(capacity) }

  subscript(node: Netlist.NodeID) -> Netlist.Node { nodes[node.index] }

  func constant(_ node: Netlist.NodeID) -> Bits? {
    guard case .constant(let value) = self[node].operation else { return nil }
    return Bits(value, width: self[node].width)
  }

  mutating func add(_ operation: Netlist.Operation, width: Int, isSigned: Bool = false) -> Netlist.NodeID {
    nodes.append(Netlist.Node(operation, width: width, isSigned: isSigned, source: source))
    return Netlist.NodeID(nodes.count - 1)
  }

  mutating func add(_ bits: Bits, isSigned: Bool = false) -> Netlist.NodeID {
    add(.constant(bits.value), width: bits.width, isSigned: isSigned)
  }

  mutating func zero(width: Int) -> Netlist.NodeID { add(Bits(0, width: width)) }
}
