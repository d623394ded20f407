import BigInt

/// One of the conditions around a statement, with the conjunction of it and those before it once that is needed.
struct PathCondition {
  enum Kind {
    case holds(Netlist.NodeID)
    case fails(Netlist.NodeID)
    case equals(Netlist.NodeID, Int, width: Int)
  }

  let kind: Kind
  var conjunction: Netlist.NodeID?

  init(_ kind: Kind) { self.kind = kind }
}

extension DefinitionBuilder {
  /// The conjunction of the conditions around the current statement; nil outside of any.
  mutating func pathCondition(at location: SourceLocation?) -> Netlist.NodeID? {
    let known = path.lastIndex { $0.conjunction != nil }
    var result = known.flatMap { path[$0].conjunction }
    for index in path.indices where index > known ?? -1 {
      let node = node(of: path[index].kind, at: location)
      result = result.map { addNode(.binary(.and, $0, node), width: 1, at: location) } ?? node
      path[index].conjunction = result
    }
    return result
  }

  private mutating func node(of condition: PathCondition.Kind, at location: SourceLocation?) -> Netlist.NodeID {
    switch condition {
    case .holds(let node): return node
    case .fails(let node): return addNode(.not(node), width: 1, at: location)
    case .equals(let subject, let value, let width):
      let constant = addNode(.constant(BigUInt(value)), width: width, at: location)
      return addNode(.compare(.equal, subject, constant, signed: false), width: 1, at: location)
    }
  }
}
