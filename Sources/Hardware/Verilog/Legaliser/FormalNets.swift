/// Which wires and registers serve nothing but assertions, so that they can stand beside these, outside of what is
/// built.
struct FormalNets {
  private(set) var isFormal: [Bool]

  init(_ definition: Netlist.Definition, _ graph: CombinationalGraph) {
    isFormal = [Bool](repeating: false, count: definition.nets.count)
    guard !definition.assertions.isEmpty else { return }
    let inputs = RegisterInputs(definition, graph)
    var asserted = Reached(graph, inputs)
    for assertion in definition.assertions {
      asserted.reach(graph.vertex(assertion.condition))
      if let enable = assertion.enable { asserted.reach(graph.vertex(enable)) }
    }
    // Everything else needs what it reads, and so do ports, instances and memories.
    var needed = Reached(graph, inputs)
    for (index, net) in definition.nets.enumerated() where !asserted.isReached[index] || !net.isLocal {
      needed.reach(index)
    }
    for memory in definition.memories {
      for port in memory.writePorts {
        for node in [port.enable, port.address, port.data] { needed.reach(graph.vertex(node)) }
        if let mask = port.mask { needed.reach(graph.vertex(mask)) }
      }
      for port in memory.readPorts {
        for node in [port.enable, port.address] { needed.reach(graph.vertex(node)) }
      }
    }
    for (index, net) in definition.nets.enumerated() where net.isLocal {
      isFormal[index] = asserted.isReached[index] && !needed.isReached[index]
    }
  }

  subscript(net: Netlist.NetID) -> Bool { isFormal[net.index] }
}

/// The vertices that each register takes in.
private struct RegisterInputs {
  private var vertices: [[Int]]

  init(_ definition: Netlist.Definition, _ graph: CombinationalGraph) {
    vertices = [[Int]](repeating: [], count: definition.nets.count)
    for input in graph.registerInputs {
      vertices[input.register.index].append(input.value)
      if let scope = input.scope { vertices[input.register.index].append(scope) }
    }
  }

  subscript(vertex: Int) -> [Int] { vertex < vertices.count ? vertices[vertex] : [] }
}

/// What some vertices follow, however many cycles later.
private struct Reached {
  private let graph: CombinationalGraph
  private let inputs: RegisterInputs
  private(set) var isReached: [Bool]

  init(_ graph: CombinationalGraph, _ inputs: RegisterInputs) {
    self.graph = graph
    self.inputs = inputs
    isReached = [Bool](repeating: false, count: graph.graph.vertexCount)
  }

  mutating func reach(_ start: Int) {
    guard !isReached[start] else { return }
    isReached[start] = true
    var stack = [start]
    while let vertex = stack.popLast() {
      for next in graph.graph.successors(vertex) where !isReached[next] {
        isReached[next] = true
        stack.append(next)
      }
      for next in inputs[vertex] where !isReached[next] {
        isReached[next] = true
        stack.append(next)
      }
    }
  }
}

extension Netlist.Net {
  /// Whether the net is a wire or register of the module itself that concerns no port, instance or memory, nor
  /// a tool.
  fileprivate var isLocal: Bool {
    switch driver {
    case .statements, .register: direction == nil && feedsInstance == nil && attributes.isEmpty
    case .outside, .instance, .memory: false
    }
  }
}
