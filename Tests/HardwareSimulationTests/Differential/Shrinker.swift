import Hardware

/// Makes a failing design smaller as long as it fails: operations become constants, statements go.
struct Shrinker {
  let fails: (Netlist.Design) -> Bool

  func shrunk(_ design: Netlist.Design) -> Netlist.Design {
    var smallest = design
    var sizes = (0, 0)
    repeat {
      sizes = Self.sizes(smallest)
      smallest = reduce(smallest, Self.sizes(smallest).nodes, Self.zeroing)
      smallest = reduce(smallest, Self.sizes(smallest).statements, Self.removing)
    } while Self.sizes(smallest) != sizes
    return smallest
  }

  /// Leaves out as many of `count` parts as it can, many at a time first.
  private func reduce(
    _ design: Netlist.Design, _ count: Int, _ without: (Netlist.Design, Range<Int>) -> Netlist.Design
  ) -> Netlist.Design {
    var smallest = design
    var remaining = count
    var chunk = max(1, count / 2)
    while true {
      // From the end: leaving parts out does not renumber those before them.
      var end = remaining
      while end > 0 {
        let range = max(0, end - chunk)..<end
        let candidate = without(smallest, range)
        if fails(candidate) {
          smallest = candidate
          remaining -= range.count
        }
        end = range.lowerBound
      }
      if chunk == 1 { return smallest }
      chunk /= 2
    }
  }

  private static func sizes(_ design: Netlist.Design) -> (nodes: Int, statements: Int) {
    var count = 0
    for definition in design.definitions { count += removable(definition.statements).count }
    return (design.definitions.map { operations(in: $0).count }.reduce(0, +), count)
  }

  // MARK: Operations

  /// The nodes that are more than a constant.
  private static func operations(in definition: Netlist.Definition) -> [Int] {
    definition.nodes.indices.filter {
      if case .constant = definition.nodes[$0].operation { false } else { true }
    }
  }

  /// The design with some of its operations replaced by 0, counted through all definitions.
  private static func zeroing(_ design: Netlist.Design, _ range: Range<Int>) -> Netlist.Design {
    var result = design
    var first = 0
    for index in result.definitions.indices {
      let nodes = operations(in: result.definitions[index])
      for (position, node) in nodes.enumerated() where range.contains(first + position) {
        result.definitions[index].nodes[node].operation = .constant(0)
      }
      first += nodes.count
    }
    return result
  }

  // MARK: Statements

  /// The paths of statements that may go; an assignment at the top stays, for it may be a wire's default.
  private static func removable(_ statements: [Netlist.Statement]) -> [[Int]] {
    var found: [[Int]] = []
    func visit(_ statements: [Netlist.Statement], _ path: [Int]) {
      for (index, statement) in statements.enumerated() {
        let here = path + [index]
        if case .assign = statement, path.isEmpty { continue }
        found.append(here)
        for (block, body) in statement.blocks.enumerated() { visit(body, here + [block]) }
      }
    }
    visit(statements, [])
    return found
  }

  /// The design without some of its statements, counted through all definitions.
  private static func removing(_ design: Netlist.Design, _ range: Range<Int>) -> Netlist.Design {
    var result = design
    var first = 0
    for index in result.definitions.indices {
      let paths = removable(result.definitions[index].statements)
      let gone = paths.enumerated().filter { range.contains(first + $0.offset) }.map(\.element)
      // The last ones first, so that the positions of the others stay.
      for path in gone.reversed() { remove(path[...], from: &result.definitions[index].statements) }
      first += paths.count
    }
    return result
  }

  private static func remove(_ path: ArraySlice<Int>, from statements: inout [Netlist.Statement]) {
    guard let index = path.first, index < statements.count else { return }
    guard path.count > 1 else {
      statements.remove(at: index)
      return
    }
    statements[index].changeBlock(path[path.startIndex + 1]) { remove(path.dropFirst(2), from: &$0) }
  }
}

extension Netlist.Statement {
  /// The lists of statements inside.
  fileprivate var blocks: [[Netlist.Statement]] {
    switch self {
    case .assign: []
    case .when(let branches, let otherwise, _): branches.map(\.body) + [otherwise]
    case .match(_, _, let arms, _): arms.map(\.body)
    case .choose(_, let choices, let otherwise, _): choices.map(\.body) + [otherwise]
    }
  }

  fileprivate mutating func changeBlock(_ block: Int, _ change: (inout [Netlist.Statement]) -> Void) {
    switch self {
    case .assign: break
    case .when(var branches, var otherwise, let source):
      if block < branches.count { change(&branches[block].body) } else { change(&otherwise) }
      self = .when(branches, otherwise: otherwise, source: source)
    case .match(let subject, let enumeration, var arms, let source):
      change(&arms[block].body)
      self = .match(subject, enumeration, arms: arms, source: source)
    case .choose(let subject, var choices, var otherwise, let source):
      if block < choices.count { change(&choices[block].body) } else { change(&otherwise) }
      self = .choose(subject, choices, otherwise: otherwise, source: source)
    }
  }
}
