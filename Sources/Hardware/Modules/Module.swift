/// A piece of hardware: ports and instances as stored properties, behaviour in `body`.
///
/// Stored properties that are signals become ports, wires and registers of that name; properties that are modules
/// become instances. All the others are parameters: modules of one type with equal parameters and ports share one
/// definition in Verilog, provided that the parameters are `Hashable`.
public protocol Module: Sendable {
  /// The statements. Reads nothing but the module's own properties.
  @StatementBuilder var body: [Statement] { get }

  /// The name in Verilog; the type's name in snake case unless said otherwise. Different parametrisations that share a
  /// name are told apart by a number.
  var moduleName: String { get }

  /// What the module is for; printed above it.
  var documentation: String? { get }

  /// What tools that read the Verilog are told about the module; printed before it.
  var attributes: [Attribute] { get }

  /// The ports that the module moves without looking into them, if it is to be printed once for all their widths.
  var widthParameter: WidthParameter? { get }
}

extension Module {
  /// The type's name in snake case.
  public var moduleName: String { Name.snakeCase(Name.baseName(of: Self.self)) }
  /// No comment.
  public var documentation: String? { nil }
  /// None.
  public var attributes: [Attribute] { [] }
  /// The module is printed for its own widths.
  public var widthParameter: WidthParameter? { nil }
}
