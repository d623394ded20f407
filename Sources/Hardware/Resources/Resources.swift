extension Netlist {
  /// What synthesis makes of one module, without the modules in it.
  ///
  /// What nothing but assertions reads is not part of it: it stands in the Verilog for formal tools and simulators only,
  /// or is read by nothing there. These are the numbers of Yosys after `proc; opt_clean`.
  public struct Resources: Sendable {
    /// The name of the module.
    public let name: String
    /// Whether it is a foreign module, of whose inside nothing is known: all that follows is 0 or empty.
    public let isBlackBox: Bool
    /// Bits of its registers, and of the registers at the outputs of its memories.
    public let flipFlops: Int
    /// Its memories.
    public let memories: [Memory]
    /// Its products of two values that are not known before, as they stand in the source.
    public let multipliers: [Multiplier]
    /// Its products of a value and a constant that is no power of two, which are made of adders.
    public let constantProducts: Int
    /// How many instances of the module there are in the whole design; the top counts one.
    public fileprivate(set) var count = 0
    /// The modules in it: indices in `Design.definitions`, one for each instance.
    fileprivate let children: [Int]

    /// A product.
    public struct Multiplier: Hashable, Sendable {
      /// Bits of the factors, before these are extended to the width of the product.
      public let left, right: Int
    }

    /// Bits of all memories.
    public var memoryBits: Int { memories.reduce(0) { $0 + $1.depth * $1.width } }
  }
}

extension Netlist.Design {
  /// What synthesis makes of each definition, by definition index.
  public var resources: [Netlist.Resources] {
    var resources = definitions.map { Netlist.Resources($0, in: self) }
    resources[resources.count - 1].count = 1
    for index in resources.indices.reversed() {
      for child in resources[index].children { resources[child].count += resources[index].count }
    }
    return resources
  }
}

extension Netlist.Resources {
  fileprivate init(_ definition: Netlist.Definition, in design: Netlist.Design) {
    // The definition as the Verilog shows it.
    let (definition, _) = Simplifier.simplify(definition)
    let parts = SynthesisedParts(definition, in: design)
    name = definition.name
    isBlackBox = definition.foreign != nil
    flipFlops = definition.nets.indices.reduce(0) { total, index in
      let net = Netlist.NetID(index)
      return total + (parts.contains(net) && definition.isRegister(net) ? definition[net].width : 0)
    }
    memories = definition.memories.indices.filter(parts.containsMemory).map { definition.memories[$0] }
    let products = definition.nodes.indices.filter { parts.contains(Netlist.NodeID($0)) }
      .map { definition.nodes[$0] }.filter(\.isProduct)
    multipliers = products.compactMap { definition.multiplier($0) }
    constantProducts = products.count - multipliers.count
    children = definition.instances.indices.filter(parts.containsInstance).map { definition.instances[$0].definition }
  }
}

extension Netlist.Definition {
  /// Whether a net changes at the clock only.
  fileprivate func isRegister(_ net: Netlist.NetID) -> Bool {
    switch self[net].driver {
    case .register: true
    case .memory(let memory, let port): memories[memory].readPorts[port].latency == .registered
    case .outside, .statements, .instance: false
    }
  }

  fileprivate func multiplier(_ node: Netlist.Node) -> Netlist.Resources.Multiplier? {
    guard case .binary(.multiply, let left, let right) = node.operation,
      let left = factorWidth(left), let right = factorWidth(right)
    else { return nil }
    return Netlist.Resources.Multiplier(left: left, right: right)
  }

  /// The width of a factor before it was extended to that of the product; nil for a constant.
  private func factorWidth(_ id: Netlist.NodeID) -> Int? {
    switch self[id].operation {
    case .constant: nil
    case .extend(let operand, _): factorWidth(operand)
    default: self[id].width
    }
  }
}

extension Netlist.Node {
  fileprivate var isProduct: Bool { if case .binary(.multiply, _, _) = operation { true } else { false } }
}
