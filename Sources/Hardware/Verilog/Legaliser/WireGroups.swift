/// Conditionally driven wires that share their statements, gathered for one `always @*` block each.
///
/// Such a block does not wake up on its own assignments, so no member may follow another one within the cycle, neither
/// directly nor by way of other wires, blocks and instances. Wires of the same statements are kept together where that
/// holds, and are split by their depth in the logic where it does not.
struct WireGroups {
  struct Group {
    var nets: [Netlist.NetID]
    /// The top-level statements that assign them, ascending.
    var statements: [Int]
  }

  private(set) var groups: [Group] = []
  /// The group of each net; -1 for none.
  private(set) var groupOfNet: [Int]

  /// - Parameter components: those of `graph`.
  init(
    _ definition: Netlist.Definition, _ drivers: Drivers, _ graph: CombinationalGraph,
    _ components: StronglyConnectedComponents, _ formal: FormalNets
  ) {
    groupOfNet = [Int](repeating: -1, count: definition.nets.count)
    gather(definition, drivers, formal, split: nil)
    let contracted = graph.graph.contracted(groupOfNet, groupCount: groups.count)
    let loops = StronglyConnectedComponents(contracted).loops(in: contracted)
    let bad = Set(loops.joined().filter { $0 >= graph.graph.vertexCount }.map { $0 - graph.graph.vertexCount })
    guard !bad.isEmpty else { return }
    let depths = graph.graph.depths(order: components.order)
    let split = groupOfNet.indices.map { bad.contains(groupOfNet[$0]) ? depths[$0] : -1 }
    groups = []
    gather(definition, drivers, formal, split: split)
  }

  private struct Key: Hashable {
    var statements: [Int]
    var isFormal: Bool
    var depth: Int
  }

  private mutating func gather(
    _ definition: Netlist.Definition, _ drivers: Drivers, _ formal: FormalNets, split: [Int]?
  ) {
    var groupOfKey: [Key: Int] = [:]
    for net in definition.nets.indices {
      guard case .conditional(let statements) = drivers.drivers[net] else { continue }
      let shared = statements.filter { !definition.statements[$0].isAssignment }
      let key = Key(statements: shared, isFormal: formal.isFormal[net], depth: split?[net] ?? -1)
      let group = groupOfKey[key, default: groups.count]
      groupOfKey[key] = group
      if group == groups.count { groups.append(Group(nets: [], statements: [])) }
      groups[group].nets.append(Netlist.NetID(net))
      groups[group].statements += statements
      groupOfNet[net] = group
    }
    for group in groups.indices {
      groups[group].statements = Set(groups[group].statements).sorted()
    }
  }
}

extension Netlist.Statement {
  var isAssignment: Bool {
    if case .assign = self { true } else { false }
  }
}

extension DirectedGraph {
  /// The graph with a further vertex for each group, to which the edges of its members are moved.
  fileprivate func contracted(_ groupOfNet: [Int], groupCount: Int) -> DirectedGraph {
    func representative(_ vertex: Int) -> Int {
      guard vertex < groupOfNet.count, groupOfNet[vertex] >= 0 else { return vertex }
      return vertexCount + groupOfNet[vertex]
    }
    var edges: [Edge] = []
    for vertex in 0..<vertexCount {
      for successor in successors(vertex) {
        edges.append(Edge(from: representative(vertex), to: representative(successor)))
      }
    }
    return DirectedGraph(vertexCount: vertexCount + groupCount, edges: edges)
  }

  /// The length of the longest path from each vertex, in a graph without loops.
  fileprivate func depths(order: [Int]) -> [Int] {
    var depths = [Int](repeating: 0, count: vertexCount)
    for vertex in order {
      for successor in successors(vertex) { depths[vertex] = max(depths[vertex], depths[successor] + 1) }
    }
    return depths
  }
}
