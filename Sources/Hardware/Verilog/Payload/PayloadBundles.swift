/// The nets of a definition that have the shape of its payload, found by their names: `word_0_address` and
/// `word_0_is_last` beside the ports `input_payload_address` and `input_payload_is_last`.
///
/// Equal names are no proof that the nets are only ever moved together: `PayloadPacking` gives that, or gives up.
struct PayloadBundles {
  struct Field: Hashable {
    var bundle: Int
    /// The place among the bundle's nets.
    var position: Int
  }

  /// The name of each bundle and its nets, the most significant first.
  private(set) var bundles: [(name: String, nets: [Netlist.NetID])] = []
  /// By net; nil for one that belongs to no bundle.
  private(set) var fields: [Field?]
  /// The number of nets in a bundle.
  let size: Int

  /// Nil where the ports are not of one shape.
  init?(_ definition: Netlist.Definition, _ parameter: Netlist.WidthParameter) {
    fields = [Field?](repeating: nil, count: definition.nets.count)
    guard let first = parameter.ports.first, let suffixes = Self.suffixes(first, definition) else { return nil }
    size = suffixes.count
    for port in parameter.ports {
      guard Self.suffixes(port, definition) == suffixes, isAlike(port.leaves, first.leaves, definition),
        isOfOneKind(port.leaves, definition)
      else { return nil }
      add(port.name, port.leaves)
    }
    // A payload of one net has the shape of any net; only those of its members' names are of interest.
    if suffixes != [""] { addInner(suffixes, like: first.leaves, definition) }
    guard areNamesFree(definition) else { return nil }
  }

  /// The net's place in a bundle.
  subscript(net: Netlist.NetID) -> Field? { fields[net.index] }

  private static func suffixes(
    _ port: Netlist.WidthParameter.Port, _ definition: Netlist.Definition
  ) -> [String]? {
    let names = port.leaves.map { definition[$0].name }
    guard !names.isEmpty, names.allSatisfy({ $0.hasPrefix(port.name) }) else { return nil }
    return names.map { String($0.dropFirst(port.name.count)) }
  }

  private mutating func add(_ name: String, _ nets: [Netlist.NetID]) {
    for (position, net) in nets.enumerated() {
      fields[net.index] = Field(bundle: bundles.count, position: position)
    }
    bundles.append((name, nets))
  }

  /// The wires and registers inside the module.
  private mutating func addInner(
    _ suffixes: [String], like model: [Netlist.NetID], _ definition: Netlist.Definition
  ) {
    var netOfName: [String: Netlist.NetID] = [:]
    for (index, net) in definition.nets.enumerated() { netOfName[net.name] = Netlist.NetID(index) }
    for net in definition.nets where net.name.hasSuffix(suffixes[0]) {
      let base = String(net.name.dropLast(suffixes[0].count))
      let nets = suffixes.compactMap { netOfName[base + $0] }
      guard !base.isEmpty, nets.count == size, nets.allSatisfy({ fields[$0.index] == nil }),
        nets.allSatisfy({ isInner(definition[$0]) }), isOfOneKind(nets, definition), isAlike(nets, model, definition)
      else { continue }
      add(base, nets)
    }
  }

  private func isInner(_ net: Netlist.Net) -> Bool {
    guard net.direction == nil, net.feedsInstance == nil else { return false }
    switch net.driver {
    case .statements, .register(_, reset: nil): return true
    case .outside, .instance, .memory, .register: return false
    }
  }

  /// Whether all are wires, or all registers of one clock, or all inputs.
  private func isOfOneKind(_ nets: [Netlist.NetID], _ definition: Netlist.Definition) -> Bool {
    nets.allSatisfy {
      definition[$0].driver == definition[nets[0]].driver && definition[$0].direction == definition[nets[0]].direction
    }
  }

  private func isAlike(
    _ nets: [Netlist.NetID], _ model: [Netlist.NetID], _ definition: Netlist.Definition
  ) -> Bool {
    nets.map { definition[$0].width } == model.map { definition[$0].width }
  }

  private func areNamesFree(_ definition: Netlist.Definition) -> Bool {
    let others = definition.nets.indices.filter { fields[$0] == nil }.map { definition.nets[$0].name }
    let names = others + bundles.map(\.name) + definition.memories.map(\.name) + definition.instances.map(\.name)
    return Set(names).count == names.count
  }
}
