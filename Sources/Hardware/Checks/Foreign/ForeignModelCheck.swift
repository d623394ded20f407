/// Whether the model of a foreign module can stand in its place: port by port, clock by clock, path by path; and what
/// the checks have to say of the model itself.
enum ForeignModelCheck: Check {
  static let name = "model"

  static func findings(in subject: CheckSubject) -> [Diagnostic] {
    guard let foreign = subject.definition.foreign, let model = foreign.model, !model.definitions.isEmpty else {
      return []
    }
    let findings = ports(of: model.top, foreign, subject) + clocks(of: model, foreign, subject)
    let own = Checks.run(model)
    // Paths mean nothing where ports are missing, and are not to be found where the model has loops.
    let isSound = findings.isEmpty && own.allSatisfy { $0.severity == .warning }
    return findings + own + (isSound ? paths(of: model, foreign, subject) : [])
  }

  private static func ports(
    of model: Netlist.Definition, _ foreign: Netlist.Foreign, _ subject: CheckSubject
  ) -> [Diagnostic] {
    let definition = subject.definition
    var others = Dictionary(model.ports.map { (model[$0].name, model[$0]) }) { first, _ in first }
    var findings: [Diagnostic] = []
    for (id, name) in zip(definition.ports, foreign.modelPorts) {
      let port = definition[id]
      guard let other = others.removeValue(forKey: name) else {
        findings.append(
          diagnostic(
            "the model '\(model.name)' has no port '\(name)' for '\(port.name)'", at: port.source, in: subject))
        continue
      }
      guard port.kind != other.kind else { continue }
      findings.append(
        diagnostic(
          "'\(port.name)' is \(port.kind), but '\(name)' of the model '\(model.name)' is \(other.kind)",
          at: other.source, in: subject))
    }
    for port in model.ports where others[model[port].name] != nil {
      findings.append(
        diagnostic(
          "the model '\(model.name)' has a port '\(model[port].name)' that the foreign module lacks",
          at: model[port].source, in: subject))
    }
    return findings
  }

  private static func clocks(
    of model: Netlist.Design, _ foreign: Netlist.Foreign, _ subject: CheckSubject
  ) -> [Diagnostic] {
    let (clocks, resets) = (Set(foreign.clocks.map(\.domain)), Set(foreign.resets.map(\.domain)))
    var findings = model.top.domains.filter { !clocks.contains($0) }.map {
      diagnostic(
        "the model '\(model.top.name)' runs on '\($0.clockName)', of which the foreign module has no clock",
        at: subject.definition.source, in: subject)
    }
    for definition in model.definitions {
      for net in definition.nets {
        guard case .register(let domain, _?) = net.driver, clocks.contains(domain), !resets.contains(domain) else {
          continue
        }
        findings.append(
          diagnostic(
            "the register '\(net.name)' of the model '\(definition.name)' is reset by '\(domain.resetName)', of which "
              + "the foreign module has no reset", at: net.source, in: subject))
      }
    }
    return findings
  }

  private static func paths(
    of model: Netlist.Design, _ foreign: Netlist.Foreign, _ subject: CheckSubject
  ) -> [Diagnostic] {
    let names = model.top.ports.map { model.top[$0].name }
    let declared = Set(
      foreign.paths.flatMap { path in path.inputs.map { [foreign.modelPorts[path.output], foreign.modelPorts[$0]] } })
    return model.pathsOfTop.flatMap { path in
      path.inputs.filter { !declared.contains([names[path.output], names[$0]]) }.map { input in
        diagnostic(
          "the output '\(names[path.output])' of the model '\(model.top.name)' follows '\(names[input])' within "
            + "a cycle: say so in 'paths'", at: subject.definition.source, in: subject)
      }
    }
  }
}

extension Netlist.Net {
  /// What a port is, but for its name.
  fileprivate var kind: String {
    let unit = (isSigned ? "signed " : "") + (width == 1 ? "bit" : "bits")
    return "\(direction == .output ? "an output" : "an input") of \(width) \(unit)"
  }
}

extension Netlist.Design {
  /// Which inputs the outputs of the top follow within a cycle.
  fileprivate var pathsOfTop: [(output: Int, inputs: [Int])] {
    var dependencies: [PortDependencies] = []
    for index in definitions.indices {
      let subject = CheckSubject(definition: index, of: self, dependencies: dependencies)
      dependencies.append(PortDependencies(subject.definition, subject.graph, order: subject.components.order))
    }
    return dependencies.last?.inputsOfOutput ?? []
  }
}
