/// What a tool is told about a thing of the Verilog: `(* ram_style = "block" *)`.
public struct Attribute: Hashable, Sendable {
  /// As the tool has it, upper and lower case alike.
  public let name: String
  /// The text between the quotes; printable ASCII without quotes and backslashes.
  public let value: String

  /// An attribute; what cannot stand in Verilog is an error of elaboration.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
