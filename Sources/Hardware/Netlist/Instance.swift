extension Netlist {
  /// A definition used inside another one.
  public struct Instance: Sendable {
    /// The name in Verilog, unique in the definition around it.
    public var name: String
    /// The index of the definition in the design.
    public var definition: Int
    /// One net of the parent for each of the definition's `ports`, in their order.
    ///
    /// Clocks and resets are connected by name and not listed.
    public var connections: [NetID]
    /// What tools are told about the instance.
    public var attributes: [Attribute]
    /// The line of the declaration, where one is known.
    public var source: SourceLocation?

    /// An instance; `connections` are nets of the definition around it, one for each port.
    public init(
      name: String, definition: Int, connections: [NetID], attributes: [Attribute] = [],
      source: SourceLocation? = nil
    ) {
      self.name = name
      self.definition = definition
      self.connections = connections
      self.attributes = attributes
      self.source = source
    }
  }
}
