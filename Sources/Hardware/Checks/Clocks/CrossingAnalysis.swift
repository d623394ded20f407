/// The flow of one definition's values between clock domains.
struct CrossingAnalysis {
  private let subject: CheckSubject
  private let table: DomainTable
  private let children: [DomainSummary]
  /// The domains that each vertex follows within the cycle.
  private var launches: [DomainSet]
  /// The domains whose registers and ports follow each vertex.
  private var captures: [DomainSet]
  private var synchronises: [DomainSet]
  private let inputs: [Netlist.NetID: [CombinationalGraph.RegisterInput]]
  /// The register that takes in a net as it is, where there is exactly one such.
  private let followers: [Netlist.NetID: Netlist.NetID]

  private var definition: Netlist.Definition { subject.definition }
  private var graph: CombinationalGraph { subject.graph }

  init(_ subject: CheckSubject, _ table: DomainTable, _ children: [DomainSummary]) {
    self.subject = subject
    self.table = table
    self.children = children
    launches = [DomainSet](repeating: [], count: subject.graph.graph.vertexCount)
    captures = launches
    synchronises = [DomainSet](repeating: [], count: subject.definition.nets.count)
    inputs = Dictionary(grouping: subject.graph.registerInputs, by: \.register)
    var followers: [Netlist.NetID: Netlist.NetID] = [:]
    for (register, list) in inputs {
      if let net = subject.wholeInput(list) { followers[net] = register }
    }
    self.followers = followers
  }

  mutating func run() -> [Diagnostic] {
    propagateLaunches()
    var findings: [Diagnostic] = []
    for index in definition.nets.indices { checkRegister(Netlist.NetID(index), &findings) }
    for memory in definition.memories { check(memory, &findings) }
    for index in definition.instances.indices { checkInstance(index, &findings) }
    for vertex in subject.components.order.reversed() {
      for successor in graph.graph.successors(vertex) { captures[successor].formUnion(captures[vertex]) }
    }
    return findings
  }

  func summary() -> DomainSummary {
    if let foreign = definition.foreign { return summary(of: foreign) }
    let ports = definition.ports
    return DomainSummary(
      launches: ports.map { launches[$0.index] }, captures: ports.map { captures[$0.index] },
      synchronises: ports.map { synchronises[$0.index] },
      isRegistered: ports.map { if case .register = origin(of: $0) { true } else { false } })
  }

  /// What the declaration of a foreign module says.
  private func summary(of foreign: Netlist.Foreign) -> DomainSummary {
    let domains = foreign.portDomains.map { $0.map(table.set) ?? [] }
    let following = Set(foreign.paths.map(\.output))
    let isInput = definition.ports.map { definition[$0].direction == .input }
    return DomainSummary(
      launches: zip(domains, isInput).map { $1 ? [] : $0 }, captures: zip(domains, isInput).map { $1 ? $0 : [] },
      synchronises: domains.map { _ in [] },
      isRegistered: domains.indices.map { !isInput[$0] && !domains[$0].isEmpty && !following.contains($0) })
  }

  private mutating func propagateLaunches() {
    for (index, net) in definition.nets.enumerated() {
      switch net.driver {
      case .outside, .statements: break
      case .register(let domain, _): launches[index] = table.set(domain)
      case .memory(let memory, let port): launches[index] = domains(definition.memories[memory], port)
      case .instance(let instance):
        let child = definition.instances[instance]
        if let port = child.connections.firstIndex(of: Netlist.NetID(index)) {
          launches[index] = children[child.definition].launches[port]
        }
      }
    }
    for vertex in subject.components.order {
      for successor in graph.graph.successors(vertex) { launches[vertex].formUnion(launches[successor]) }
    }
  }

  /// What a word follows: the reading clock's edge, or whatever is written.
  private func domains(_ memory: Netlist.Memory, _ port: Int) -> DomainSet {
    switch memory.readPorts[port].latency {
    case .registered: table.set(memory.readPorts[port].domain)
    case .combinational: memory.writePorts.reduce(into: []) { $0.formUnion(table.set($1.domain)) }
    }
  }
}

// What takes values in.
extension CrossingAnalysis {
  private mutating func checkRegister(_ net: Netlist.NetID, _ findings: inout [Diagnostic]) {
    guard case .register(let domain, _) = definition[net].driver, let list = inputs[net] else { return }
    if let source = synchronisedNet(net, list, domain) {
      if case .input(let port) = origin(of: source) { synchronises[port.index].formUnion(table.set(domain)) }
      if origin(of: source) != .logic { return }
    }
    let vertices = list.flatMap { [$0.value] + ($0.scope.map { [$0] } ?? []) }
    capture(vertices, domain, subject.describe(net), at: list.first?.source ?? definition[net].source, &findings)
  }

