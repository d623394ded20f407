/// Names that Verilog does not take, and names given twice.
enum NameCheck: Check {
  static let name = "name"

  static func findings(in subject: CheckSubject) -> [Diagnostic] {
    let definition = subject.definition
    var scope = Scope(subject)
    scope.verify(definition.name, "the module '\(definition.name)'", at: definition.source)
    scope.verify(definition.widthParameter)
    if let foreign = definition.foreign {
      for port in foreign.clocks.map(\.port) { scope.add(port, "the clock '\(port)'", at: definition.source) }
      for port in foreign.resets.map(\.port) { scope.add(port, "the reset '\(port)'", at: definition.source) }
    } else {
      for domain in definition.domains {
        scope.add(domain.clockName, "the clock '\(domain.clockName)'", at: nil)
        scope.add(domain.resetName, "the reset '\(domain.resetName)'", at: nil)
      }
    }
    for (index, net) in definition.nets.enumerated() {
      scope.add(net.name, subject.describe(Netlist.NetID(index)), at: net.source)
    }
    for memory in definition.memories {
      scope.add(memory.name, "the memory '\(memory.name)'", at: memory.source)
    }
    for instance in definition.instances {
      scope.add(instance.name, "the instance '\(instance.name)'", at: instance.source)
      scope.verifyInside(instance)
    }
    for (enumeration, source) in enumerations(of: definition) { scope.add(enumeration, at: source) }
    return scope.findings
  }

  static func duplicateDefinitions(in design: Netlist.Design) -> [Diagnostic] {
    var seen: Set<String> = []
    return design.definitions.filter { $0.foreign == nil && !seen.insert($0.name).inserted }.map {
      Diagnostic(
        check: name, message: "two modules are named '\($0.name)': give one of them another 'moduleName'",
        module: $0.name, location: $0.source)
    }
  }

  /// Each enumeration of the definition once, in order of appearance.
  private static func enumerations(
    of definition: Netlist.Definition
  ) -> [(Netlist.Enumeration, SourceLocation?)] {
    var seen: Set<Netlist.Enumeration> = []
    return definition.nets.compactMap { net in
      guard let enumeration = net.enumeration, seen.insert(enumeration).inserted else { return nil }
      return (enumeration, net.source)
    }
  }

  /// The names that are taken in a module.
  private struct Scope {
    let subject: CheckSubject
    var findings: [Diagnostic] = []
    private var taken: [String: (what: String, source: SourceLocation?)] = [:]
    private var enumerations: Set<String> = []

    init(_ subject: CheckSubject) { self.subject = subject }

    /// Whether Verilog takes the name.
    mutating func verify(_ name: String, _ what: String, at source: SourceLocation?) {
      if !name.isIdentifier {
        report(
          "\(what) has a name that Verilog does not take: "
            + "use letters, digits and underscores, and no digit at the beginning", at: source)
      } else if let language = ReservedWords.language(of: name) {
        report("\(what) has the name of a \(language) keyword: call it something else", at: source)
      } else if ReservedWords.isWordOfCPlusPlus(name) {
        report(
          "\(what) has the name of a word of C++, of which Verilator warns: call it something else", at: source,
          severity: .warning)
      }
    }

    /// Whether Verilog takes the names in a module that is printed for all widths.
    mutating func verify(_ parameter: Netlist.WidthParameter?) {
      guard let parameter else { return }
      let module = parameter.moduleName
      verify(module, "the module '\(module)', which is printed for all widths,", at: subject.definition.source)
      for port in parameter.ports where port.leaves.map({ subject.definition[$0].name }) != [port.name] {
        let source = port.leaves.first.flatMap { subject.definition[$0].source }
        verify(port.name, "the port '\(port.name)' of all widths", at: source)
      }
    }

    /// Verilog looks names up from the inside out, so linters warn of a signal that is named like what it lies in.
    mutating func verifyInside(_ instance: Netlist.Instance) {
      let child = subject.design.definitions[instance.definition]
      let names = child.nets.lazy.map { ($0.name, $0.source) } + child.memories.lazy.map { ($0.name, $0.source) }
      guard let inner = names.first(where: { $0.0 == instance.name }) else { return }
      findings.append(
        NameCheck.diagnostic(
          "the instance '\(instance.name)' has the name of a signal inside it: call one of them something else",
          at: instance.source ?? inner.1, in: subject, severity: .warning))
    }

    mutating func add(_ name: String, _ what: String, at source: SourceLocation?) {
      verify(name, what, at: source)
      if let other = taken[name] {
        let place = other.source.map { " at \($0.short)" } ?? ""
        report("\(what) has the name of \(other.what)\(place): call one of them something else", at: source)
      } else {
        taken[name] = (what, source)
      }
    }

    mutating func add(_ enumeration: Netlist.Enumeration, at source: SourceLocation?) {
      guard enumerations.insert(enumeration.name).inserted else {
        report(
          "two different enumerations are named '\(enumeration.name)' in this module: "
            + "call one of them something else", at: source)
        return
      }
      for index in enumeration.cases.indices {
        let name = enumeration.parameterName(index)
        add(name, "the case '\(name)'", at: source)
      }
    }

    private mutating func report(
      _ message: String, at source: SourceLocation?, severity: Diagnostic.Severity = .error
    ) {
      findings.append(NameCheck.diagnostic(message, at: source, in: subject, severity: severity))
    }
  }
}

extension String {
  /// Whether Verilog takes the string for a simple identifier (IEEE 1364-2005, 3.7.1; `$` left out).
  var isIdentifier: Bool {
    guard let first = utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    return utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}
