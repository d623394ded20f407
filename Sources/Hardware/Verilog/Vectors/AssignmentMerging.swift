/// Makes one assignment of those to neighbouring parts of a vector.
struct AssignmentMerging {
  let concatenator: Concatenator

  // Within an `always` block.

  /// Statements with the same conditions become one, and so do assignments that follow one another.
  ///
  /// Nothing in a block follows a target of the same block within the cycle (`WireGroups`), so the order of what is
  /// assigned to different bits does not matter.
  func merged(_ statements: [Verilog.Statement]) -> [Verilog.Statement] {
    var result: [Verilog.Statement] = []
    for statement in statements {
      if let last = result.last, let both = both(last, statement) {
        result[result.count - 1] = both
      } else {
        result.append(statement)
      }
    }
    return mergedRuns(result)
  }

  private func both(_ first: Verilog.Statement, _ second: Verilog.Statement) -> Verilog.Statement? {
    guard case .conditional(let branches, let otherwise) = first, case .conditional(let others, let rest) = second,
      branches.map(\.condition) == others.map(\.condition)
    else { return nil }
    return .conditional(
      zip(branches, others).map { Verilog.Branch(condition: $0.condition, body: merged($0.body + $1.body)) },
      otherwise: merged(otherwise + rest))
  }

  private func mergedRuns(_ statements: [Verilog.Statement]) -> [Verilog.Statement] {
    var result: [Verilog.Statement] = []
    var rest = statements[...]
    while let first = rest.first {
      let run = rest.prefix { $0.isAssignment }
      guard run.count > 1 else {
        result.append(first)
        rest = rest.dropFirst()
        continue
      }
      let assignments = run.compactMap { statement -> Assignment? in
        guard case .assign(let target, let value, let source) = statement else { return nil }
        return Assignment(target: target, value: value, source: source)
      }
      result += merged(assignments).map { .assign($0.target, $0.value, source: $0.source) }
      rest = rest.dropFirst(run.count)
    }
    return result
  }

  // Continuous assignments.

  /// The items of a module; what is merged stands where the last of the parts stood.
  func merged(_ items: [[Verilog.Item]]) -> [[Verilog.Item]] {
    var assignments: [Assignment] = []
    var placeOfLast: [Verilog.SignalID: [Int]] = [:]
    for (section, items) in items.enumerated() {
      for (index, item) in items.enumerated() {
        guard case .assign(let target, let value, let source) = item, case .part(let vector, _, _) = target else { continue }
        assignments.append(Assignment(target: target, value: value, source: source))
        placeOfLast[vector] = [section, index]
      }
    }
    guard !assignments.isEmpty else { return items }
    let merged = Dictionary(grouping: self.merged(assignments)) { $0.target.vector }
    return items.enumerated().map { section, items in
      items.enumerated().flatMap { index, item -> [Verilog.Item] in
        guard case .assign(let target, _, _) = item, case .part(let vector, _, _) = target else { return [item] }
        guard placeOfLast[vector] == [section, index] else { return [] }
        return (merged[vector] ?? []).map { .assign($0.target, $0.value, source: $0.source) }
      }
    }
  }

  private struct Assignment {
    var target: Verilog.Target
    var value: Verilog.Expression
    var source: SourceLocation?
  }

  /// Assignments none of which depends on another.
  private func merged(_ assignments: [Assignment]) -> [Assignment] {
    var groups: [(vector: Verilog.SignalID?, members: [Assignment])] = []
    var groupOfVector: [Verilog.SignalID: Int] = [:]
    for assignment in assignments {
      guard case .part(let vector, _, _) = assignment.target else {
        groups.append((nil, [assignment]))
        continue
      }
      if let group = groupOfVector[vector] {
        groups[group].members.append(assignment)
      } else {
        groupOfVector[vector] = groups.count
        groups.append((vector, [assignment]))
      }
    }
    return groups.flatMap { $0.vector == nil ? $0.members : whole($0.members) }
  }

  /// The same assignments, those to all bits or to adjoining bits as one where that reads well.
  private func whole(_ members: [Assignment]) -> [Assignment] {
    let sorted = members.sorted { $0.target.low > $1.target.low }
    let isDisjoint = zip(sorted, sorted.dropFirst()).allSatisfy { $0.target.low > $1.target.high }
    guard isDisjoint else { return members }
    var result: [Assignment] = []
    var rest = sorted[...]
    while let first = rest.first {
      var run = [first]
      for next in rest.dropFirst() {
        guard let last = run.last, last.target.low == next.target.high + 1 else { break }
        run.append(next)
      }
      rest = rest.dropFirst(run.count)
      result += joined(run)
    }
    // In the order in which they came, as far as they stay apart.
    return result.count == members.count ? members : result
  }

  private func joined(_ run: [Assignment]) -> [Assignment] {
    guard run.count > 1, let vector = run[0].target.vector, let last = run.last,
      let value = concatenator.whole(run.map(\.value), widths: run.map { $0.target.high - $0.target.low + 1 })
    else { return run }
    let (high, low) = (run[0].target.high, last.target.low)
    let isWhole = low == 0 && high == concatenator.module[vector].width - 1
    return [
      Assignment(
        target: isWhole ? .signal(vector) : .part(vector, high: high, low: low), value: value, source: run[0].source)
    ]
  }
}

extension Verilog.Statement {
  fileprivate var isAssignment: Bool {
    if case .assign = self { true } else { false }
  }
}

extension Verilog.Target {
  var vector: Verilog.SignalID? {
    switch self {
    case .signal(let signal), .part(let signal, _, _), .loopPart(let signal, _, _): signal
    case .word, .wordPart: nil
    }
  }

  fileprivate var high: Int {
    if case .part(_, let high, _) = self { high } else { 0 }
  }

  fileprivate var low: Int {
    if case .part(_, _, let low) = self { low } else { 0 }
  }
}
