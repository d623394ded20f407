/// A directed graph in compressed form, for passes over hundreds of thousands of vertices.
struct DirectedGraph {
  struct Edge {
    var from: Int
    var to: Int
  }

  let vertexCount: Int
  /// The successors of vertex `v` are `targets[offsets[v]..<offsets[v + 1]]`, in the order of the edges given.
  private let offsets: [Int]
  private let targets: [Int]

  init(vertexCount: Int, edges: [Edge]) {
    var offsets = [Int](repeating: 0, count: vertexCount + 1)
    for edge in edges { offsets[edge.from + 1] += 1 }
    for vertex in 0..<vertexCount { offsets[vertex + 1] += offsets[vertex] }
    var next = offsets
    var targets = [Int](repeating: 0, count: edges.count)
    for edge in edges {
      targets[next[edge.from]] = edge.to
      next[edge.from] += 1
    }
    self.vertexCount = vertexCount
    self.offsets = offsets
    self.targets = targets
  }

  func successors(_ vertex: Int) -> ArraySlice<Int> {
    targets[offsets[vertex]..<offsets[vertex + 1]]
  }
}
