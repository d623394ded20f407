extension Netlist {
  /// A property that is looked at on every rising edge of its domain's clock outside reset.
  public struct Assertion: Sendable {
    /// What is claimed of the property.
    public enum Kind: String, Sendable {
      /// Must hold whenever `enable` does.
      case assert
      /// Assumed by formal tools, checked in simulation.
      case assume
      /// Worth reaching: `enable && condition`.
      case cover
    }

    /// The name in Verilog, unique in its definition.
    public var name: String
    /// What is claimed of the property.
    public var kind: Kind
    /// The condition under which the statement stands; nil for always.
    public var enable: NodeID?
    /// The property, of one bit.
    public var condition: NodeID
    /// What a failure means, for the simulator's message.
    public var message: String
    /// Whose clock edges it is looked at on, and whose reset lets it rest.
    public var domain: ClockDomain
    /// The line of the statement, where one is known.
    public var source: SourceLocation?

    /// A property; the nodes are those of the definition that it stands in.
    public init(
      name: String, kind: Kind, enable: NodeID?, condition: NodeID, message: String, domain: ClockDomain,
      source: SourceLocation?
    ) {
      self.name = name
      self.kind = kind
      self.enable = enable
      self.condition = condition
      self.message = message
      self.domain = domain
      self.source = source
    }
  }
}
