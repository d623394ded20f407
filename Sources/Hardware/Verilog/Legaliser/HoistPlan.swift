/// Which nodes get a wire of their own, because Verilog cannot express them where they are used or because the line
/// would grow too long or would repeat too much.
struct HoistPlan {
  private(set) var isHoisted: [Bool]
  /// How often each node is used, by other nodes and by roots; 0 for a dead one.
  private(set) var uses: [Int]
  /// About how many characters each node takes where it is used.
  private(set) var costs: [Int]

  private let nodes: [Netlist.Node]
  private static let costOfName = 16
  private static let longest = 200
  private static let longestInnerList = 60

  /// - Parameters:
  ///   - addresses: The roots that index memories.
  ///   - nameLengths: of each net.
  init(_ nodes: [Netlist.Node], roots: [Netlist.NodeID], addresses: [Netlist.NodeID], nameLengths: [Int]) {
    self.nodes = nodes
    isHoisted = [Bool](repeating: false, count: nodes.count)
    uses = [Int](repeating: 0, count: nodes.count)
    costs = [Int](repeating: 0, count: nodes.count)
    for root in roots { uses[root.index] += 1 }
    for index in nodes.indices.reversed() where uses[index] > 0 {
      for operand in nodes[index].operation.operands { uses[operand.index] += 1 }
    }
    for index in nodes.indices where uses[index] > 0 { decide(index, nameLengths) }
    for address in addresses { hoistIndex(address) }
  }

  // Icarus evaluates an index in as many bits as lose nothing, where the standard cuts it to its own width.
  private mutating func hoistIndex(_ node: Netlist.NodeID) {
    switch nodes[node.index].operation {
    case .not, .binary, .shift, .multiplex: hoist(node)
    default: break
    }
  }

  subscript(node: Netlist.NodeID) -> Bool { isHoisted[node.index] }

  private mutating func hoist(_ node: Netlist.NodeID) {
    isHoisted[node.index] = true
    costs[node.index] = Self.costOfName
  }

  private func isNet(_ node: Netlist.NodeID) -> Bool {
    if case .net = nodes[node.index].operation { return true }
    return isHoisted[node.index]
  }

  private mutating func decide(_ index: Int, _ nameLengths: [Int]) {
    let operation = nodes[index].operation
    hoistOperands(of: operation)
    let operands = operation.operands
    switch operation {
    case .constant(let value): costs[index] = 4 + value.bitWidth / 4
    case .net(let net): costs[index] = nameLengths[net.index]
    case .select:
      hoist(Netlist.NodeID(index))
      return
    case .concatenate: costs[index] = 2 + operands.reduce(0) { $0 + costs[$1.index] + 2 }
    case .extend(_, let signed): costs[index] = costs[operands[0].index] * (signed ? 2 : 1) + 10
    default:
      for operand in operands where isLongList(operand) { hoist(operand) }
      shorten(operands)
      costs[index] = 4 + operands.reduce(0) { $0 + costs[$1.index] }
    }
    if isRepeated(index, operation) { hoist(Netlist.NodeID(index)) }
  }

  private func isRepeated(_ index: Int, _ operation: Netlist.Operation) -> Bool {
    guard uses[index] > 1 else { return false }
    switch operation {
    case .constant, .net: return false
    case .slice(let operand, _), .not(let operand): return !isNet(operand)
    case .binary(.multiply, _, _): return true
    default: return costs[index] * (uses[index] - 1) > 40
    }
  }

  /// A concatenation that would take several lines in the middle of an expression.
  private func isLongList(_ node: Netlist.NodeID) -> Bool {
    guard case .concatenate = nodes[node.index].operation else { return false }
    return costs[node.index] > Self.longestInnerList && !isHoisted[node.index]
  }

  /// Gives wires to the costliest operands until the expression is short enough.
  private mutating func shorten(_ operands: [Netlist.NodeID]) {
    while operands.reduce(0, { $0 + costs[$1.index] }) > Self.longest {
      guard let longest = operands.max(by: { costs[$0.index] < costs[$1.index] }),
        costs[longest.index] > Self.costOfName, !isNet(longest)
      else { return }
      hoist(longest)
    }
  }

  private mutating func hoistOperands(of operation: Netlist.Operation) {
    switch operation {
    case .slice(let operand, _):
      if !isNet(operand) { hoist(operand) }
    case .bit(let operand, let index):
      if !isNet(operand) { hoist(operand) }
      hoistIndex(index)
    case .extend(let operand, signed: true):
      if nodes[operand.index].width > 1, !isBitAddressable(operand) { hoist(operand) }
    case .binary(_, let left, let right), .compare(_, let left, let right, _):
      hoistArithmeticShift(left)
      hoistArithmeticShift(right)
    case .not(let operand), .shift(_, let operand, _): hoistArithmeticShift(operand)
    case .multiplex(_, let then, let otherwise):
      hoistArithmeticShift(then)
      hoistArithmeticShift(otherwise)
    case .concatenate(let parts):
      for part in parts where costs[part.index] > Self.longest && !isNet(part) { hoist(part) }
    case .select(let index, let elements):
      for operand in [index] + elements where costs[operand.index] > Self.longest && !isNet(operand) {
        hoist(operand)
      }
    case .constant, .net, .extend, .reduce: break
    }
  }

  private func isBitAddressable(_ node: Netlist.NodeID) -> Bool {
    if case .slice = nodes[node.index].operation { return true }
    return isNet(node)
  }

  // `>>>` shifts in the sign only where nothing around it is unsigned.
  private mutating func hoistArithmeticShift(_ node: Netlist.NodeID) {
    if case .shift(.arithmeticRight, _, _) = nodes[node.index].operation { hoist(node) }
  }
}
