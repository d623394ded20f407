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
    (0..<expressions.random.int(1...2)).map { _ in
      statement(to: targets, pool, depth: depth, in: &builder)
    }
  }

  private mutating func statement(
    to targets: [Netlist.NetID], _ pool: [Netlist.NetID], depth: Int, in builder: inout DefinitionBuilder
  ) -> Netlist.Statement {
    let choice = depth == 0 ? 0 : expressions.random.int(0...9)
    if choice < 4 {
      let target = expressions.random.element(targets)
      return .assign(target, value(for: target, pool, in: &builder), source: nil)
    }
    let states = pool.filter { builder.definition[$0].enumeration != nil }
    if choice < 6, !states.isEmpty {
      return match(expressions.random.element(states), targets, pool, depth: depth, in: &builder)
    }
    if choice == 6 { return choose(targets, pool, depth: depth, in: &builder) }
    let branches = (0..<expressions.random.int(1...3)).map { _ in
      Netlist.Branch(
        condition: expressions.node(1, pool, depth: expressions.random.int(0...1), in: &builder),
        body: statements(to: targets, pool, depth: depth - 1, in: &builder))
    }
    let otherwise =
      expressions.random.chance(50)
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

  /// A choice by the value of an expression: a few single values, and ranges of many.
  private mutating func choose(
    _ targets: [Netlist.NetID], _ pool: [Netlist.NetID], depth: Int, in builder: inout DefinitionBuilder
  ) -> Netlist.Statement {
    let width = expressions.random.element([1, 2, 3, 4, 6, 9, 70])
    let subject = expressions.node(width, pool, depth: expressions.random.int(0...1), in: &builder)
    // The bounds are values that occur: small ones, and those of all ones.
    var bounds = (0..<expressions.random.int(1...6)).map { _ -> BigUInt in
      let value = expressions.random.bits(width)
      return expressions.random.chance(50) ? value & ((1 << min(width, 4)) - 1) : value
    }
    if expressions.random.chance(20) { bounds += [0, (1 << width) - 1] }
    let values = Set(bounds).sorted()
    var choices: [Netlist.Choice] = []
    var next = 0
    while next < values.count {
      let isRange = next + 1 < values.count && expressions.random.chance(40)
      let range = values[next]...values[isRange ? next + 1 : next]
      next += isRange ? 2 : 1
      if !choices.isEmpty, expressions.random.chance(30) {
        choices[choices.count - 1].values.append(range)
      } else {
        let body =
          expressions.random.chance(15)
          ? [] : statements(to: targets, pool, depth: depth - 1, in: &builder)
        choices.append(Netlist.Choice(values: [range], body: body))
      }
    }
    let otherwise =
      expressions.random.chance(50)
      ? statements(to: targets, pool, depth: depth - 1, in: &builder) : []
    return .choose(subject, choices, otherwise: otherwise, source: nil)
  }

  /// What a net may be given: anything, but for an enumeration mostly one of its cases.
  mutating func value(
    for target: Netlist.NetID, _ pool: [Netlist.NetID], in builder: inout DefinitionBuilder
  ) -> Netlist.NodeID {
    let net = builder.definition[target]
    if let enumeration = net.enumeration, expressions.random.chance(85) {
      let index = expressions.random.int(0...enumeration.cases.count - 1)
      return builder.constant(BigUInt(enumeration.codes[index]), net.width)
    }
    return expressions.node(net.width, pool, depth: expressions.random.element([1, 1, 2, 2, 3]), in: &builder)
  }
}
