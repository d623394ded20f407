/// Prints structures and arrays as vectors.
///
/// A structure that is only moved becomes a vector; of one whose members are looked at, these become wires beside it. An
/// array's elements are parts of a vector. What the module assigns member by member in ways that differ keeps its
/// signals, and is packed where it is a port.
struct Vectoriser {
  private let original: Verilog.Module
  private let graph: DirectedGraph
  private var plan: VectorPlan
  private let drivers: [SignalDriver?]
  private var names: NameTable
  /// The signals of which a bit is chosen by a value.
  private var indexed: Set<Verilog.SignalID> = []
  /// The port that a signal drives, where that is all that it does.
  private var portOfSignal: [Verilog.SignalID: Verilog.SignalID] = [:]
  /// The ports that may become parts of a vector.
  private var bundledPorts: Set<Verilog.SignalID> = []

  /// How a bundle is printed.
  private enum Form: Equatable {
    /// As its signals.
    case scattered
    /// As a port that is taken apart or put together beside its signals.
    case packed
    case vector
  }

  private var forms: [Form]

  /// A module with its ports as they are printed now.
  struct Result {
    var module: Verilog.Module
    /// The name of each port, and the signals that it is made of, the most significant first.
    var ports: [(name: String, direction: Netlist.Net.Direction, signals: [Verilog.SignalID])]

    init(module: Verilog.Module, ports: [(name: String, direction: Netlist.Net.Direction, signals: [Verilog.SignalID])]) {
      (self.module, self.ports) = (module, ports)
    }

    /// A module in which every leaf is a signal.
    init(scattered module: Verilog.Module, _ names: inout NameTable) {
      self.module = module.withUnusedSink(&names)
      ports = module.ports.map { (module[$0.signal].name, $0.direction, [$0.signal]) }
    }
  }

  /// - Parameter graph: what each signal follows within the cycle; signals come first among its vertices.
  static func vectorise(
    _ module: Verilog.Module, _ plan: VectorPlan, _ graph: DirectedGraph, _ names: inout NameTable
  ) -> Result {
    var vectoriser = Vectoriser(module, plan, graph, names)
    while true {
      vectoriser.scatterLoops()
      let (result, table, scattered) = vectoriser.attempt()
      guard vectoriser.scatter(scattered) else {
        names = table
        return result
      }
    }
  }

  private init(_ module: Verilog.Module, _ plan: VectorPlan, _ graph: DirectedGraph, _ names: NameTable) {
    original = module
    self.plan = plan
    self.graph = graph
    self.names = names
    drivers = module.drivers
    forms = []
    indexed = module.indexedSignals
    portOfSignal = module.portsDrivenAlone
    bundledPorts = Set(plan.bundles.filter { $0.direction != nil }.flatMap(\.signals))
    completeForms()
  }

  /// Decides on the bundles that have been added.
  private mutating func completeForms() {
    while forms.count < plan.bundles.count {
      let bundle = plan.bundles[forms.count]
      let isVector = canBeVector(bundle)
      forms.append(isVector ? .vector : Self.apart(bundle))
      if !isVector { plan.add(arraysOf: bundle, original) }
    }
  }

  private func canBeVector(_ bundle: VectorPlan.Bundle) -> Bool {
    let drivers = Set(bundle.signals.map { self.drivers[$0.index] })
    let isUniform = drivers.count == 1 && drivers != [nil] && drivers != [.several]
    let hasElements = bundle.count > 1 || !VectorPlan.arrays(among: bundle.signals, of: original).isEmpty
    return isUniform && !(hasElements && bundle.signals.contains { indexed.contains($0) })
      && !(bundle.direction == nil && onlyDrivesPorts(bundle))
  }

  /// Whether each signal does nothing but drive a port of its own, as at the top of a design.
  private func onlyDrivesPorts(_ bundle: VectorPlan.Bundle) -> Bool {
    bundle.signals.allSatisfy { portOfSignal[$0].map { !bundledPorts.contains($0) } ?? false }
  }

  private static func apart(_ bundle: VectorPlan.Bundle) -> Form { bundle.direction == nil ? .scattered : .packed }

  /// - Returns: Whether anything has changed.
  private mutating func scatter(_ bundles: [Int]) -> Bool {
    for index in bundles {
      forms[index] = Self.apart(plan.bundles[index])
      plan.add(arraysOf: plan.bundles[index], original)
    }
    completeForms()
    return !bundles.isEmpty
  }

