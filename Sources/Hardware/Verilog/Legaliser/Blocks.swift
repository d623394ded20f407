/// The statement trees that become `always` blocks.
struct Blocks {
  /// For each group of `WireGroups`.
  private(set) var combinational: [[Netlist.Statement]] = []
  private(set) var clocked: [ClockedBlock] = []

  /// The registers of one clock.
  struct ClockedBlock {
    var domain: ClockDomain
    /// Whether they are those that only assertions need, or the others.
    var isFormal: Bool
    /// Whether they have a reset value.
    var hasReset: Bool
    var registers: [Netlist.NetID]
    var statements: [Netlist.Statement]
  }

  init(
    _ definition: Netlist.Definition, _ groups: WireGroups, _ formal: FormalNets, _ builder: inout NodeBuilder
  ) {
    for (index, group) in groups.groups.enumerated() {
      var filter = StatementFilter(builder) { groups.groupOfNet[$0.index] == index }
      combinational.append(filter.filter(group.statements.map { definition.statements[$0] }))
      builder = filter.builder
    }
    for domain in definition.domains {
      for (isFormal, hasReset) in [(false, true), (false, false), (true, true), (true, false)] {
        let belongs = { (net: Netlist.NetID) in
          definition[net].registerDomain == domain && formal[net] == isFormal && definition[net].isReset == hasReset
        }
        let registers = definition.nets.indices.map { Netlist.NetID($0) }.filter(belongs)
        guard !registers.isEmpty else { continue }
        var filter = StatementFilter(builder, keeping: belongs)
        let statements = filter.filter(definition.statements)
        builder = filter.builder
        clocked.append(
          ClockedBlock(
            domain: domain, isFormal: isFormal, hasReset: hasReset, registers: registers, statements: statements))
      }
    }
  }

  /// Every node that a line of the module starts from, as often as it does.
  func roots(of definition: Netlist.Definition, _ drivers: Drivers) -> [Netlist.NodeID] {
    var roots: [Netlist.NodeID] = []
    for case .once(let value, _) in drivers.drivers { roots.append(value) }
    for statements in combinational + clocked.map(\.statements) {
      Netlist.Definition.forEachRoot(in: statements) { roots.append($0) }
    }
    var rest = definition
    rest.statements = []
    rest.forEachRoot { roots.append($0) }
    return roots
  }
}

extension Netlist.Net {
  var registerDomain: ClockDomain? {
    if case .register(let domain, _) = driver { domain } else { nil }
  }

  fileprivate var isReset: Bool {
    if case .register(_, .some) = driver { true } else { false }
  }
}
