/// Something that has a name in Verilog: a port, wire, register or memory output. Its identity is what counts.
public final class Declaration: Sendable {
  enum Kind: Sendable {
    case port(Netlist.Net.Direction)
    case wire
    /// A wire with its value, made by `named(_:)`.
    case named(Expression)
    /// A register; `isOutput` where it is an output port at the same time.
    case register(domain: ClockDomain, reset: Expression?, isOutput: Bool)
    case memoryRead(MemoryReadPort)
  }

  let kind: Kind
  let width: Int
  let isSigned: Bool
  let enumeration: Netlist.Enumeration?
  let location: SourceLocation
  // Set once, before the value that holds this declaration is handed to the user.
  nonisolated(unsafe) private(set) var name: String?

  init(
    _ kind: Kind, type: LeafType, name: String? = nil, location: SourceLocation
  ) {
    self.kind = kind
    width = type.width
    isSigned = type.isSigned
    enumeration = type.enumeration
    self.name = name
    self.location = location
  }

  func setName(_ name: String) { self.name = name }

  var expression: Expression {
    guard width > 0 else { return .poison("a width of \(width) bits; the least is 1") }
    return Expression(.declaration(self), width: width, isSigned: isSigned, enumeration: enumeration)
  }

  /// The direction, for ports and output registers.
  var direction: Netlist.Net.Direction? {
    switch kind {
    case .port(let direction): direction
    case .register(_, _, isOutput: true): .output
    default: nil
    }
  }
}

/// What a leaf value is made of: width, sign, and the enumeration that it encodes.
public struct LeafType: Hashable, Sendable {
  public let width: Int
  public let isSigned: Bool
  public let enumeration: Netlist.Enumeration?

  init(width: Int, isSigned: Bool = false, enumeration: Netlist.Enumeration? = nil) {
    self.width = width
    self.isSigned = isSigned
    self.enumeration = enumeration
  }
}
