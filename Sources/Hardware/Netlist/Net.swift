extension Netlist {
  /// The index of a net in its definition.
  public struct NetID: Hashable, Sendable, Comparable {
    /// The place in ``Netlist/Definition/nets``, from 0.
    public let index: Int
    /// The net at a place of ``Netlist/Definition/nets``.
    public init(_ index: Int) { self.index = index }
    /// By place.
    public static func < (left: Self, right: Self) -> Bool { left.index < right.index }
  }

  /// A named value of a definition: a port, wire, register, or the output of a memory or an instance.
  public struct Net: Sendable {
    /// Which way a port goes, seen from the module that has it.
    public enum Direction: Sendable { case input, output }

    /// Who gives the net its value.
    public enum Driver: Hashable, Sendable {
      /// The parent, for an input port; for an output port, the Verilog of a foreign module.
      case outside
      /// Statements, combinationally. Instance inputs are such nets too.
      case statements
      /// Statements, at the rising edge of the domain's clock.
      case register(domain: ClockDomain, reset: Bits?)
      /// An output port of an instance (index in `Definition.instances`).
      case instance(Int)
      /// A read port of a memory (index in `Definition.memories`, index of the read port).
      case memory(Int, readPort: Int)
    }

    /// The name in Verilog, unique in the definition.
    public var name: String
    /// Bits of the value, at least 1.
    public var width: Int
    /// Whether the value is in two's complement.
    public var isSigned: Bool
    /// Set for ports only.
    public var direction: Direction?
    /// What gives the net its value; there is exactly one.
    public var driver: Driver
    /// Set where the value is a case of an enumeration.
    public var enumeration: Enumeration?
    /// Set where the net feeds an input port of an instance (index in `Definition.instances`).
    public var feedsInstance: Int?
    /// What tools are told about it; a net with attributes is printed by its name.
    public var attributes: [Attribute]
    /// The line of the declaration, where one is known.
    public var source: SourceLocation?
    /// What a port is for, in one line; printed behind it.
    public var documentation: String?

    /// A net; `width` is at least 1.
    public init(
      name: String, width: Int, isSigned: Bool = false, direction: Direction? = nil, driver: Driver,
      enumeration: Enumeration? = nil, feedsInstance: Int? = nil, attributes: [Attribute] = [],
      source: SourceLocation? = nil, documentation: String? = nil
    ) {
      self.name = name
      self.width = width
      self.isSigned = isSigned
      self.direction = direction
      self.driver = driver
      self.enumeration = enumeration
      self.feedsInstance = feedsInstance
      self.attributes = attributes
      self.source = source
      self.documentation = documentation
    }
  }
}
