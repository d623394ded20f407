/// Names given by the options that Verilog does not take, or that a module has already.
struct OptionsCheck {
  private let options: Verilog.Options
  private var findings: [Diagnostic] = []

  /// Each message once, for the first module that it concerns.
  static func findings(in design: Netlist.Design, _ options: Verilog.Options) -> [Diagnostic] {
    var check = OptionsCheck(options)
    check.verifyPrefix(design)
    for definition in design.definitions { check.verify(definition, in: design) }
    var seen: Set<String> = []
    return check.findings.filter { seen.insert($0.message).inserted }
  }

  private init(_ options: Verilog.Options) { self.options = options }

  private mutating func verifyPrefix(_ design: Netlist.Design) {
    let prefix = options.modulePrefix
    guard !prefix.isEmpty, !prefix.isIdentifier else { return }
    report(
      "the prefix '\(prefix)' cannot begin the names of modules: "
        + "use letters, digits and underscores, and no digit at the beginning", design.top, at: nil)
  }

  private mutating func verify(_ definition: Netlist.Definition, in design: Netlist.Design) {
    var own: [String: String] = [:]
    for domain in definition.domains {
      let ports = [
        (options.clocking.clockName(of: domain), "clock"), (options.clocking.resetName(of: domain), "reset"),
      ]
      for (name, kind) in ports {
        verify(name, kind, definition)
        if let other = own[name] {
          report("the \(kind) '\(name)' has the name of the \(other): \(Self.advice(kind))", definition, at: nil)
        }
        own[name] = own[name] ?? "\(kind) '\(name)'"
      }
    }
    for (name, what, source) in taken(definition, in: design) {
      guard let port = own[name] else { continue }
      let kind = port.hasPrefix("clock") ? "clock" : "reset"
      let place = source.map { " at \($0.short)" } ?? ""
      report("the \(port) has the name of \(what)\(place): \(Self.advice(kind))", definition, at: source)
    }
  }

  private static func advice(_ kind: String) -> String { "give the \(kind) another name in the options" }

  private mutating func verify(_ name: String, _ kind: String, _ definition: Netlist.Definition) {
    if !name.isIdentifier {
      report(
        "the \(kind) '\(name)' has a name that Verilog does not take: "
          + "use letters, digits and underscores, and no digit at the beginning", definition, at: nil)
    } else if let language = ReservedWords.language(of: name) {
      report("the \(kind) '\(name)' has the name of a \(language) keyword: call it something else", definition, at: nil)
    } else if ReservedWords.isWordOfCPlusPlus(name) {
      report(
        "the \(kind) '\(name)' has the name of a word of C++, of which Verilator warns: call it something else",
        definition, at: nil)
    }
  }

  /// All other names of a module.
  private func taken(
    _ definition: Netlist.Definition, in design: Netlist.Design
  ) -> [(name: String, what: String, source: SourceLocation?)] {
    var names: [(String, String, SourceLocation?)] = []
    for (index, net) in definition.nets.enumerated() {
      names.append((net.name, definition.describe(Netlist.NetID(index), in: design), net.source))
      guard let enumeration = net.enumeration else { continue }
      for index in enumeration.cases.indices {
        let name = enumeration.parameterName(index)
        names.append((name, "the case '\(name)'", net.source))
      }
    }
    names += definition.memories.map { ($0.name, "the memory '\($0.name)'", $0.source) }
    names += definition.instances.map { ($0.name, "the instance '\($0.name)'", $0.source) }
    if definition.widthParameter != nil {
      names.append((PayloadForm.parameter, "the parameter '\(PayloadForm.parameter)'", nil))
    }
    return names
  }

  private mutating func report(_ message: String, _ definition: Netlist.Definition, at source: SourceLocation?) {
    findings.append(Diagnostic(check: "option", message: message, module: definition.name, location: source))
  }
}
