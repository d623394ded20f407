import BigInt

/// Rewrites a definition so that it prints without needless parts: constants folded, widths cut to what is looked at,
/// extensions taken out of comparisons, and what Verilog leaves undefined (a bit past the end) guarded.
///
/// Meaning, nets, memories and instances stay as they are. Nodes that nothing uses may remain.
struct Simplifier {
  private let definition: Netlist.Definition
  private let demanded: DemandedWidths
  private(set) var nodes: [Netlist.Node] = []
  private var replacements: [Netlist.NodeID]

  /// The line of the node that is being rewritten.
  private var source: SourceLocation?

  private init(_ definition: Netlist.Definition) {
    self.definition = definition
    demanded = DemandedWidths(definition)
    replacements = [Netlist.NodeID](repeating: Netlist.NodeID(-1), count: definition.nodes.count)
    nodes.reserveCapacity(definition.nodes.count)
  }

  static func simplify(_ definition: Netlist.Definition) -> Netlist.Definition {
    var simplifier = Simplifier(definition)
    simplifier.rewriteNodes()
    var result = definition
    result.statements = simplifier.rewrite(definition.statements)
    result.memories = definition.memories.map { simplifier.rewrite($0) }
    result.assertions = definition.assertions.compactMap { simplifier.rewrite($0) }
    result.nodes = simplifier.nodes
    return result
  }

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

  /// What a root of the old definition has become.
  func replacement(_ node: Netlist.NodeID) -> Netlist.NodeID { replacements[node.index] }

  private mutating func rewriteNodes() {
    for index in definition.nodes.indices where demanded.widths[index] > 0 {
      let node = definition.nodes[index]
      source = node.source
      replacements[index] = rewrite(node, width: demanded.widths[index])
    }
    source = nil
  }

  /// The low `width` bits of an operand of the old definition.
  private mutating func low(_ node: Netlist.NodeID, _ width: Int) -> Netlist.NodeID {
    slice(replacement(node), low: 0, width: width)
  }

  /// - Parameter width: the bits of the result that are looked at.
  private mutating func rewrite(_ node: Netlist.Node, width: Int) -> Netlist.NodeID {
    let isSigned = node.isSigned
    switch node.operation {
    case .constant(let value):
      return add(Bits(value & ((1 << width) - 1), width: width), isSigned: isSigned)
    case .net(let net):
      return slice(add(.net(net), width: node.width, isSigned: isSigned), low: 0, width: width)
    case .not(let operand):
      return not(low(operand, width), isSigned: isSigned)
    case .binary(let binaryOperator, let left, let right):
      return binary(binaryOperator, low(left, width), low(right, width), isSigned: isSigned)
    case .compare(let comparison, let left, let right, let signed):
      return compare(comparison, replacement(left), replacement(right), signed: signed)
    case .shift(.left, let value, let amount):
      return shift(.left, low(value, width), amount: replacement(amount), isSigned: isSigned)
    case .shift(let direction, let value, let amount):
      let shifted = shift(direction, replacement(value), amount: replacement(amount), isSigned: isSigned)
      return slice(shifted, low: 0, width: width)
    case .multiplex(let condition, let then, let otherwise):
      return multiplex(replacement(condition), low(then, width), low(otherwise, width), isSigned: isSigned)
    case .select(let index, let elements):
      return select(replacement(index), elements.map { low($0, width) }, width: width, isSigned: isSigned)
    case .bit(let value, let index):
      return bit(replacement(value), index: replacement(index))
    case .concatenate(let parts):
      return concatenate(lowParts(parts, width), isSigned: isSigned)
    case .slice(let operand, let low):
      return slice(replacement(operand), low: low, width: width)
    case .extend(let operand, let signed):
      let value = low(operand, min(width, definition[operand].width))
      return extend(value, signed: signed, width: width, isSigned: isSigned)
    case .reduce(let reduction, let operand):
      return reduce(reduction, replacement(operand))
    }
  }

  private mutating func lowParts(_ parts: [Netlist.NodeID], _ width: Int) -> [Netlist.NodeID] {
    var rest = width
    var kept: [Netlist.NodeID] = []
    for part in parts.reversed() where rest > 0 {
      let partWidth = min(rest, definition[part].width)
      kept.append(low(part, partWidth))
      rest -= partWidth
    }
    return kept.reversed()
  }
}