  /// A vector some bits of which follow others would look like a loop to simulators.
  private mutating func scatterLoops() {
    var vertexOfSignal = Array(0..<graph.vertexCount)
    for (index, bundle) in plan.bundles.enumerated() where forms[index] == .vector {
      for signal in bundle.signals { vertexOfSignal[signal.index] = graph.vertexCount + index }
    }
    var edges: [DirectedGraph.Edge] = []
    for vertex in 0..<graph.vertexCount {
      for next in graph.successors(vertex) {
        edges.append(DirectedGraph.Edge(from: vertexOfSignal[vertex], to: vertexOfSignal[next]))
      }
    }
    let contracted = DirectedGraph(vertexCount: graph.vertexCount + plan.bundles.count, edges: edges)
    let loops = StronglyConnectedComponents(contracted).loops(in: contracted)
    _ = scatter(loops.joined().filter { $0 >= graph.vertexCount }.map { $0 - graph.vertexCount })
  }
}

// One attempt.
extension Vectoriser {
  private struct Attempt {
    var module: Verilog.Module
    var names: NameTable
    /// The vector of each bundle that has one.
    var vectors: [Verilog.SignalID?] = []
    /// The places of signals that are parts of a vector wherever they are assigned.
    var targets: [Verilog.SignalID: Concatenator.Place] = [:]
    /// And wherever they are read.
    var elements: [Verilog.SignalID: Concatenator.Place] = [:]
    /// Arrays in structures, each a vector beside that of the structure, and its place there.
    var arrays: [Verilog.SignalID: Concatenator.Place] = [:]
  }

  /// - Returns: The module, the names that it has taken, and the bundles that should stay apart.
  private func attempt() -> (Result, NameTable, scattered: [Int]) {
    var attempt = Attempt(module: original, names: names)
    for index in plan.bundles.indices { addVector(index, &attempt) }
    replaceSignals(&attempt)
    let places = attempt.targets
    let concatenator = Concatenator(module: attempt.module, places: places, arrays: attempt.arrays)
    let merging = AssignmentMerging(concatenator: concatenator)
    let rewriter = VerilogRewriter(
      expression: { $0.rewritten { concatenator.simplified($0) }.withoutOuterCast },
      statements: { merging.merged($0) })
    attempt.module.sections = merging.merged(attempt.module.sections.map { $0.map { rewriter.rewrite($0) } })
    attempt.module.assertions = attempt.module.assertions.map { rewriter.rewrite($0) }
    let ports = writePorts(&attempt)
    let eliminated = AliasElimination.eliminate(
      in: &attempt.module, places: attempt.targets, arrays: attempt.arrays)
    declare(&attempt, without: eliminated)
    attempt.module = attempt.module.withUnusedSink(&attempt.names)
    var roller = LoopRolling(attempt.module, attempt.names)
    roller.roll()
    (attempt.module, attempt.names) = (roller.module, roller.names)
    let scattered = partlyAssigned(attempt)
    return (Result(module: attempt.module, ports: ports), attempt.names, scattered)
  }

  private func addVector(_ index: Int, _ attempt: inout Attempt) {
    let bundle = plan.bundles[index]
    guard forms[index] != .scattered else {
      attempt.vectors.append(nil)
      return
    }
    let width = bundle.signals.reduce(0) { $0 + original[$1].width }
    let isVariable = forms[index] == .vector && original[bundle.signals[0]].keyword == .reg
    attempt.module.signals.append(
      Verilog.Signal(
        name: attempt.names.unique(bundle.name), width: width, isSigned: false, keyword: isVariable ? .reg : .wire,
        structure: Verilog.Structure(bundle, of: original),
        comment: bundle.signals.lazy.compactMap { original[$0].comment }.first,
        source: original[bundle.signals[0]].source))
    let vector = Verilog.SignalID(attempt.module.signals.count - 1)
    attempt.vectors.append(vector)
    guard forms[index] == .vector else { return }
    for (signal, place) in places(of: bundle, in: vector) {
      attempt.targets[signal] = place
      if bundle.count > 1 { attempt.elements[signal] = place }
    }
    if bundle.count == 1 { addArrays(of: bundle, &attempt) }
  }

