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
  /// A net is a variable of its own, one that is marked as unused, or a part of the vector in which a module for all widths
  /// holds its payload. Which one it is follows from how the whole module is printed; and a net whose expression is
  /// written where it is read stands nowhere. So whoever looks has to see which variable is there.
  public static func places(of net: Netlist.NetID, in definition: Netlist.Definition) -> [VerilogPlace] {
    let (name, width) = (definition[net].name, definition[net].width)
    let own = [name, name + "_unused"].map { VerilogPlace(variable: $0, variableWidth: width, low: 0) }
    guard let parameter = definition.widthParameter, let bundles = PayloadBundles(definition, parameter),
      let field = bundles[net]
    else { return own }
    let bundle = bundles.bundles[field.bundle]
    let widths = bundle.nets.map { definition[$0].width }
    let place = VerilogPlace(
      variable: bundle.name, variableWidth: widths.reduce(0, +), low: widths[(field.position + 1)...].reduce(0, +))
    return own + [place]
  }
}
