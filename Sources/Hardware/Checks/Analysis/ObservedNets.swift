/// Which nets of a definition have an effect: on an output, an assertion, or an instance without outputs, in the same
/// cycle or in a later one.
struct ObservedNets {
  private let isObserved: [Bool]

  init(_ subject: CheckSubject) {
    var search = Search(subject)
    search.run()
    isObserved = search.visited
  }

  subscript(net: Netlist.NetID) -> Bool { isObserved[net.index] }
}

/// Goes from what can be seen to what it depends on.
private struct Search {
  let definition: Netlist.Definition
  let subject: CheckSubject
  /// Of the vertices of the combinational graph; the nets are the first of them.
  var visited: [Bool]
  private var stack: [Int] = []
  /// The inputs of each register: values and scopes.
  private var registerInputs: [Int: [Int]] = [:]

  init(_ subject: CheckSubject) {
    self.subject = subject
    definition = subject.definition
    visited = [Bool](repeating: false, count: subject.graph.graph.vertexCount)
    for input in subject.graph.registerInputs {
      registerInputs[input.register.index, default: []] += [input.value] + (input.scope.map { [$0] } ?? [])
    }
  }

  mutating func run() {
    for port in definition.ports where definition[port].direction == .output { visit(port.index) }
    // What is meant to be read by nobody.
    for (index, net) in definition.nets.enumerated() where net.name.contains("unused") { visit(index) }
    for assertion in definition.assertions {
      visit(assertion.condition)
      if let enable = assertion.enable { visit(enable) }
    }
    for (index, instance) in definition.instances.enumerated() where outputs(of: instance).isEmpty {
      visitInputs(ofInstance: index)
    }
    while let vertex = stack.popLast() {
      for successor in subject.graph.graph.successors(vertex) { visit(successor) }
      if let net = subject.graph.net(vertex) { visitWhatDrives(net) }
    }
  }

  private mutating func visit(_ vertex: Int) {
    guard !visited[vertex] else { return }
    visited[vertex] = true
    stack.append(vertex)
  }

  private mutating func visit(_ node: Netlist.NodeID) { visit(subject.graph.vertex(node)) }

  /// What a net depends on over a clock edge, through a memory or through an instance.
  private mutating func visitWhatDrives(_ net: Netlist.NetID) {
    switch definition[net].driver {
    case .register: for input in registerInputs[net.index] ?? [] { visit(input) }
    case .instance(let instance): visitInputs(ofInstance: instance)
    case .memory(let memory, let port): visit(definition.memories[memory], readPort: port)
    case .outside, .statements: break
    }
  }

  private mutating func visit(_ memory: Netlist.Memory, readPort: Int) {
    visit(memory.readPorts[readPort].address)
    visit(memory.readPorts[readPort].enable)
    for port in memory.writePorts {
      for node in [port.address, port.data, port.enable] + (port.mask.map { [$0] } ?? []) { visit(node) }
    }
  }

  private mutating func visitInputs(ofInstance index: Int) {
    for net in definition.instances[index].connections where definition[net].feedsInstance == index {
      visit(net.index)
    }
  }

  private func outputs(of instance: Netlist.Instance) -> [Netlist.NetID] {
    subject.design.definitions[instance.definition].ports.filter {
      subject.design.definitions[instance.definition][$0].direction == .output
    }
  }
}
