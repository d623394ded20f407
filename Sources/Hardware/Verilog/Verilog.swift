/// The way from a checked netlist to Verilog-2005: simplify, lower to syntax, print.
public enum Verilog {
  /// One file for each definition, children before their parents. The same design gives the same bytes.
  ///
  /// - Parameter design: one that has passed the checks.
  /// - Throws: `DesignError` if wires of the design form a loop, since then no order of declarations would do.
  public static func emit(_ design: Netlist.Design) throws -> [VerilogFile] {
    var dependencies: [PortDependencies] = []
    return try design.definitions.indices.map { index in
      let subject = CheckSubject(definition: index, of: design, dependencies: dependencies)
      let loops = LoopCheck.findings(in: subject)
      guard loops.isEmpty else { throw DesignError(diagnostics: loops) }
      let definition = subject.definition
      let module = ModuleLegaliser.legalise(definition, in: design, dependencies: dependencies)
      dependencies.append(PortDependencies(definition, subject.graph, order: subject.components.order))
      return VerilogFile(name: "\(definition.name).v", contents: ModulePrinter.print(module))
    }
  }

  /// All modules in one text, children before their parents.
  public static func text(of design: Netlist.Design) throws -> String {
    try emit(design).map(\.contents).joined(separator: "\n")
  }
}
