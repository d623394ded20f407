import Hardware

/// A port of the simulated top: one of its own, or the reset of one of its clock domains.
public struct SimulatedPort: Sendable {
  /// The name in the design, or that of a domain's reset.
  public let name: String
  /// Bits of the value, at least 1.
  public let width: Int
  /// Whether the value is in two's complement.
  public let isSigned: Bool
  /// Whether the port can be poked (`input`), or only read.
  public let direction: Netlist.Net.Direction
  /// Set where the value is a case of an enumeration.
  public let enumeration: Netlist.Enumeration?

  /// The ports of a design's top in their order, then one reset for each of its domains.
  static func all(of design: Netlist.Design) -> [SimulatedPort] {
    let top = design.top
    let own = top.ports.map { id in
      let net = top[id]
      return SimulatedPort(
        name: net.name, width: net.width, isSigned: net.isSigned, direction: net.direction ?? .output,
        enumeration: net.enumeration)
    }
    let resets = top.domains.map {
      SimulatedPort(name: $0.resetName, width: 1, isSigned: false, direction: .input, enumeration: nil)
    }
    return own + resets
  }
}
