/// Attributes that Verilog does not take, and those that are given twice.
enum AttributeCheck: Check {
  static let name = "attribute"

  static func findings(in subject: CheckSubject) -> [Diagnostic] {
    let definition = subject.definition
    var findings = self.findings(
      definition.attributes, of: "the module '\(definition.name)'", at: definition.source, in: subject)
    for (index, net) in definition.nets.enumerated() where !net.attributes.isEmpty {
      findings += self.findings(
        net.attributes, of: subject.describe(Netlist.NetID(index)), at: net.source, in: subject)
    }
    for memory in definition.memories {
      findings += self.findings(
        memory.attributes, of: "the memory '\(memory.name)'", at: memory.source, in: subject)
    }
    for instance in definition.instances {
      findings += self.findings(
        instance.attributes, of: "the instance '\(instance.name)'", at: instance.source, in: subject)
    }
    return findings
  }

  private static func findings(
    _ attributes: [Attribute], of what: String, at source: SourceLocation?, in subject: CheckSubject
  ) -> [Diagnostic] {
    var seen: Set<String> = []
    return attributes.compactMap { attribute in
      guard let message = mistake(attribute, isNew: seen.insert(attribute.name).inserted) else { return nil }
      return diagnostic("\(what) \(message)", at: source, in: subject)
    }
  }

  private static func mistake(_ attribute: Attribute, isNew: Bool) -> String? {
    if !attribute.name.isIdentifier || ReservedWords.contains(attribute.name) {
      return "has an attribute '\(attribute.name)', a name that Verilog does not take: use letters, digits and "
        + "underscores"
    }
    if !isNew { return "has the attribute '\(attribute.name)' twice: remove one of them" }
    let isText = attribute.value.utf8.allSatisfy {
      (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    return isText
      ? nil
      : "has an attribute '\(attribute.name)' whose value Verilog does not take: "
        + "use printable ASCII without quotes and backslashes"
  }
}
