/// The enumerations that a SystemVerilog module declares as types, and which of its signals have them.
///
/// A variable of such a type takes only values of the type, so whatever else is assigned is cast to it. Ports and what
/// instances drive stay vectors: they are connected to other modules, which do not know the type.
struct EnumerationTypes {
  private(set) var enumerations: [Netlist.Enumeration] = []
  private var names: [Netlist.Enumeration: String] = [:]
  private var isPort: Set<Int>

  init(_ module: Verilog.Module) {
    isPort = Set(module.ports.map(\.signal.index))
    var taken = Set(module.signals.map(\.name) + module.memories.map(\.name))
    for case .instance(let instance) in module.sections.joined() { taken.insert(instance.name) }
    for parameter in module.parameters where names[parameter.enumeration] == nil {
      var name = parameter.enumeration.name + "_t"
      while !taken.insert(name).inserted { name += "_t" }
      names[parameter.enumeration] = name
      enumerations.append(parameter.enumeration)
    }
  }

  /// The name of an enumeration's type.
  func name(_ enumeration: Netlist.Enumeration) -> String? { names[enumeration] }

  /// The type of a variable of the module.
  func type(_ id: Verilog.SignalID, in module: Verilog.Module) -> String? {
    let signal = module[id]
    guard signal.keyword == .reg, !isPort.contains(id.index), let enumeration = signal.enumeration else { return nil }
    return names[enumeration]
  }

  /// The type that a value has to be cast to where it is assigned; nil if there is no need.
  func cast(of value: Verilog.Expression, to target: Verilog.Target, in module: Verilog.Module) -> String? {
    guard case .signal(let signal) = target, let type = type(signal, in: module), !isOfType(type, value, in: module)
    else { return nil }
    return type
  }

  /// Whether a value has the type already.
  private func isOfType(_ name: String, _ value: Verilog.Expression, in module: Verilog.Module) -> Bool {
    switch value {
    case .parameter(let parameter): names[parameter.enumeration] == name
    case .signal(let signal): type(signal, in: module) == name
    case .conditional(_, let then, let otherwise):
      isOfType(name, then, in: module) && isOfType(name, otherwise, in: module)
    default: false
    }
  }
}
