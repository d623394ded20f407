/// What a leaf value is made of: width, sign, and the enumeration that it encodes.
public struct LeafType: Hashable, Sendable {
  /// Bits.
  public let width: Int
  /// Whether the bits are two's complement.
  public let isSigned: Bool
  /// The enumeration whose cases the bits number, if any.
  public let enumeration: Netlist.Enumeration?

  init(width: Int, isSigned: Bool = false, enumeration: Netlist.Enumeration? = nil) {
    self.width = width
    self.isSigned = isSigned
    self.enumeration = enumeration
  }
}
