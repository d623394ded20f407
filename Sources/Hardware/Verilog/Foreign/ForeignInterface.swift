/// A foreign name with all declarations of a design that use it: they differ in parameters and widths.
struct ForeignInterface {
  let name: String
  let definitions: [Netlist.Definition]

  static func all(of design: Netlist.Design) -> [ForeignInterface] {
    var names: [String] = []
    var groups: [String: [Netlist.Definition]] = [:]
    for definition in design.foreignModules {
      if groups[definition.name] == nil { names.append(definition.name) }
      groups[definition.name, default: []].append(definition)
    }
    return names.map { ForeignInterface(name: $0, definitions: groups[$0] ?? []) }
  }

  var hasFiles: Bool { definitions.contains { $0.foreign?.files.isEmpty == false } }

  /// The names of all parameters that are given somewhere, in the order of the first that gives them.
  var parameters: [String] {
    var seen: Set<String> = []
    return definitions.flatMap { $0.foreign?.parameters.map(\.name) ?? [] }.filter { seen.insert($0).inserted }
  }

  /// What a parameter is where an instance does not give it: a text that is no value of another declaration.
  static let absent = "\"not given\""

  /// The value of a parameter where an instance gives none: that of all declarations, else one that is none of theirs.
  func defaultValue(of parameter: String) -> String {
    definitions.allSatisfy { value(of: parameter, in: $0) != Self.absent }
      ? value(of: parameter, in: definitions[0]) : Self.absent
  }

  private func value(of parameter: String, in definition: Netlist.Definition) -> String {
    definition.foreign?.parameters.first { $0.name == parameter }?.value ?? Self.absent
  }

  /// The condition in Verilog under which the parameters are those of a declaration.
  func condition(_ index: Int) -> String {
    let terms = parameters.filter { parameter in
      definitions.contains { value(of: parameter, in: $0) != value(of: parameter, in: definitions[0]) }
    }
    if terms.isEmpty { return "1" }
    return terms.map { "(\($0) == \(value(of: $0, in: definitions[index])))" }.joined(separator: " && ")
  }

  /// The range of a port in Verilog, with a space behind it; empty for a bit.
  func range(ofPort place: Int) -> String {
    let name = definitions[0][definitions[0].ports[place]].name
    let widths = definitions.map { definition in
      definition.ports.first { definition[$0].name == name }.map { definition[$0].width } ?? 1
    }
    if Set(widths).count == 1 { return widths[0] == 1 ? "" : "[\(widths[0] - 1):0] " }
    var value = "\(widths[widths.count - 1])"
    for index in widths.indices.dropLast().reversed() { value = "\(condition(index)) ? \(widths[index]) : \(value)" }
    return "[(\(value)) - 1:0] "
  }
}
