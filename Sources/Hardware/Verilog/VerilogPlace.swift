/// Where a net of a definition stands in the module that the definition is printed as.
public struct VerilogPlace: Hashable, Sendable {
  /// The variable's name.
  public let variable: String
  /// Bits of the whole variable.
  public let variableWidth: Int
  /// The bit of the variable at which the net begins.
  public let low: Int
}

extension Verilog {
  /// The places at which a net can stand, the likeliest first.
  ///
  /// A net is a variable of its own, one that is marked as unused, a part of the vector of its bundle, or a part of
  /// the vector in which a module for all widths holds its payload. Which one it is follows from how the whole module
  /// is printed; and a net whose expression is written where it is read stands nowhere. So whoever looks has to see
  /// which variable is there.
  public static func places(of net: Netlist.NetID, in definition: Netlist.Definition) -> [VerilogPlace] {
    let (name, width) = (definition[net].name, definition[net].width)
    let own = [name, name + "_unused"].map { VerilogPlace(variable: $0, variableWidth: width, low: 0) }
    let bundles = definition.bundles.compactMap { bundle -> VerilogPlace? in
      guard bundle.nets.count > 1, let position = bundle.nets.firstIndex(of: net) else { return nil }
      // Element 0 lies lowest; in an element, the first net highest.
      let size = bundle.netsInElement
      let element = position / size
      let below = bundle.nets[..<(element * size)] + bundle.nets[(position + 1)..<((element + 1) * size)]
      return VerilogPlace(variable: bundle.name, bundle.nets, below: below, definition)
    }
    return own + bundles + payloadPlaces(of: net, in: definition)
  }

  private static func payloadPlaces(of net: Netlist.NetID, in definition: Netlist.Definition) -> [VerilogPlace] {
    guard let parameter = definition.widthParameter, let bundles = PayloadBundles(definition, parameter),
      let field = bundles[net]
    else { return [] }
    let bundle = bundles.bundles[field.bundle]
    let below = bundle.nets[(field.position + 1)...]
    return [VerilogPlace(variable: bundle.name, bundle.nets, below: below, definition)]
  }
}

extension VerilogPlace {
  /// - Parameters:
  ///   - nets: all nets of the variable.
  ///   - below: those of less weight than the net.
  fileprivate init(
    variable: String, _ nets: [Netlist.NetID], below: ArraySlice<Netlist.NetID>, _ definition: Netlist.Definition
  ) {
    self.variable = variable
    variableWidth = nets.reduce(0) { $0 + definition[$1].width }
    low = below.reduce(0) { $0 + definition[$1].width }
  }
}
