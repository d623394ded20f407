extension Netlist {
  /// A definition used inside another one.
  public struct Instance: Sendable {
    public var name: String
    /// The index of the definition in the design.
    public var definition: Int
    /// One net of the parent for each of the definition's `ports`, in their order. Clocks and resets are connected by
    /// name and not listed.
    public var connections: [NetID]
    public var attributes: [Attribute]
    public var source: SourceLocation?

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
