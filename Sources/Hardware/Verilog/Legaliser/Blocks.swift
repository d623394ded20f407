/// The statement trees that become `always` blocks.
struct Blocks {
  /// For each group of `WireGroups`.
  private(set) var combinational: [[Netlist.Statement]] = []
  private(set) var clocked: [(domain: ClockDomain, statements: [Netlist.Statement])] = []

  init(_ definition: Netlist.Definition, _ groups: WireGroups, _ builder: inout NodeBuilder) {
    for (index, group) in groups.groups.enumerated() {
      var filter = StatementFilter(builder) { groups.groupOfNet[$0.index] == index }
      combinational.append(filter.filter(group.statements.map { definition.statements[$0] }))
      builder = filter.builder
    }
    for domain in definition.domains {
      var filter = StatementFilter(builder) { definition[$0].registerDomain == domain }
      clocked.append((domain, filter.filter(definition.statements)))
      builder = filter.builder
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
}
