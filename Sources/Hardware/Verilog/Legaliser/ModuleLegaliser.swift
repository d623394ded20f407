/// Turns a definition into a module that can be printed as it stands.
///
/// The order of the module's parts: declarations; wires and combinational blocks, each after the wires that it reads;
/// instances; memory ports; one clocked block for each domain; what is left unread; assertions.
struct ModuleLegaliser {
  /// What the definitions before this one are printed as.
  let children: [PrintedModule]
  /// What is as wide as the payload, in a module that is printed for all widths.
  let payload: PayloadWidths?
  let design: Netlist.Design
  let options: Verilog.Options
  var definition: Netlist.Definition
  let drivers: Drivers
  let formal: FormalNets
  let groups: WireGroups
  let graph: CombinationalGraph
  let blocks: Blocks
  let connections: ConnectionPlan
  let plan: HoistPlan

  var clocking: Verilog.Clocking { options.clocking }

  var module: Verilog.Module
  var names: NameTable
  var expressions: ExpressionLegaliser
  /// The part of the module that is being written.
  var section: [Verilog.Item] = []
  /// The vertices of `graph` whose wires have been written.
  var visited: [Bool]
  var clocks: [ClockDomain: Verilog.SignalID] = [:]
  var resets: [ClockDomain: Verilog.SignalID] = [:]

  /// - Parameters:
  ///   - payload: the ports whose width is a parameter; none for a module of its own widths.
  ///   - children: what the definitions before this one are printed as.
  ///   - options: names and styles that are not the design's own.
  /// - Returns: Nil where the simplified definition does more with the payload than to move it.
  static func legalise(
    _ definition: Netlist.Definition, payload: [Netlist.NetID], isTop: Bool, in design: Netlist.Design,
    children: [PrintedModule], dependencies: [PortDependencies], options: Verilog.Options
  ) -> Vectoriser.Result? {
    guard
      var legaliser = ModuleLegaliser(
        definition, payload: payload, in: design, children: children, dependencies: dependencies, options: options)
    else { return nil }
    legaliser.writePorts()
    legaliser.writeDeclarations(formal: false)
    legaliser.writeMemories()
    legaliser.closeSection()
    legaliser.writeContents()
    legaliser.closeSection()
    legaliser.writeWires(formal: false)
    legaliser.closeSection()
    legaliser.writeInstances()
    legaliser.writeMemoryPorts()
    legaliser.writeRegisters(formal: false)
    legaliser.writeAssertions()
    legaliser.module.signals = legaliser.expressions.signals
    let plan = VectorPlan(payload.isEmpty ? definition.bundles : [], legaliser.definition, isTop: isTop)
    var result =
      options.packsBundles
      ? Vectoriser.vectorise(legaliser.module, plan, legaliser.graph.graph, &legaliser.names)
      : Vectoriser.Result(scattered: legaliser.module, &legaliser.names)
    result.module = result.module.withParameters()
    return result
  }

  private init?(
    _ original: Netlist.Definition, payload: [Netlist.NetID], in design: Netlist.Design, children: [PrintedModule],
    dependencies: [PortDependencies], options: Verilog.Options
  ) {
    var (definition, builder) = Simplifier.simplify(original)
    definition.driveIdleWires(&builder)
    definition.nodes = builder.nodes
    drivers = Drivers(definition)
    graph = CombinationalGraph(definition, dependencies: dependencies, design: design)
    formal = FormalNets(definition, graph)
    groups = WireGroups(definition, drivers, graph, StronglyConnectedComponents(graph.graph), formal)
    blocks = Blocks(definition, groups, formal, &builder)
    definition.nodes = builder.nodes
    self.payload = payload.isEmpty ? nil : PayloadWidths(definition, ports: payload)
    if !payload.isEmpty, self.payload == nil { return nil }

    let roots = blocks.roots(of: definition, drivers)
    let addresses = definition.memories.flatMap { $0.writePorts.map(\.address) + $0.readPorts.map(\.address) }
    plan = HoistPlan(
      definition.nodes, roots: roots, addresses: addresses, nameLengths: definition.nets.map(\.name.utf8.count))
    var isBundled = [Bool](repeating: false, count: definition.nets.count)
    if payload.isEmpty, options.packsBundles {
      for bundle in definition.bundles where bundle.nets.count > 1 {
        for net in bundle.nets { isBundled[net.index] = true }
      }
    }
    connections = ConnectionPlan(definition, drivers, formal, plan, isBundled: isBundled)
    self.design = design
    self.options = options
    self.children = children
    self.definition = definition
    visited = [Bool](repeating: false, count: graph.graph.vertexCount)
    module = Verilog.Module(
      name: definition.name, documentation: definition.documentation, source: definition.source,
      attributes: definition.attributes, hasWidthParameter: self.payload != nil)
    names = NameTable()
    expressions = ExpressionLegaliser(
      nodes: definition.nodes, plan: plan, signalOfNet: definition.nets.indices.map { Verilog.SignalID($0) },
      signals: [])
    makeSignals()
  }

