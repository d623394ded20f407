import BigInt
import Hardware
import TestSupport

/// Makes random expressions with every operation of the netlist.
struct ExpressionGenerator {
  var random: SeededGenerator

  /// A node of a width, from the nets of a pool.
  mutating func node(
    _ width: Int, _ pool: [Netlist.NetID], depth: Int, in builder: inout DefinitionBuilder
  ) -> Netlist.NodeID {
    guard depth > 0 && !random.chance(10) else { return leaf(width, pool, in: &builder) }
    let signed = random.chance(50)
    let operation =
      width == 1 && random.chance(60)
      ? condition(pool, depth: depth - 1, in: &builder)
      : value(width, pool, depth: depth - 1, in: &builder)
    return builder.node(operation, width, signed: signed)
  }

  /// A net of the pool, or a constant.
  private mutating func leaf(
    _ width: Int, _ pool: [Netlist.NetID], in builder: inout DefinitionBuilder
  ) -> Netlist.NodeID {
    guard !pool.isEmpty && !random.chance(20) else {
      return builder.constant(random.bits(width), width, signed: random.chance(50))
    }
    let exact = pool.filter { builder.definition[$0].width == width }
    let net = random.element(exact.isEmpty || random.chance(50) ? pool : exact)
    return fit(builder.read(net), to: width, in: &builder)
  }

  /// The node itself, extended, or a slice of it.
  mutating func fit(_ node: Netlist.NodeID, to width: Int, in builder: inout DefinitionBuilder) -> Netlist.NodeID {
    let present = builder.definition[node].width
    if present == width { return node }
    let operation: Netlist.Operation =
      present < width
      ? .extend(node, signed: random.chance(50))
      : .slice(node, low: random.int(0...present - width))
    return builder.node(operation, width, signed: random.chance(50))
  }

  /// An operation with a one-bit result.
  private mutating func condition(
    _ pool: [Netlist.NetID], depth: Int, in builder: inout DefinitionBuilder
  ) -> Netlist.Operation {
    let width = random.width()
    let operand = node(width, pool, depth: depth, in: &builder)
    switch random.int(0...5) {
    case 0: return .bit(operand, index: node(random.int(1...8), pool, depth: depth, in: &builder))
    case 1: return .reduce(random.element(Netlist.Reduction.allCases), operand)
    default:
      let other = node(width, pool, depth: depth, in: &builder)
      return .compare(random.element(Netlist.Comparison.allCases), operand, other, signed: random.chance(50))
    }
  }

  /// An operation with a result of any width.
  private mutating func value(
    _ width: Int, _ pool: [Netlist.NetID], depth: Int, in builder: inout DefinitionBuilder
  ) -> Netlist.Operation {
    switch random.int(0...12) {
    case 0: return .not(node(width, pool, depth: depth, in: &builder))
    case 1, 2: return shift(width, pool, depth: depth, in: &builder)
    case 3, 4:
      let condition = node(1, pool, depth: depth, in: &builder)
      let then = node(width, pool, depth: depth, in: &builder)
      return .multiplex(condition: condition, then: then, otherwise: node(width, pool, depth: depth, in: &builder))
    case 5:
      let index = node(random.int(1...4), pool, depth: depth, in: &builder)
      let count = random.int(1...5)
      return .select(index: index, elements: (0..<count).map { _ in node(width, pool, depth: depth, in: &builder) })
    case 6 where width > 1: return .concatenate(parts(width, pool, depth: depth, in: &builder))
    case 7 where width < 130:
      let wider = random.int(width + 1...140)
      return .slice(node(wider, pool, depth: depth, in: &builder), low: random.int(0...wider - width))
    case 8 where width > 1:
      let narrower = random.int(1...width - 1)
      return .extend(node(narrower, pool, depth: depth, in: &builder), signed: random.chance(50))
    default:
      let left = node(width, pool, depth: depth, in: &builder)
      let right = node(width, pool, depth: depth, in: &builder)
      return .binary(random.element(Netlist.BinaryOperator.allCases), left, right)
    }
  }

  /// Amounts are mostly in range, sometimes far beyond.
  private mutating func shift(
    _ width: Int, _ pool: [Netlist.NetID], depth: Int, in builder: inout DefinitionBuilder
  ) -> Netlist.Operation {
    let value = node(width, pool, depth: depth, in: &builder)
    let amount = node(random.chance(90) ? random.int(1...8) : random.width(), pool, depth: depth, in: &builder)
    return .shift(random.element(Netlist.ShiftOperator.allCases), value, amount: amount)
  }

  private mutating func parts(
    _ width: Int, _ pool: [Netlist.NetID], depth: Int, in builder: inout DefinitionBuilder
  ) -> [Netlist.NodeID] {
    var rest = width
    var parts: [Netlist.NodeID] = []
    while rest > 0 {
      let part = parts.count == 3 ? rest : random.int(1...rest)
      parts.append(node(part, pool, depth: depth, in: &builder))
      rest -= part
    }
    return parts
  }
}