  /// Vectors for the arrays among the members, which are read by element.
  private func addArrays(of bundle: VectorPlan.Bundle, _ attempt: inout Attempt) {
    for (name, signals) in VectorPlan.arrays(among: bundle.signals, of: original) {
      guard let place = attempt.targets[signals[signals.count - 1]] else { continue }
      let width = place.width * signals.count
      attempt.module.signals.append(
        Verilog.Signal(name: attempt.names.unique(name), width: width, isSigned: false, keyword: .wire))
      let array = Verilog.SignalID(attempt.module.signals.count - 1)
      attempt.arrays[array] = Concatenator.Place(vector: place.vector, low: place.low, width: width)
      for (index, signal) in signals.reversed().enumerated() {
        attempt.elements[signal] = Concatenator.Place(vector: array, low: index * place.width, width: place.width)
      }
    }
  }

  /// Element 0 lies lowest; in an element, the first signal highest.
  private func places(
    of bundle: VectorPlan.Bundle, in vector: Verilog.SignalID
  ) -> [(signal: Verilog.SignalID, place: Concatenator.Place)] {
    let size = bundle.signals.count / bundle.count
    var result: [(signal: Verilog.SignalID, place: Concatenator.Place)] = []
    var base = 0
    for element in bundle.isDescending ? Array((0..<bundle.count).reversed()) : Array(0..<bundle.count) {
      let signals = bundle.signals[element * size..<(element + 1) * size]
      for signal in signals.reversed() {
        let width = original[signal].width
        result.append((signal, Concatenator.Place(vector: vector, low: base, width: width)))
        base += width
      }
    }
    return result
  }

  private func replaceSignals(_ attempt: inout Attempt) {
    let (targets, elements) = (attempt.targets, attempt.elements)
    let signals = original.signals
    func element(_ expression: Verilog.Expression) -> Verilog.Expression {
      switch expression {
      case .signal(let signal):
        guard let place = elements[signal] else { return expression }
        let part = Verilog.Expression.part(place.vector, high: place.low + place.width - 1, low: place.low)
        return signals[signal.index].isSigned ? .cast(signed: true, part) : part
      case .part(let signal, let high, let low):
        guard let place = elements[signal] else { return expression }
        return .part(place.vector, high: place.low + high, low: place.low + low)
      case .cast(let isSigned, .cast(_, let inner)): return isSigned ? .cast(signed: true, inner) : inner
      default: return expression
      }
    }
    func target(_ target: Verilog.Target) -> Verilog.Target {
      guard case .signal(let signal) = target, let place = targets[signal] else { return target }
      return .part(place.vector, high: place.low + place.width - 1, low: place.low)
    }
    let rewriter = VerilogRewriter(target: target, expression: { $0.rewritten(element) })
    func item(_ item: Verilog.Item) -> Verilog.Item? {
      switch item {
      case .declaration(let signal, _): return targets[signal] == nil ? item : nil
      case .wire(let signal, let value, let source):
        guard targets[signal] != nil else { break }
        return rewriter.rewrite(.assign(.signal(signal), value, source: source))
      case .instance(var instance):
        for index in instance.connections.indices where instance.connections[index].direction == .output {
          instance.connections[index].value = instance.connections[index].value.rewritten { expression in
            guard case .signal(let signal) = expression, let place = targets[signal] else { return expression }
            return .part(place.vector, high: place.low + place.width - 1, low: place.low)
          }
        }
        return rewriter.rewrite(.instance(instance))
      default: break
      }
      return rewriter.rewrite(item)
    }
    attempt.module.sections = attempt.module.sections.map { $0.compactMap(item) }
    attempt.module.assertions = attempt.module.assertions.compactMap(item)
  }

  /// The bundles whose vectors are assigned part by part, so that their signals read better.
  private func partlyAssigned(_ attempt: Attempt) -> [Int] {
    var counts: [Verilog.SignalID: Int] = [:]
    for item in attempt.module.sections.joined() {
      item.forEachPartialTarget { counts[$0, default: 0] += 1 }
    }
    return plan.bundles.indices.filter { index in
      guard forms[index] == .vector, let vector = attempt.vectors[index] else { return false }
      let bundle = plan.bundles[index]
      return counts[vector, default: 0] >= (bundle.count == 1 ? 1 : bundle.signals.count)
    }
  }

