extension ModuleLegaliser {
  /// Assertions, looked at on each clock edge outside reset, and the wires and registers that only they read.
  mutating func writeAssertions() {
    guard !definition.assertions.isEmpty else { return }
    writeDeclarations(formal: true)
    writeWires(formal: true)
    writeRegisters(formal: true)
    for domain in definition.domains {
      guard let clock = clocks[domain], let reset = resets[domain] else { continue }
      let assertions = definition.assertions.filter { $0.domain == domain }
      guard !assertions.isEmpty else { continue }
      let body = assertions.map { property($0) }
      let outsideReset = Verilog.Branch(condition: isActive(reset, not: true), body: body)
      section.append(.clocked(edges(clock, reset), [.conditional([outsideReset], otherwise: [])]))
    }
    module.assertions = section
    section = []
  }

  private mutating func property(_ assertion: Netlist.Assertion) -> Verilog.Statement {
    hoist(assertion.condition, for: assertion.name)
    if let enable = assertion.enable { hoist(enable, for: assertion.name) }
    let property = Verilog.Statement.property(
      Verilog.Property(
        kind: assertion.kind, label: names.unique(assertion.name), message: assertion.message,
        condition: expressions.expression(assertion.condition), source: assertion.source))
    guard let enable = assertion.enable else { return property }
    let branch = Verilog.Branch(condition: expressions.expression(enable), body: [property])
    return .conditional([branch], otherwise: [])
  }
}
