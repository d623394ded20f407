/// Which inputs of a definition each of its outputs follows within a clock cycle.
struct PortDependencies: Sendable {
  /// For each output that follows an input: its index in `Definition.ports` and those of the inputs, ascending.
  let inputsOfOutput: [(output: Int, inputs: [Int])]

  /// - Parameter order: the vertices of `graph`, each after those it depends on.
  init(_ definition: Netlist.Definition, _ graph: CombinationalGraph, order: [Int]) {
    if let foreign = definition.foreign {
      inputsOfOutput = foreign.paths
      return
    }
    let ports = definition.ports.indices
    let inputs = ports.filter { definition[definition.ports[$0]].direction == .input }
    let outputs = ports.filter { definition[definition.ports[$0]].direction == .output }
    var reached = [[Int]](repeating: [], count: outputs.count)
    // Sixty-four inputs at a time keep the memory at one word for each vertex.
    for start in stride(from: 0, to: inputs.count, by: UInt64.bitWidth) where !outputs.isEmpty {
      let chunk = inputs[start..<min(start + UInt64.bitWidth, inputs.count)]
      var masks = [UInt64](repeating: 0, count: graph.graph.vertexCount)
      for (bit, port) in chunk.enumerated() { masks[definition.ports[port].index] = 1 << UInt64(bit) }
      for vertex in order {
        var mask = masks[vertex]
        for successor in graph.graph.successors(vertex) { mask |= masks[successor] }
        masks[vertex] = mask
      }
      for (position, port) in outputs.enumerated() {
        let mask = masks[definition.ports[port].index]
        for (bit, input) in chunk.enumerated() where mask & (1 << UInt64(bit)) != 0 {
          reached[position].append(input)
        }
      }
    }
    inputsOfOutput = zip(outputs, reached).filter { !$1.isEmpty }.map { (output: $0, inputs: $1) }
  }
}
