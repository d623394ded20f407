import BigInt
import Hardware
import TestSupport

/// Makes random trees of assignments, conditions and matches.
struct StatementGenerator {
  var expressions: ExpressionGenerator

  /// Statements that assign some of the targets and read the pool.
  mutating func statements(
    to targets: [Netlist.NetID], _ pool: [Netlist.NetID], depth: Int, in builder: inout DefinitionBuilder
  ) -> [Netlist.Statement] {
    (0 ..< expressions.random.int(1 ... 2)).map { _ in
      statement(to: targets, pool, depth: depth, in: &builder)
    }
  }

  private mutating func statement(
    to targets: [Netlist.NetID], _ pool: [Netlist.NetID], depth: Int, in builder: inout DefinitionBuilder
  ) -> Netlist.Statement {
    let choice = depth == 0 ? 0 : expressions.random.int(0 ... 9)
    if choice < 4 {
      let target = expressions.random.element(targets)
      return .assign(target, value(for: target, pool, in: &builder), source: nil)
    }
    let states = pool.filter { builder.definition[$0].enumeration != nil }
    if choice < 6, !states.isEmpty {
      return match(expressions.random.element(states), targets, pool, depth: depth, in: &builder)
    }
    let branches = (0 ..< expressions.random.int(1 ... 3)).map { _ in
      Netlist.Branch(
        condition: expressions.node(1, pool, depth: expressions.random.int(0 ... 1), in: &builder),
        body: statements(to: targets, pool, depth: depth - 1, in: &builder))
    }
    let otherwise = expressions.random.chance(50)
      ? statements(to: targets, pool, depth: depth - 1, in: &builder) : []
    return .when(branches, otherwise: otherwise, source: nil)
  }

  private mutating func match(
    _ subject: Netlist.NetID, _ targets: [Netlist.NetID], _ pool: [Netlist.NetID], depth: Int,
    in builder: inout DefinitionBuilder
  ) -> Netlist.Statement {
    let enumeration = builder.definition[subject].enumeration!
    let node = builder.read(subject)
    let arms = enumeration.cases.indices.map { index in
      Netlist.Arm(
        caseIndex: index,
        body: expressions.random.chance(15)
          ? [] : statements(to: targets, pool, depth: depth - 1, in: &builder))
    }
    return .match(node, enumeration, arms: arms, source: nil)
  }

  /// What a net may be given: anything, but for an enumeration mostly one of its cases.
  mutating func value(
    for target: Netlist.NetID, _ pool: [Netlist.NetID], in builder: inout DefinitionBuilder
  ) -> Netlist.NodeID {
    let net = builder.definition[target]
    if let enumeration = net.enumeration, expressions.random.chance(85) {
      let index = expressions.random.int(0 ... enumeration.cases.count - 1)
      return builder.constant(BigUInt(index), net.width)
    }
    return expressions.node(net.width, pool, depth: expressions.random.element([1, 1, 2, 2, 3]), in: &builder)
  }
}
