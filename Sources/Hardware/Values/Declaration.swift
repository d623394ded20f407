/// Something that has a name in Verilog: a port, wire, register or memory output.
///
/// Its identity is what counts.
public final class Declaration: Sendable {
  enum Kind: Sendable {
    case port(Netlist.Net.Direction)
    case wire
    /// A wire with its value, the only operand; made by `named(_:)`.
    case named
    /// A register; `isOutput` where it is an output port at the same time.
    case register(domain: ClockDomain, reset: Expression?, isOutput: Bool)
    /// The data of a read port; its operands are the address and the enable.
    case memoryRead(MemoryReadPort)
  }

  let kind: Kind
  let type: LeafType
  let location: SourceLocation
  // Both are written before the value that holds this declaration is handed to the user; the operands once more when
  // the graph is taken apart.
  nonisolated(unsafe) private(set) var name: String?
  nonisolated(unsafe) private(set) var operands: [Expression]
  // Written while the module that declares it is made.
  nonisolated(unsafe) private(set) var attributes: [Attribute] = []
  nonisolated(unsafe) private(set) var documentation: String?

  init(
    _ kind: Kind, type: LeafType, name: String? = nil, operands: [Expression] = [], location: SourceLocation
  ) {
    self.kind = kind
    self.type = type
    self.name = name
    self.operands = operands
    self.location = location
  }

  deinit {
    var doomed = takeOperands()
    Expression.release(&doomed)
  }

  func takeOperands() -> [Expression] {
    defer { operands = [] }
    return operands
  }

  func setName(_ name: String) { self.name = name }

  func setDocumentation(_ text: String) { documentation = text }

  func add(_ attribute: Attribute) { attributes.append(attribute) }

  var width: Int { type.width }

  var expression: Expression {
    guard type.width > 0 else { return .poison("a width of \(width) bits; the least is 1", at: location) }
    return Expression(.declaration(self), width: width, isSigned: type.isSigned, enumeration: type.enumeration)
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

extension Declaration: Hashable {
  /// Whether both are the same declaration; two with the same name are not.
  public static func == (left: Declaration, right: Declaration) -> Bool { left === right }
  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
