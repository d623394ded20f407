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
