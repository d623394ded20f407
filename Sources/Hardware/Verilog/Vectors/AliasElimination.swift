/// Connects an instance's output directly to what it drives, if that is all that it does.
enum AliasElimination {
  /// - Parameters:
  ///   - places: of the signals that stand for parts of a vector: who reads one reads the vector.
  ///   - arrays: of the vectors that stand for parts of another one.
  /// - Returns: The signals that are no longer there.
  static func eliminate(
    in module: inout Verilog.Module, places: [Verilog.SignalID: Concatenator.Place],
    arrays: [Verilog.SignalID: Concatenator.Place]
  ) -> Set<Verilog.SignalID> {
    var reads: [Verilog.SignalID: Int] = [:]
    func count(_ expression: Verilog.Expression) {
      switch expression {
      case .signal(let signal), .part(let signal, _, _), .bit(let signal, _):
        reads[signal, default: 0] += 1
        if let place = places[signal] ?? arrays[signal] { reads[place.vector, default: 0] += 1 }
      default: break
      }
      expression.forEachOperand(count)
    }
    for item in module.sections.joined() { item.forEachExpression(count) }
    for item in module.assertions { item.forEachExpression(count) }

    let outputs = module.instanceOutputs
    var targets: [Verilog.SignalID: Verilog.SignalID] = [:]
    var declared: [Verilog.Item] = []
    let signals = module.signals
    func isAlias(_ item: Verilog.Item) -> Bool {
      guard let (target, origin) = item.alias, outputs.contains(origin), reads[origin] == 1,
        signals[target.index].keyword == .wire, signals[target.index].width == signals[origin.index].width
      else { return false }
      targets[origin] = target
      if case .wire = item { declared.append(.declaration(target, source: nil)) }
      return true
    }
    module.sections = module.sections.map { $0.filter { !isAlias($0) } }
    guard !targets.isEmpty else { return [] }
    module.connect(targets)
    module.declare(declared)
    return Set(targets.keys)
  }
}

extension Verilog.Item {
  /// What shows nothing but another signal.
  fileprivate var alias: (target: Verilog.SignalID, origin: Verilog.SignalID)? {
    switch self {
    case .wire(let target, .signal(let origin), _), .assign(.signal(let target), .signal(let origin), _): (target, origin)
    default: nil
    }
  }
}

extension Verilog.Module {
  /// The signals that are an instance's output, or next to others a part of one, and no port of the module.
  fileprivate var instanceOutputs: Set<Verilog.SignalID> {
    var found: Set<Verilog.SignalID> = []
    for case .instance(let instance) in sections.joined() {
      for case let connection in instance.connections where connection.direction == .output {
        connection.value.forEachSignal { found.insert($0) }
      }
    }
    for port in ports { found.remove(port.signal) }
    return found
  }

  fileprivate mutating func connect(_ targets: [Verilog.SignalID: Verilog.SignalID]) {
    for section in sections.indices {
      sections[section] = sections[section].compactMap { item in
        switch item {
        case .declaration(let signal, _): return targets[signal] == nil ? item : nil
        case .instance(var instance):
          for index in instance.connections.indices where instance.connections[index].direction == .output {
            instance.connections[index].value = instance.connections[index].value.rewritten { expression in
              guard case .signal(let signal) = expression, let target = targets[signal] else { return expression }
              return .signal(target)
            }
          }
          return .instance(instance)
        default: return item
        }
      }
    }
  }
}
