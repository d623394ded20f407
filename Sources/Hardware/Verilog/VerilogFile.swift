/// A file of Verilog that holds one module.
public struct VerilogFile: Hashable, Sendable {
  /// `<module>.v`.
  public let name: String
  public let contents: String

  public init(name: String, contents: String) {
    self.name = name
    self.contents = contents
  }
}
