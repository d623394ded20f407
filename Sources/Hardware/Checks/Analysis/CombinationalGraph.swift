/// Which nets of a definition follow which others within a clock cycle.
///
/// Vertices are the nets, the nodes, and one *scope* for each branch of a statement, which stands for everything that
/// decides whether the branch runs. So the graph has as many edges as the definition has operands, however many nets
/// a branch assigns and however deep it lies. Edges lead from a vertex to what it depends on. Registers, inputs and
/// memory reads of latency 1 depend on nothing.
struct CombinationalGraph {
  let netCount: Int
  let nodeCount: Int
  let graph: DirectedGraph
  /// What each assignment to a register reads: the vertex of the value, and that of the scope unless the assignment
  /// is unconditional.
  let registerInputs: [RegisterInput]

  struct RegisterInput {
    var register: Netlist.NetID
    var value: Int
    var scope: Int?
    var source: SourceLocation?
  }

  /// - Parameter dependencies: those of every definition that `definition` instantiates, by definition index.
  init(_ definition: Netlist.Definition, dependencies: [PortDependencies], design: Netlist.Design) {
    netCount = definition.nets.count
    nodeCount = definition.nodes.count
    var builder = Builder(definition)
    builder.addNodes()
    builder.addMemories()
    builder.addInstances(dependencies: dependencies, design: design)
    builder.addStatements(definition.statements, scope: nil)
    graph = DirectedGraph(vertexCount: builder.vertexCount, edges: builder.edges)
    registerInputs = builder.registerInputs
  }

  func vertex(_ node: Netlist.NodeID) -> Int { netCount + node.index }

  /// The net that a vertex stands for, if it is one.
  func net(_ vertex: Int) -> Netlist.NetID? {
    vertex < netCount ? Netlist.NetID(vertex) : nil
  }
}

extension CombinationalGraph {
  private struct Builder {
    let definition: Netlist.Definition
    var vertexCount: Int
    var edges: [DirectedGraph.Edge] = []
    var registerInputs: [RegisterInput] = []

    init(_ definition: Netlist.Definition) {
      self.definition = definition
      vertexCount = definition.nets.count + definition.nodes.count
    }

    func vertex(_ node: Netlist.NodeID) -> Int { definition.nets.count + node.index }

    mutating func addEdge(_ from: Int, _ to: Int) {
      edges.append(DirectedGraph.Edge(from: from, to: to))
    }

    mutating func addNodes() {
      for (index, node) in definition.nodes.enumerated() {
        let from = definition.nets.count + index
        if case .net(let net) = node.operation { addEdge(from, net.index) }
        for operand in node.operation.operands { addEdge(from, vertex(operand)) }
      }
    }

    mutating func addMemories() {
      for memory in definition.memories {
        for port in memory.readPorts where port.latency == .combinational {
          addEdge(port.data.index, vertex(port.address))
        }
      }
    }

    mutating func addInstances(dependencies: [PortDependencies], design: Netlist.Design) {
      for instance in definition.instances {
        for (output, inputs) in dependencies[instance.definition].inputsOfOutput {
          for input in inputs {
            addEdge(instance.connections[output].index, instance.connections[input].index)
          }
        }
      }
    }

    mutating func addStatements(_ statements: [Netlist.Statement], scope: Int?) {
      for statement in statements {
        switch statement {
        case .assign(let net, let value, let source):
          addAssignment(net, vertex(value), scope, source)
        case .when(let branches, let otherwise, _):
          var previous = scope
          for branch in branches {
            previous = makeScope(inside: previous, deciding: branch.condition)
            addStatements(branch.body, scope: previous)
          }
          addStatements(otherwise, scope: previous)
        case .match(let subject, _, let arms, _):
          let inner = makeScope(inside: scope, deciding: subject)
          for arm in arms { addStatements(arm.body, scope: inner) }
        case .choose(let subject, let choices, let otherwise, _):
          let inner = makeScope(inside: scope, deciding: subject)
          for choice in choices { addStatements(choice.body, scope: inner) }
          addStatements(otherwise, scope: inner)
        }
      }
    }

    private mutating func addAssignment(
      _ net: Netlist.NetID, _ value: Int, _ scope: Int?, _ source: SourceLocation?
    ) {
      switch definition[net].driver {
      case .statements:
        addEdge(net.index, value)
        if let scope { addEdge(net.index, scope) }
      case .register:
        registerInputs.append(RegisterInput(register: net, value: value, scope: scope, source: source))
      case .outside, .instance, .memory: break
      }
    }

    private mutating func makeScope(inside outer: Int?, deciding node: Netlist.NodeID) -> Int {
      let scope = vertexCount
      vertexCount += 1
      addEdge(scope, vertex(node))
      if let outer { addEdge(scope, outer) }
      return scope
    }
  }
}
