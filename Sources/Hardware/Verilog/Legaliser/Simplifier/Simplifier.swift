import BigInt

/// Rewrites a definition so that it prints without needless parts; what is simple is told by `NodeBuilder`, and widths
/// are cut to what is looked at.
///
/// Meaning, nets, memories and instances stay as they are. Nodes that nothing uses may remain.
struct Simplifier {
  let definition: Netlist.Definition
  private let demanded: DemandedWidths
  var builder: NodeBuilder
  private var replacements: [Netlist.NodeID]

  /// Rounds of finding constant wires: each sees through the wires that the one before found.
  private static let mostRounds = 4

  private init(_ definition: Netlist.Definition, _ knownNets: KnownNets) {
    self.definition = definition
    demanded = DemandedWidths(definition)
    builder = NodeBuilder(capacity: definition.nodes.count, knownNets: knownNets)
    replacements = [Netlist.NodeID](repeating: Netlist.NodeID(-1), count: definition.nodes.count)
  }

  /// The simplified definition and the builder of its nodes, for whoever needs more of them.
  static func simplify(_ definition: Netlist.Definition) -> (Netlist.Definition, NodeBuilder) {
    var knownNets = KnownNets(netCount: definition.nets.count)
    var (result, builder) = simplify(definition, knownNets)
    for _ in 1..<mostRounds where knownNets.learn(from: result, builder) {
      (result, builder) = simplify(definition, knownNets)
    }
    return (result, builder)
  }

  private static func simplify(
    _ definition: Netlist.Definition, _ knownNets: KnownNets
  ) -> (Netlist.Definition, NodeBuilder) {
    var simplifier = Simplifier(definition, knownNets)
    simplifier.rewriteNodes()
    var result = definition
    result.statements = simplifier.rewrite(definition.statements)
    result.memories = definition.memories.map { simplifier.rewrite($0) }
    result.assertions = definition.assertions.compactMap { simplifier.rewrite($0) }
    result.nodes = simplifier.builder.nodes
    return (result, simplifier.builder)
  }

  /// What a node of the old definition has become.
  func replacement(_ node: Netlist.NodeID) -> Netlist.NodeID { replacements[node.index] }

  private mutating func rewriteNodes() {
    for index in definition.nodes.indices where demanded.widths[index] > 0 {
      let node = definition.nodes[index]
      builder.source = node.source
      replacements[index] = rewrite(node, width: demanded.widths[index])
    }
    builder.source = nil
  }

  /// The low `width` bits of an operand of the old definition.
  private mutating func low(_ node: Netlist.NodeID, _ width: Int) -> Netlist.NodeID {
    builder.slice(replacement(node), low: 0, width: width)
  }

  /// - Parameter width: the bits of the result that are looked at.
  private mutating func rewrite(_ node: Netlist.Node, width: Int) -> Netlist.NodeID {
    let isSigned = node.isSigned
    switch node.operation {
    case .constant(let value):
      return builder.add(Bits(value & ((1 << width) - 1), width: width), isSigned: isSigned)
    case .net(let net):
      let whole = builder.add(.net(net), width: node.width, isSigned: isSigned)
      return builder.slice(whole, low: 0, width: width)
    case .not(let operand):
      return builder.not(low(operand, width), isSigned: isSigned)
    case .binary(let binaryOperator, let left, let right):
      return builder.binary(binaryOperator, low(left, width), low(right, width), isSigned: isSigned)
    case .compare(let comparison, let left, let right, let signed):
      return builder.compare(comparison, replacement(left), replacement(right), signed: signed)
    case .shift(.left, let value, let amount):
      return builder.shift(.left, low(value, width), amount: replacement(amount), isSigned: isSigned)
    case .shift(let direction, let value, let amount):
      let shifted = builder.shift(
        direction, replacement(value), amount: replacement(amount), isSigned: isSigned)
      return builder.slice(shifted, low: 0, width: width)
    case .multiplex(let condition, let then, let otherwise):
      return builder.multiplex(
        replacement(condition), low(then, width), low(otherwise, width), isSigned: isSigned)
    case .select(let index, let elements):
      return builder.select(
        replacement(index), elements.map { low($0, width) }, width: width, isSigned: isSigned)
    case .bit(let value, let index):
      return builder.bit(replacement(value), index: replacement(index))
    case .concatenate(let parts):
      return builder.concatenate(lowParts(parts, width), isSigned: isSigned)
    case .slice(let operand, let low):
      return builder.slice(replacement(operand), low: low, width: width)
    case .extend(let operand, let signed):
      let value = low(operand, min(width, definition[operand].width))
      return builder.extend(value, signed: signed, width: width, isSigned: isSigned)
    case .reduce(let reduction, let operand):
      return builder.reduce(reduction, replacement(operand))
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