  private func writePorts(
    _ attempt: inout Attempt
  ) -> [(name: String, direction: Netlist.Net.Direction, signals: [Verilog.SignalID])] {
    var bundleOfSignal: [Verilog.SignalID: Int] = [:]
    for (index, bundle) in plan.bundles.enumerated() where bundle.direction != nil {
      for signal in bundle.signals { bundleOfSignal[signal] = index }
    }
    var ports: [(name: String, direction: Netlist.Net.Direction, signals: [Verilog.SignalID])] = []
    var printed: [Verilog.Module.Port] = []
    var written: Set<Int> = []
    for port in original.ports {
      guard let index = bundleOfSignal[port.signal], let vector = attempt.vectors[index] else {
        printed.append(port)
        ports.append((attempt.module[port.signal].name, port.direction, [port.signal]))
        continue
      }
      guard written.insert(index).inserted else { continue }
      printed.append(Verilog.Module.Port(signal: vector, direction: port.direction))
      let places = places(of: plan.bundles[index], in: vector)
      ports.append((attempt.module[vector].name, port.direction, places.reversed().map(\.signal)))
    }
    attempt.module.ports = printed
    return ports
  }

  /// Declares the vectors, and the members that are looked at.
  private func declare(_ attempt: inout Attempt, without eliminated: Set<Verilog.SignalID>) {
    let read = attempt.module.readSignals
    var declarations: [Verilog.Item] = []
    var members: [Verilog.Item] = []
    var packing: [Verilog.Item] = []
    for (index, bundle) in plan.bundles.enumerated() {
      guard let vector = attempt.vectors[index], !eliminated.contains(vector) else { continue }
      if bundle.direction == nil { declarations.append(.declaration(vector, source: nil)) }
      let places = places(of: bundle, in: vector)
      if forms[index] == .packed, bundle.direction == .output {
        let concatenator = Concatenator(module: attempt.module, places: [:])
        let parts = places.reversed().map { signal, _ in
          attempt.elements[signal].map { concatenator.part($0) } ?? .signal(signal)
        }
        packing.append(.assign(.signal(vector), concatenator.concatenation(parts), source: nil))
        declarations += attempt.module.declareWhereAssigned(bundle.signals.filter { attempt.elements[$0] == nil })
        continue
      }
      let isTakenApart = forms[index] == .packed || bundle.count == 1
      for (array, place) in attempt.arrays.sorted(by: { $0.key.index < $1.key.index })
      where place.vector == vector && read.contains(array) {
        members.append(.wire(array, .part(vector, high: place.low + place.width - 1, low: place.low), source: nil))
      }
      for (signal, place) in places.reversed()
      where isTakenApart && read.contains(signal) && attempt.elements[signal] == nil {
        attempt.module[signal].keyword = .wire
        let part = Verilog.Expression.part(vector, high: place.low + place.width - 1, low: place.low)
        members.append(.wire(signal, part, source: nil))
      }
    }
    attempt.module.insert(declarations, members)
    if !packing.isEmpty { attempt.module.sections.append(packing) }
  }

}

extension Concatenator {
  /// The expression, if it is a concatenation with its neighbours joined.
  func simplified(_ expression: Verilog.Expression) -> Verilog.Expression {
    guard case .concatenation(let parts) = expression else { return expression }
    return concatenation(parts)
  }
}

extension Verilog.Expression {
  /// The value as it is assigned or connected: there, the sign of what is as wide as its target is of no matter.
  fileprivate var withoutOuterCast: Self {
    switch self {
    case .cast(_, let operand):
      switch operand {
      case .part, .loopPart, .concatenation, .replication: operand
      default: self
      }
    default: self
    }
  }
}

extension Verilog.Item {
  /// Calls `body` with each vector of which some bits are assigned, as often as that stands there.
  fileprivate func forEachPartialTarget(_ body: (Verilog.SignalID) -> Void) {
    switch self {
    case .assign(.part(let vector, _, _), _, _): body(vector)
    case .combinational(let statements), .clocked(_, let statements):
      statements.forEach { $0.forEachPartialTarget(body) }
    case .instance(let instance):
      for connection in instance.connections where connection.direction == .output {
        connection.value.forEachPart(body)
      }
    case .loop(let loop): loop.items.forEach { $0.forEachPartialTarget(body) }
    case .declaration, .memory, .contents, .wire, .assign, .unused: break
    }
  }
}

extension Verilog.Expression {
  fileprivate func forEachPart(_ body: (Verilog.SignalID) -> Void) {
    if case .part(let vector, _, _) = self { body(vector) }
    forEachOperand { $0.forEachPart(body) }
  }
}