  private mutating func check(_ memory: Netlist.Memory, _ findings: inout [Diagnostic]) {
    for port in memory.writePorts {
      let nodes = [port.enable, port.address, port.data] + (port.mask.map { [$0] } ?? [])
      capture(
        nodes.map(graph.vertex), port.domain, "the write to the memory '\(memory.name)'", at: port.source, &findings)
    }
    for port in memory.readPorts where port.latency == .registered {
      capture(
        [port.enable, port.address].map(graph.vertex), port.domain, "the read of the memory '\(memory.name)'",
        at: port.source, &findings)
    }
    let writers = Set(memory.writePorts.map(\.domain)).sorted()
    guard writers.count > 1 else { return }
    let clocks = writers.map { "'\($0.clockName)'" }.joined(separator: " and ")
    findings.append(
      diagnostic(
        "the memory '\(memory.name)' is written on \(clocks): let one clock write it",
        at: memory.writePorts.last?.source ?? memory.source))
  }

  private mutating func checkInstance(_ index: Int, _ findings: inout [Diagnostic]) {
    let instance = definition.instances[index]
    let child = children[instance.definition]
    for (port, net) in instance.connections.enumerated() {
      var captured = child.captures[port]
      let origin = origin(of: net)
      if case .input(let input) = origin {
        synchronises[input.index].formUnion(child.synchronises[port])
      } else if origin == .logic {
        captured.formUnion(child.synchronises[port])
      }
      for domain in table.domains where captured.contains(table.set(domain)) {
        capture([net.index], domain, subject.describe(net), at: subject.location(net), &findings)
      }
    }
  }

  private mutating func capture(
    _ vertices: [Int], _ domain: ClockDomain, _ what: String, at location: SourceLocation?,
    _ findings: inout [Diagnostic]
  ) {
    let own = table.set(domain)
    var foreign: (vertex: Int, domains: DomainSet)?
    for vertex in vertices {
      captures[vertex].formUnion(own)
      let others = launches[vertex].subtracting(own)
      if foreign == nil, !others.isEmpty { foreign = (vertex, others) }
    }
    guard let foreign, let other = table.first(foreign.domains) else { return }
    let source = launcher(of: foreign.vertex, table.set(other)).map(subject.describe) ?? "a signal"
    findings.append(
      diagnostic(
        "\(what) runs on '\(domain.clockName)' but follows \(source) of '\(other.clockName)': "
          + "let a single bit cross at a time, by way of two registers in a row",
        at: location))
  }

  private func diagnostic(_ message: String, at location: SourceLocation?) -> Diagnostic {
    Diagnostic(check: ClockCrossingCheck.name, message: message, module: definition.name, location: location)
  }

  /// A net behind the vertex from which the domain comes.
  private func launcher(of vertex: Int, _ domain: DomainSet) -> Netlist.NetID? {
    var stack = [vertex]
    var visited: Set<Int> = [vertex]
    while let vertex = stack.popLast() {
      let next = graph.graph.successors(vertex).filter { launches[$0].contains(domain) }
      if next.isEmpty, let net = graph.net(vertex) { return net }
      for successor in next.reversed() where visited.insert(successor).inserted { stack.append(successor) }
    }
    return nil
  }
}

// Synchronisers.
extension CrossingAnalysis {
  /// Where the value of a net comes from if nothing is done to it on the way.
  private enum Origin: Equatable {
    case register
    /// An input port, so that the parent has to look.
    case input(Netlist.NetID)
    case logic
  }

  private func origin(of net: Netlist.NetID) -> Origin {
    var net = net
    // A loop of wires is an error of its own.
    for _ in definition.nets.indices {
      switch definition[net].driver {
      case .outside: return .input(net)
      case .register: return .register
      case .memory: return .logic
      case .instance(let index):
        let instance = definition.instances[index]
        let port = instance.connections.firstIndex(of: net)
        return port.map { children[instance.definition].isRegistered[$0] } == true ? .register : .logic
      case .statements:
        let sources = graph.graph.successors(net.index)
        guard sources.count == 1, let only = sources.first, let source = subject.plainNet(only) else { return .logic }
        net = source
      }
    }
    return .logic
  }

  /// The single bit that a register takes in if it is the first of two in a row.
  private func synchronisedNet(
    _ register: Netlist.NetID, _ list: [CombinationalGraph.RegisterInput], _ domain: ClockDomain
  ) -> Netlist.NetID? {
    guard definition[register].width == 1, let net = subject.wholeInput(list), subject.reads[register.index] == 1,
      let second = followers[register], definition[second].registerDomain == domain
    else { return nil }
    return net
  }
}

extension CheckSubject {
  /// The net that a register takes in at every edge, if its input is nothing else.
  fileprivate func wholeInput(_ list: [CombinationalGraph.RegisterInput]) -> Netlist.NetID? {
    guard list.count == 1, list[0].scope == nil else { return nil }
    return plainNet(list[0].value)
  }

  /// The net that a vertex is the value of.
  fileprivate func plainNet(_ vertex: Int) -> Netlist.NetID? {
    let node = vertex - definition.nets.count
    guard definition.nodes.indices.contains(node), case .net(let net) = definition.nodes[node].operation else {
      return nil
    }
    return net
  }
}
