/// Which bundles of a module are printed as one vector.
struct VectorPlan {
  /// A bundle of the module, by the signals of its nets.
  struct Bundle {
    var name: String
    var count: Int
    /// Element 0 first; in an element the most significant first.
    var signals: [Verilog.SignalID]
    /// Whether it is a port of the module.
    var direction: Netlist.Net.Direction?
    /// Whether element 0 lies highest, as in an array that is a member of a structure.
    var isDescending = false
  }

  private(set) var bundles: [Bundle] = []

  /// - Parameter isTop: whether its ports stay as they are, for whoever connects them.
  init(_ bundles: [Netlist.Bundle], _ definition: Netlist.Definition, isTop: Bool) {
    var isTaken = [Bool](repeating: false, count: definition.nets.count)
    for bundle in bundles where bundle.nets.count > 1 {
      let directions = Set(bundle.nets.map { definition[$0].direction })
      guard directions.count == 1, let direction = directions.first, direction == nil || !isTop,
        bundle.nets.allSatisfy({ !isTaken[$0.index] && definition[$0].attributes.isEmpty }),
        Set(bundle.nets).count == bundle.nets.count
      else { continue }
      for net in bundle.nets { isTaken[net.index] = true }
      self.bundles.append(
        Bundle(
          name: bundle.name, count: bundle.count, signals: bundle.nets.map { Verilog.SignalID($0.index) },
          direction: direction))
    }
  }
}

extension VectorPlan {
  /// The arrays among the members of a structure, by their names: neighbours that are called `name_0`, `name_1` and so on.
  static func arrays(among signals: [Verilog.SignalID], of module: Verilog.Module) -> [(name: String, signals: [Verilog.SignalID])] {
    var found: [(name: String, signals: [Verilog.SignalID])] = []
    var rest = signals[...]
    while let first = rest.first {
      let run = array(at: rest, module)
      if run.count > 1, let name = module[first].name.numbered?.name { found.append((name, Array(run))) }
      rest = rest.dropFirst(max(1, run.count))
    }
    return found
  }

  /// The members at the beginning that are elements of one array.
  static func array(
    at signals: ArraySlice<Verilog.SignalID>, _ module: Verilog.Module
  ) -> ArraySlice<Verilog.SignalID> {
    guard let first = signals.first, let name = module[first].name.numbered?.name else { return [] }
    var number = -1
    return signals.prefix { signal in
      number += 1
      let found = module[signal].name.numbered
      return found?.name == name && found?.number == number && module[signal].width == module[first].width
        && module[signal].isSigned == module[first].isSigned
    }
  }

  /// Adds arrays of a structure that is not printed as one.
  mutating func add(arraysOf bundle: Bundle, _ module: Verilog.Module) {
    guard bundle.count == 1, !bundle.isDescending else { return }
    for (name, signals) in Self.arrays(among: bundle.signals, of: module) {
      bundles.append(
        Bundle(name: name, count: signals.count, signals: signals, direction: nil, isDescending: true))
    }
  }
}

/// What gives a signal of a printed module its value.
enum SignalDriver: Hashable {
  case input
  /// A continuous assignment or an instance.
  case net
  /// The item of that index, an `always` block.
  case block(Int)
  case several
}

extension Verilog.Module {
  /// By signal; nil for one that nothing drives.
  var drivers: [SignalDriver?] {
    var drivers = [SignalDriver?](repeating: nil, count: signals.count)
    func add(_ signal: Verilog.SignalID, _ driver: SignalDriver) {
      let known = drivers[signal.index]
      drivers[signal.index] = known == nil || known == driver ? driver : .several
    }
    for port in ports where port.direction == .input { add(port.signal, .input) }
    for (index, item) in (sections.joined() + assertions).enumerated() {
      switch item {
      case .wire(let signal, _, _), .assign(.signal(let signal), _, _): add(signal, .net)
      case .instance(let instance):
        for connection in instance.connections where connection.direction == .output {
          connection.value.forEachSignal { add($0, .net) }
        }
      case .combinational(let statements), .clocked(_, let statements):
        for statement in statements { statement.forEachTarget { add($0, .block(index)) } }
      case .declaration, .memory, .contents, .assign, .loop, .unused: break
      }
    }
    return drivers
  }
}

extension Verilog.Expression {
  /// Calls `body` with each signal that the expression holds as a whole.
  func forEachSignal(_ body: (Verilog.SignalID) -> Void) {
    if case .signal(let signal) = self { body(signal) }
    forEachOperand { $0.forEachSignal(body) }
  }
}

extension Verilog.Statement {
  /// Calls `body` with each signal that the statement assigns as a whole.
  func forEachTarget(_ body: (Verilog.SignalID) -> Void) {
    switch self {
    case .assign(.signal(let signal), _, _): body(signal)
    case .assign, .property: break
    case .conditional(let branches, let otherwise):
      for branch in branches { branch.body.forEach { $0.forEachTarget(body) } }
      otherwise.forEach { $0.forEachTarget(body) }
    case .choice(_, let arms, let defaultBody):
      for arm in arms { arm.body.forEach { $0.forEachTarget(body) } }
      if case .body(let statements) = defaultBody { statements.forEach { $0.forEachTarget(body) } }
    case .loop(_, _, let statements): statements.forEach { $0.forEachTarget(body) }
    }
  }
}