extension Verilog.Statement {
  fileprivate func forEachPartialTarget(_ body: (Verilog.SignalID) -> Void) {
    switch self {
    case .assign(.part(let vector, _, _), _, _): body(vector)
    case .assign, .property: break
    case .conditional(let branches, let otherwise):
      for branch in branches { branch.body.forEach { $0.forEachPartialTarget(body) } }
      otherwise.forEach { $0.forEachPartialTarget(body) }
    case .choice(_, let arms, let defaultBody):
      for arm in arms { arm.body.forEach { $0.forEachPartialTarget(body) } }
      if case .body(let statements) = defaultBody { statements.forEach { $0.forEachPartialTarget(body) } }
    case .loop(_, _, let statements): statements.forEach { $0.forEachPartialTarget(body) }
    }
  }
}

extension Verilog.Module {
  /// The signals of which a bit is chosen by a value.
  fileprivate var indexedSignals: Set<Verilog.SignalID> {
    var found: Set<Verilog.SignalID> = []
    func collect(_ expression: Verilog.Expression) {
      if case .bit(let signal, _) = expression { found.insert(signal) }
      expression.forEachOperand(collect)
    }
    for item in sections.joined() { item.forEachExpression(collect) }
    for item in assertions { item.forEachExpression(collect) }
    return found
  }

  /// The output port of each signal that is read once, by the assignment of that port.
  fileprivate var portsDrivenAlone: [Verilog.SignalID: Verilog.SignalID] {
    var reads: [Verilog.SignalID: Int] = [:]
    func count(_ expression: Verilog.Expression) {
      switch expression {
      case .signal(let signal), .part(let signal, _, _), .bit(let signal, _): reads[signal, default: 0] += 1
      default: break
      }
      expression.forEachOperand(count)
    }
    for item in sections.joined() { item.forEachExpression(count) }
    for item in assertions { item.forEachExpression(count) }
    let outputs = Set(ports.filter { $0.direction == .output }.map(\.signal))
    var found: [Verilog.SignalID: Verilog.SignalID] = [:]
    for case .assign(.signal(let port), .signal(let signal), _) in sections.joined()
    where outputs.contains(port) && reads[signal] == 1 {
      found[signal] = port
    }
    return found
  }

  /// The signals that an expression holds, as a whole or in part.
  fileprivate var readSignals: Set<Verilog.SignalID> {
    var found: Set<Verilog.SignalID> = []
    func collect(_ expression: Verilog.Expression) {
      switch expression {
      case .signal(let signal), .part(let signal, _, _), .bit(let signal, _), .loopPart(let signal, _, _):
        found.insert(signal)
      default: break
      }
      expression.forEachOperand(collect)
    }
    for item in sections.joined() { item.forEachExpression(collect) }
    for item in assertions { item.forEachExpression(collect) }
    return found
  }

  /// Declares signals that were ports: with their values where they have one, as wires always are.
  ///
  /// - Returns: The declarations of the others.
  fileprivate mutating func declareWhereAssigned(_ former: [Verilog.SignalID]) -> [Verilog.Item] {
    var rest = former
    for section in sections.indices {
      for (index, item) in sections[section].enumerated() {
        guard case .assign(.signal(let signal), let value, let source) = item, let place = rest.firstIndex(of: signal)
        else { continue }
        sections[section][index] = .wire(signal, value, source: source)
        rest.remove(at: place)
      }
    }
    return rest.map { .declaration($0, source: nil) }
  }

  /// Declarations go to those that are there, and what follows them directly behind.
  fileprivate mutating func insert(_ declarations: [Verilog.Item], _ members: [Verilog.Item]) {
    declare(declarations)
    let hasDeclarations = sections.first?.allSatisfy(\.isDeclaration) ?? false
    sections.insert(members, at: hasDeclarations ? 1 : 0)
    sections.removeAll(where: \.isEmpty)
  }

  /// Declarations go to those that are there.
  mutating func declare(_ declarations: [Verilog.Item]) {
    let hasDeclarations = sections.first?.allSatisfy(\.isDeclaration) ?? false
    if hasDeclarations {
      sections[0] = declarations + sections[0]
    } else if !declarations.isEmpty {
      sections.insert(declarations, at: 0)
    }
  }
}

extension Verilog.Item {
  fileprivate var isDeclaration: Bool {
    switch self {
    case .declaration, .memory: true
    default: false
    }
  }
}
