/// Foreign modules that Verilog could not tell from others.
enum ForeignNameCheck {
  static func findings(in design: Netlist.Design) -> [Diagnostic] {
    let own = Set(design.definitions.filter { $0.foreign == nil }.map(\.name))
    var first: [String: Netlist.Definition] = [:]
    return design.foreignModules.flatMap { definition -> [Diagnostic] in
      var findings: [Diagnostic] = []
      if own.contains(definition.name) {
        findings.append(
          finding("a module of the design has the name of this foreign one: give it another 'moduleName'", definition))
      }
      if let other = first[definition.name], other.interface != definition.interface {
        let place = other.source.map { " at \($0.short)" } ?? ""
        findings.append(finding("the foreign module is declared\(place) with other ports", definition))
      }
      if first[definition.name] == nil { first[definition.name] = definition }
      return findings
    }
  }

  private static func finding(_ message: String, _ definition: Netlist.Definition) -> Diagnostic {
    Diagnostic(check: NameCheck.name, message: message, module: definition.name, location: definition.source)
  }
}

extension Netlist.Definition {
  /// All ports of a foreign module, clocks and resets included.
  fileprivate var interface: Set<String> {
    let inputs = (foreign?.clocks.map(\.port) ?? []) + (foreign?.resets.map(\.port) ?? [])
    return Set(inputs.map { "input \($0)" } + ports.map { "\(self[$0].direction ?? .input) \(self[$0].name)" })
  }
}
