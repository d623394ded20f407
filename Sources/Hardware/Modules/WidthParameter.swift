/// Says of ports that their module moves what they carry without looking into it, so that it can be printed once for
/// all widths: with a parameter `WIDTH` in Verilog, and each of these ports as one vector of so many bits.
///
/// Elaboration does not depend on it. A module that does look into such a port, and the top of a design, are printed
/// for their own widths, under `Module.moduleName`.
public struct WidthParameter: Sendable {
  let ports: [(name: String, signal: any Signal)]
  let moduleName: String
  let documentation: String?

  /// - Parameters:
  ///   - ports: ports of one shape, each with its name in Verilog, for example `input_payload`.
  ///   - moduleName: the name of the module that is printed for all widths; says nothing of the width.
  ///   - documentation: what that module is for.
  public init(of ports: [(name: String, signal: any Signal)], moduleName: String, documentation: String? = nil) {
    self.ports = ports
    self.moduleName = moduleName
    self.documentation = documentation
  }
}
