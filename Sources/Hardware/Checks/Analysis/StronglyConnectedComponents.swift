/// The strongly connected components of a graph (Tarjan 1972), with an explicit stack.
struct StronglyConnectedComponents {
  /// The component of each vertex.
  private(set) var componentOfVertex: [Int]
  /// All vertices, those of one component together, and each component after all that it has edges to.
  private(set) var order: [Int] = []
  private(set) var count = 0

  private var indexOfVertex: [Int]
  private var lowLink: [Int]
  private var path: [Int] = []
  private var visited = 0

  init(_ graph: DirectedGraph) {
    componentOfVertex = [Int](repeating: -1, count: graph.vertexCount)
    indexOfVertex = [Int](repeating: -1, count: graph.vertexCount)
    lowLink = [Int](repeating: 0, count: graph.vertexCount)
    order.reserveCapacity(graph.vertexCount)
    for root in 0..<graph.vertexCount where indexOfVertex[root] < 0 {
      visit(root, graph)
    }
  }

  private mutating func visit(_ root: Int, _ graph: DirectedGraph) {
    var stack = [(vertex: root, rest: graph.successors(root))]
    enter(root)
    while let (vertex, rest) = stack.last {
      guard let successor = rest.first else {
        stack.removeLast()
        leave(vertex)
        if let parent = stack.last?.vertex { lowLink[parent] = min(lowLink[parent], lowLink[vertex]) }
        continue
      }
      stack[stack.count - 1].rest = rest.dropFirst()
      if indexOfVertex[successor] < 0 {
        enter(successor)
        stack.append((successor, graph.successors(successor)))
      } else if componentOfVertex[successor] < 0 {
        lowLink[vertex] = min(lowLink[vertex], indexOfVertex[successor])
      }
    }
  }

  private mutating func enter(_ vertex: Int) {
    indexOfVertex[vertex] = visited
    lowLink[vertex] = visited
    visited += 1
    path.append(vertex)
  }

  private mutating func leave(_ vertex: Int) {
    guard lowLink[vertex] == indexOfVertex[vertex] else { return }
    while let member = path.popLast() {
      componentOfVertex[member] = count
      order.append(member)
      if member == vertex { break }
    }
    count += 1
  }

  /// The vertices of each component that is a loop, in ascending order of vertex; components ordered by first vertex.
  func loops(in graph: DirectedGraph) -> [[Int]] {
    var sizes = [Int](repeating: 0, count: count)
    for component in componentOfVertex { sizes[component] += 1 }
    var members: [Int: [Int]] = [:]
    var found: [Int] = []
    for vertex in 0..<graph.vertexCount {
      let component = componentOfVertex[vertex]
      guard sizes[component] > 1 || graph.successors(vertex).contains(vertex) else { continue }
      if members[component] == nil { found.append(component) }
      members[component, default: []].append(vertex)
    }
    return found.compactMap { members[$0] }
  }
}