  private mutating func makeSignals() {
    reserveNames()
    for (index, net) in definition.nets.enumerated() {
      expressions.signals.append(
        Verilog.Signal(
          name: connections.isUnread[index] ? names.unique("\(net.name)_unused") : net.name, width: net.width,
          isSigned: net.isSigned, keyword: keyword(Netlist.NetID(index)), enumeration: net.enumeration,
          isPayload: payload?.nets[index] ?? false, attributes: net.attributes,
          comment: net.direction == nil ? nil : net.documentation,
          source: net.direction == nil ? nil : net.source))
    }
    for (net, target) in connections.aliases {
      expressions.signalOfNet[net.index] = Verilog.SignalID(target.index)
    }
    for domain in definition.domains {
      clocks[domain] = addSignal(
        Verilog.Signal(name: clocking.clockName(of: domain), width: 1, isSigned: false, keyword: .wire))
      resets[domain] = addSignal(
        Verilog.Signal(name: clocking.resetName(of: domain), width: 1, isSigned: false, keyword: .wire))
    }
  }

  private mutating func reserveNames() {
    if payload != nil { names.reserve(PayloadForm.parameter) }
    for net in definition.nets {
      names.reserve(net.name)
      guard let enumeration = net.enumeration else { continue }
      for index in enumeration.cases.indices { names.reserve(enumeration.parameterName(index)) }
    }
    for memory in definition.memories { names.reserve(memory.name) }
    for instance in definition.instances { names.reserve(instance.name) }
    for domain in definition.domains {
      names.reserve(clocking.clockName(of: domain))
      names.reserve(clocking.resetName(of: domain))
    }
  }

  mutating func addSignal(_ signal: Verilog.Signal) -> Verilog.SignalID {
    expressions.signals.append(signal)
    return Verilog.SignalID(expressions.signals.count - 1)
  }

  /// Variables are what procedural blocks assign.
  private func keyword(_ id: Netlist.NetID) -> Verilog.Signal.Keyword {
    switch definition[id].driver {
    case .outside, .instance: return .wire
    case .register: return .reg
    case .memory(let memory, let port):
      return definition.memories[memory].readPorts[port].latency == .registered ? .reg : .wire
    case .statements:
      switch drivers[id] {
      case .none: return .wire
      case .once(let value, _): return isOwnSelect(value) ? .reg : .wire
      case .conditional: return .reg
      }
    }
  }

  /// Whether a value is a `select` that only one wire shows, so that its block can assign that wire.
  func isOwnSelect(_ value: Netlist.NodeID) -> Bool {
    if case .select = definition[value].operation { plan.uses[value.index] == 1 } else { false }
  }

  func source(_ net: Netlist.NetID) -> SourceLocation? {
    definition[net].feedsInstance == nil ? definition[net].source : nil
  }

  mutating func closeSection() {
    if !section.isEmpty { module.sections.append(section) }
    section = []
  }
}

extension Netlist.Definition {
  /// Gives 0 to wires whose assignments never run: that is what they show.
  fileprivate mutating func driveIdleWires(_ builder: inout NodeBuilder) {
    var isAssigned = [Bool](repeating: false, count: nets.count)
    for statement in statements { statement.forEachTarget { isAssigned[$0.index] = true } }
    for (index, net) in nets.enumerated() where net.driver == .statements && !isAssigned[index] {
      statements.append(.assign(Netlist.NetID(index), builder.zero(width: net.width), source: net.source))
    }
  }
}
