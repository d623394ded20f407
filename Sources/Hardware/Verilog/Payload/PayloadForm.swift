/// A definition as it is printed for all widths of its payload: with one net for each port of the payload, and with a
/// width that stands for all.
///
/// Two definitions that differ in nothing but their payload have equal forms, so that they print as the same text.
struct PayloadForm {
  /// The width that stands for all. More than a bit, since logic on single bits is written in other ways.
  static let width = 8
  /// The parameter's name in Verilog.
  static let parameter = "WIDTH"

  let definition: Netlist.Definition
  /// The ports of the payload.
  let payload: [Netlist.NetID]
  /// For each port of the form, those of the definition that it is made of, the most significant first.
  let members: [[Int]]
  /// The width of the definition's own payload.
  let ownWidth: Int

  /// Nil for a definition without such ports, and for one that does more with them than to move them.
  init?(_ original: Netlist.Definition) {
    // Contents stand in a file that bears the module's own name, and what has attributes keeps its own.
    guard original.memories.allSatisfy({ $0.contents == nil }), original.nets.allSatisfy(\.attributes.isEmpty),
      let parameter = original.widthParameter, let bundles = PayloadBundles(original, parameter),
      case (var definition, let members)? = PayloadPacking.pack(original, bundles)
    else { return nil }
    let names = Set(parameter.ports.map(\.name))
    let payload = definition.ports.filter { names.contains(definition[$0].name) }
    guard let first = payload.first, let widths = PayloadWidths(definition, ports: payload) else { return nil }
    ownWidth = definition[first].width
    for index in definition.nets.indices where widths.nets[index] { definition.nets[index].becomePayload() }
    for index in definition.nodes.indices where widths.nodes[index] {
      definition.nodes[index].width = Self.width
      definition.nodes[index].isSigned = false
    }
    definition.forgetSigns(of: widths)
    definition.name = parameter.moduleName
    definition.documentation = parameter.documentation
    self.definition = definition
    self.payload = payload
    self.members = members
  }
}

extension Netlist.Net {
  fileprivate mutating func becomePayload() {
    width = PayloadForm.width
    isSigned = false
    enumeration = nil
  }
}

extension Netlist.Definition {
  /// Payloads are compared as bits.
  fileprivate mutating func forgetSigns(of widths: PayloadWidths) {
    for index in nodes.indices {
      if case .compare(let comparison, let left, let right, _) = nodes[index].operation, widths.nodes[left.index] {
        nodes[index].operation = .compare(comparison, left, right, signed: false)
      }
    }
  }
}
