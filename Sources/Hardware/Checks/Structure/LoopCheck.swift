/// Nets that follow themselves within a clock cycle.
enum LoopCheck: Check {
  static let name = "loop"
  private static let mostNames = 8

  static func findings(in subject: CheckSubject) -> [Diagnostic] {
    subject.components.loops(in: subject.graph.graph).map { loop in
      let nets = cycle(in: loop, of: subject)
      var names = nets.map { "'\(subject.definition[$0].name)'" }
      if names.count > mostNames {
        names[(mostNames - 1)...] = ["\(names.count - mostNames + 1) more"]
      }
      let path = (names + names.prefix(1)).joined(separator: " -> ")
      return diagnostic(
        "a combinational loop: \(path); put a register into it", at: nets.first.flatMap(subject.location),
        in: subject)
    }
  }

  /// The nets of a shortest way from the first net of a component back to itself, in the direction of the data.
  private static func cycle(in loop: [Int], of subject: CheckSubject) -> [Netlist.NetID] {
    let graph = subject.graph.graph
    // Only nets can close a loop: nodes read nodes before them.
    guard let start = loop.first else { return [] }
    let members = Set(loop)
    var previous: [Int: Int] = [:]
    var queue = [start]
    var position = 0
    search: while position < queue.count {
      let vertex = queue[position]
      position += 1
      for successor in graph.successors(vertex) where members.contains(successor) {
        if successor == start {
          previous[start] = vertex
          break search
        }
        guard previous[successor] == nil else { continue }
        previous[successor] = vertex
        queue.append(successor)
      }
    }
    // Edges lead to what a vertex depends on, so the way back along them is the way of the data.
    var path = [start]
    var vertex = previous[start] ?? start
    while vertex != start {
      path.append(vertex)
      vertex = previous[vertex] ?? start
    }
    return path.compactMap(subject.graph.net)
  }
}
