extension Verilog.Module {
  /// The module with a `localparam` for every case that it names, in the order of the enumerations' first use.
  func withParameters() -> Self {
    var found: [Netlist.Enumeration] = []
    var used: [Netlist.Enumeration: Set<Int>] = [:]
    func collect(_ expression: Verilog.Expression) {
      if case .parameter(let parameter) = expression {
        if used[parameter.enumeration] == nil { found.append(parameter.enumeration) }
        used[parameter.enumeration, default: []].insert(parameter.caseIndex)
      }
      expression.forEachOperand(collect)
    }
    for item in sections.joined() { item.forEachExpression(collect) }
    for item in assertions { item.forEachExpression(collect) }
    var result = self
    result.parameters = found.flatMap { enumeration in
      (used[enumeration] ?? []).sorted().map { Verilog.Parameter(enumeration: enumeration, caseIndex: $0) }
    }
    return result
  }
}
