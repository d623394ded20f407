import Hardware

/// A port of the simulated top: one of its own, or the reset of one of its clock domains.
public struct SimulatedPort: Sendable {
  public let name: String
  public let width: Int
  public let isSigned: Bool
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
