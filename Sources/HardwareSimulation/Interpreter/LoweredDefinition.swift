import BigInt
import Hardware

/// A definition whose statements have become expressions: one node for the value of each assigned net.
///
/// An assignment under conditions turns into a multiplexer between its value and what the earlier statements gave, so
/// the last assignment wins. Registers start from their present value, wires from 0.
struct LoweredDefinition {
  /// The definition's nodes, followed by those made here.
  private(set) var nodes: [Netlist.Node]
  /// The value of each net that statements drive, by net index; nil for the others and for registers that no
  /// statement assigns.
  private(set) var values: [Netlist.NodeID?]

  /// Statements still to be read, and the condition under which they stand.
  private struct Frame {
    var statements: ArraySlice<Netlist.Statement>
    let condition: Netlist.NodeID?
  }

  init(_ definition: Netlist.Definition) {
    nodes = definition.nodes
    values = Array(repeating: nil, count: definition.nets.count)
    var frames = [Frame(statements: definition.statements[...], condition: nil)]
    while let statement = frames[frames.count - 1].statements.popFirst() ?? Self.finish(&frames) {
      switch statement {
      case .assign(let net, let node, _):
        assign(node, to: net, of: definition, when: frames[frames.count - 1].condition)
      case .when(let branches, let otherwise, _):
        frames += framesForWhen(branches, otherwise, when: frames[frames.count - 1].condition)
      case .match(let subject, let enumeration, let arms, _):
        frames += framesForMatch(subject, enumeration, arms, when: frames[frames.count - 1].condition)
      case .choose(let subject, let choices, let otherwise, _):
        frames += framesForChoice(subject, choices, otherwise, when: frames[frames.count - 1].condition)
      }
    }
    for (index, net) in definition.nets.enumerated() where net.driver == .statements && values[index] == nil {
      values[index] = append(.constant(0), width: net.width)
    }
  }

  /// Drops exhausted frames; nil when none is left.
  private static func finish(_ frames: inout [Frame]) -> Netlist.Statement? {
    while frames.count > 1 {
      frames.removeLast()
      if let statement = frames[frames.count - 1].statements.popFirst() { return statement }
    }
    return nil
  }

  private mutating func append(_ operation: Netlist.Operation, width: Int) -> Netlist.NodeID {
    nodes.append(Netlist.Node(operation, width: width))
    return Netlist.NodeID(nodes.count - 1)
  }

  private mutating func assign(
    _ node: Netlist.NodeID, to id: Netlist.NetID, of definition: Netlist.Definition, when condition: Netlist.NodeID?
  ) {
    guard let condition else { return values[id.index] = node }
    let width = definition[id].width
    let base: Netlist.Operation = definition[id].driver == .statements ? .constant(0) : .net(id)
    let before = values[id.index] ?? append(base, width: width)
    values[id.index] = append(.multiplex(condition: condition, then: node, otherwise: before), width: width)
  }

  private mutating func conjunction(_ left: Netlist.NodeID?, _ right: Netlist.NodeID) -> Netlist.NodeID {
    guard let left else { return right }
    return append(.binary(.and, left, right), width: 1)
  }

  /// The branches exclude each other, so the order in which their frames are read does not matter.
  private mutating func framesForWhen(
    _ branches: [Netlist.Branch], _ otherwise: [Netlist.Statement], when condition: Netlist.NodeID?
  ) -> [Frame] {
    var frames: [Frame] = []
    var remaining = condition
    for (index, branch) in branches.enumerated() {
      let taken = conjunction(remaining, branch.condition)
      frames.append(Frame(statements: branch.body[...], condition: taken))
      if index + 1 < branches.count || !otherwise.isEmpty {
        remaining = conjunction(remaining, append(.not(branch.condition), width: 1))
      }
    }
    if !otherwise.isEmpty { frames.append(Frame(statements: otherwise[...], condition: remaining)) }
    return frames
  }

  private mutating func framesForMatch(
    _ subject: Netlist.NodeID, _ enumeration: Netlist.Enumeration, _ arms: [Netlist.Arm],
    when condition: Netlist.NodeID?
  ) -> [Frame] {
    arms.map { arm in
      let isCase = compare(.equal, subject, BigUInt(enumeration.codes[arm.caseIndex]))
      return Frame(statements: arm.body[...], condition: conjunction(condition, isCase))
    }
  }

  private mutating func framesForChoice(
    _ subject: Netlist.NodeID, _ choices: [Netlist.Choice], _ otherwise: [Netlist.Statement],
    when condition: Netlist.NodeID?
  ) -> [Frame] {
    var frames: [Frame] = []
    var remaining = condition
    for choice in choices {
      let isChosen = membership(of: subject, in: choice.values)
      frames.append(Frame(statements: choice.body[...], condition: conjunction(condition, isChosen)))
      if !otherwise.isEmpty { remaining = conjunction(remaining, append(.not(isChosen), width: 1)) }
    }
    if !otherwise.isEmpty { frames.append(Frame(statements: otherwise[...], condition: remaining)) }
    return frames
  }

  private mutating func membership(of subject: Netlist.NodeID, in values: [ClosedRange<BigUInt>]) -> Netlist.NodeID {
    var result: Netlist.NodeID?
    for range in values {
      var isInside: Netlist.NodeID
      if range.lowerBound == range.upperBound {
        isInside = compare(.equal, subject, range.lowerBound)
      } else {
        let isAbove = compare(.greaterOrEqual, subject, range.lowerBound)
        isInside = append(.binary(.and, isAbove, compare(.lessOrEqual, subject, range.upperBound)), width: 1)
      }
      result = result.map { append(.binary(.or, $0, isInside), width: 1) } ?? isInside
    }
    return result ?? append(.constant(0), width: 1)
  }

  private mutating func compare(
    _ comparison: Netlist.Comparison, _ subject: Netlist.NodeID, _ value: BigUInt
  ) -> Netlist.NodeID {
    let constant = append(.constant(value), width: nodes[subject.index].width)
    return append(.compare(comparison, subject, constant, signed: false), width: 1)
  }

  /// The nodes that reach a net, a memory, an assertion: by node index.
  func usedNodes(of definition: Netlist.Definition) -> [Bool] {
    var isUsed = [Bool](repeating: false, count: nodes.count)
    for value in values { if let value { isUsed[value.index] = true } }
    for node in definition.sampledNodes { isUsed[node.index] = true }
    // Made nodes may stand before their users only, as the definition's own do: one sweep from the end marks all.
    for index in nodes.indices.reversed() where isUsed[index] {
      for operand in nodes[index].operation.operands { isUsed[operand.index] = true }
    }
    return isUsed
  }
}

extension Netlist.Definition {
  /// The nodes that memories and assertions read.
  var sampledNodes: [Netlist.NodeID] {
    let writes = memories.flatMap(\.writePorts).flatMap {
      [$0.address, $0.data, $0.enable] + ($0.mask.map { [$0] } ?? [])
    }
    let reads = memories.flatMap(\.readPorts).flatMap { [$0.address, $0.enable] }
    let checks = assertions.flatMap { [$0.condition] + ($0.enable.map { [$0] } ?? []) }
    return writes + reads + checks
  }
}
