extension Netlist {
  /// A property that is looked at on every rising edge of its domain's clock outside reset.
  public struct Assertion: Sendable {
    public enum Kind: String, Sendable {
      /// Must hold whenever `enable` does.
      case assert
      /// Assumed by formal tools, checked in simulation.
      case assume
      /// Worth reaching: `enable && condition`.
      case cover
    }

    public var name: String
    public var kind: Kind
    /// The condition under which the statement stands; nil for always.
    public var enable: NodeID?
    public var condition: NodeID
    /// What a failure means, for the simulator's message.
    public var message: String
    public var domain: ClockDomain
    public var source: SourceLocation?

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
