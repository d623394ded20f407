extension Netlist.Design {
  /// The design with a prefix before the name of every module, as `Verilog.Options` has it.
  public func prefixingModules(_ prefix: String) -> Self {
    guard !prefix.isEmpty else { return self }
    var result = self
    // A foreign module keeps the name that others gave it.
    for index in result.definitions.indices where result.definitions[index].foreign == nil {
      result.definitions[index].name = prefix + result.definitions[index].name
      if let parameter = result.definitions[index].widthParameter {
        result.definitions[index].widthParameter?.moduleName = prefix + parameter.moduleName
      }
    }
    return result
  }
}
