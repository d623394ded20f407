import BigInt

/// One of the conditions around a statement, with the conjunction of it and those before it once that is needed.
struct PathCondition {
  enum Kind {
    case holds(Netlist.NodeID)
    case fails(Netlist.NodeID)
    case equals(Netlist.NodeID, UInt64, width: Int)
    /// Among these ranges of bit patterns, or among none of them.
    case lies(Netlist.NodeID, in: [ClosedRange<BigUInt>], Bool)
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
    case .lies(let subject, let ranges, let isInside):
      let inside = membership(of: subject, in: ranges, at: location)
      return isInside ? inside : addNode(.not(inside), width: 1, at: location)
    }
  }

  /// Whether the bits of a node lie in one of the ranges.
  private mutating func membership(
    of subject: Netlist.NodeID, in ranges: [ClosedRange<BigUInt>], at location: SourceLocation?
  ) -> Netlist.NodeID {
    var result: Netlist.NodeID?
    for range in ranges {
      let isInside: Netlist.NodeID
      if range.lowerBound == range.upperBound {
        isInside = compare(.equal, subject, range.lowerBound, at: location)
      } else {
        let isAbove = compare(.greaterOrEqual, subject, range.lowerBound, at: location)
        let isBelow = compare(.lessOrEqual, subject, range.upperBound, at: location)
        isInside = addNode(.binary(.and, isAbove, isBelow), width: 1, at: location)
      }
      result = result.map { addNode(.binary(.or, $0, isInside), width: 1, at: location) } ?? isInside
    }
    return result ?? addNode(.constant(0), width: 1, at: location)
  }

  private mutating func compare(
    _ comparison: Netlist.Comparison, _ subject: Netlist.NodeID, _ value: BigUInt, at location: SourceLocation?
  ) -> Netlist.NodeID {
    let constant = addNode(.constant(value), width: definition[subject].width, at: location)
    return addNode(.compare(comparison, subject, constant, signed: false), width: 1, at: location)
  }
}
