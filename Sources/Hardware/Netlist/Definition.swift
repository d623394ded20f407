extension Netlist {
  /// One module of the design, elaborated once however often it is instantiated.
  public struct Definition: Sendable {
    /// The name of the module in Verilog, unique in the design.
    public var name: String
    /// What the module is for; printed as a comment above it.
    public var documentation: String?
    /// What tools are told about the module.
    public var attributes: [Attribute] = []
    /// The ports whose width can be a parameter; nil where the definition is printed for its own widths only.
    public var widthParameter: WidthParameter?
    /// Set where the module stands in Verilog of others, so that there is nothing but its ports.
    public var foreign: Foreign?
    /// The ports in the order of the source, without clocks and resets.
    public var ports: [NetID]
    /// The clock domains that the module or anything inside it uses; each brings a clock and a reset port.
    public var domains: [ClockDomain]
    /// Everything that has a name and a value; a ``NetID`` is the place in this list.
    public var nets: [Net]
    /// Which ports, wires, registers and connections of instances belong together.
    ///
    /// Each net is in one at most.
    public var bundles: [Bundle]
    /// Expression nodes; the operands of a node stand before it.
    public var nodes: [Node]
    /// The memories, in the order of the source.
    public var memories: [Memory]
    /// The instances, in the order of the source.
    public var instances: [Instance]
    /// Assignments to wires and registers in source order: a later one wins over an earlier one.
    public var statements: [Statement]
    /// The properties, in the order of the source.
    public var assertions: [Assertion]
    /// The line of the module's type, where one is known.
    public var source: SourceLocation?

    /// A definition by its parts.
    ///
    /// Nothing is checked; elaboration and the checks see to that.
    public init(
      name: String, documentation: String? = nil, ports: [NetID] = [], domains: [ClockDomain] = [],
      nets: [Net] = [], bundles: [Bundle] = [], nodes: [Node] = [], memories: [Memory] = [], instances: [Instance] = [],
      statements: [Statement] = [], assertions: [Assertion] = [], source: SourceLocation? = nil
    ) {
      self.name = name
      self.documentation = documentation
      self.ports = ports
      self.domains = domains
      self.nets = nets
      self.bundles = bundles
      self.nodes = nodes
      self.memories = memories
      self.instances = instances
      self.statements = statements
      self.assertions = assertions
      self.source = source
    }

    /// The net of an index.
    public subscript(net: NetID) -> Net {
      get { nets[net.index] }
      set { nets[net.index] = newValue }
    }

    /// The node of an index.
    public subscript(node: NodeID) -> Node {
      get { nodes[node.index] }
      set { nodes[node.index] = newValue }
    }
  }
}
