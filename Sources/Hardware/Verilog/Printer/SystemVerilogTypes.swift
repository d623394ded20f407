/// The types that a SystemVerilog module declares: enumerations, and the structures of its signals.
///
/// A variable of an enumeration takes only values of the type, so whatever else is assigned is cast to it. Ports and
/// what instances drive stay vectors there: they are connected to other modules, which do not know the type. A
/// structure is its bits, whatever it is connected to and assigned, so ports are of structures too, whose types have
/// no name.
struct SystemVerilogTypes {
  private(set) var enumerations: [(name: String, value: Netlist.Enumeration)] = []
  private(set) var structures: [(name: String, value: Verilog.Structure)] = []
  private var nameOfEnumeration: [Netlist.Enumeration: String] = [:]
  private var nameOfStructure: [Verilog.Structure: String] = [:]
  private var taken: Set<String>
  private let ports: Set<Verilog.SignalID>
  /// The signals that are declared without a value, as variables.
  private let variables: Set<Verilog.SignalID>

  init(_ module: Verilog.Module) {
    ports = Set(module.ports.map(\.signal))
    taken = module.takenNames
    let declared = (module.sections.joined() + module.assertions).compactMap(\.declared)
    variables = Set(declared)
    for parameter in module.parameters where nameOfEnumeration[parameter.enumeration] == nil {
      let name = unique(parameter.enumeration.name + "_t")
      nameOfEnumeration[parameter.enumeration] = name
      enumerations.append((name, parameter.enumeration))
    }
    for signal in declared {
      guard let structure = module[signal].structure, nameOfStructure[structure] == nil else { continue }
      let name = unique(module[signal].name + "_t")
      nameOfStructure[structure] = name
      structures.append((name, structure))
    }
  }

  private mutating func unique(_ name: String) -> String {
    var name = name
    while !taken.insert(name).inserted { name += "_t" }
    return name
  }

  /// The name of the type that a signal of the module is declared with; nil where that is a vector.
  func type(_ id: Verilog.SignalID, in module: Verilog.Module) -> String? {
    guard variables.contains(id) else { return nil }
    if let structure = module[id].structure { return nameOfStructure[structure] }
    return enumerationType(id, in: module)
  }

  private func enumerationType(_ id: Verilog.SignalID, in module: Verilog.Module) -> String? {
    let signal = module[id]
    guard signal.keyword == .reg, !ports.contains(id), let enumeration = signal.enumeration else { return nil }
    return nameOfEnumeration[enumeration]
  }

  /// The structure that a signal is declared as.
  func structure(_ id: Verilog.SignalID, in module: Verilog.Module) -> Verilog.Structure? {
    ports.contains(id) || variables.contains(id) ? module[id].structure : nil
  }

  /// A value that is to become a structure, or a vector where that is nil: what is another structure stands as its
  /// bits, since tools warn of it.
  func asBits(
    _ value: Verilog.Expression, for structure: Verilog.Structure?, in module: Verilog.Module
  ) -> Verilog.Expression {
    switch value {
    case .signal(let signal):
      guard let own = self.structure(signal, in: module), let structure, own != structure else { return value }
      return bits(of: signal, in: module)
    case .conditional(let condition, let then, let otherwise):
      return .conditional(
        condition, then: choice(then, for: structure, in: module),
        otherwise: choice(otherwise, for: structure, in: module))
    default: return value
    }
  }

  /// The same for what is assigned.
  func asBits(
    _ value: Verilog.Expression, for target: Verilog.Target, in module: Verilog.Module
  ) -> Verilog.Expression {
    guard case .signal(let signal) = target else { return asBits(value, for: nil, in: module) }
    return asBits(value, for: structure(signal, in: module), in: module)
  }

  /// One of two values; the other one may be another structure.
  private func choice(
    _ value: Verilog.Expression, for structure: Verilog.Structure?, in module: Verilog.Module
  ) -> Verilog.Expression {
    guard structure == nil, case .signal(let signal) = value, self.structure(signal, in: module) != nil else {
      return asBits(value, for: structure, in: module)
    }
    return bits(of: signal, in: module)
  }

  private func bits(of signal: Verilog.SignalID, in module: Verilog.Module) -> Verilog.Expression {
    .part(signal, high: module[signal].width - 1, low: 0)
  }

  /// The type that a value has to be cast to where it is assigned; nil if there is no need.
  func cast(of value: Verilog.Expression, to target: Verilog.Target, in module: Verilog.Module) -> String? {
    guard case .signal(let signal) = target, let type = enumerationType(signal, in: module),
      !isOfType(type, value, in: module)
    else { return nil }
    return type
  }

  /// Whether a value has the type of an enumeration already.
  private func isOfType(_ name: String, _ value: Verilog.Expression, in module: Verilog.Module) -> Bool {
    switch value {
    case .parameter(let parameter): nameOfEnumeration[parameter.enumeration] == name
    case .signal(let signal): enumerationType(signal, in: module) == name
    case .conditional(_, let then, let otherwise):
      isOfType(name, then, in: module) && isOfType(name, otherwise, in: module)
    default: false
    }
  }
}

extension Verilog.Module {
  /// The names that types of the module may not have.
  fileprivate var takenNames: Set<String> {
    var names = Set(signals.map(\.name) + memories.map(\.name) + parameters.map(\.name) + loopVariables)
    if let generateVariable { names.insert(generateVariable) }
    for item in sections.joined() + assertions {
      switch item {
      case .instance(let instance): names.insert(instance.name)
      case .loop(let loop): names.formUnion([loop.label] + loop.numbers.map(\.name))
      case .unused(let name, _): names.insert(name)
      case .clocked(_, let statements): statements.forEach { $0.addLabels(to: &names) }
      case .declaration, .memory, .contents, .wire, .assign, .combinational: break
      }
    }
    return names
  }
}

extension Verilog.Statement {
  /// Adds the names of properties, which stand in conditions at most.
  fileprivate func addLabels(to names: inout Set<String>) {
    switch self {
    case .property(let property): names.insert(property.label)
    case .conditional(let branches, let otherwise):
      for statement in branches.flatMap(\.body) + otherwise { statement.addLabels(to: &names) }
    case .assign, .choice, .loop: break
    }
  }
}

extension Verilog.Item {
  /// The signal that the item declares without a value.
  fileprivate var declared: Verilog.SignalID? {
    if case .declaration(let signal, _) = self { signal } else { nil }
  }
}
