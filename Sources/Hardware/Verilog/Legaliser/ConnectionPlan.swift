/// Which nets around instances need no wire of their own.
struct ConnectionPlan {
  /// Instance inputs, by net index, whose value is written into the connection.
  private(set) var isInlined: [Bool]
  /// Instance outputs that do nothing but drive one other net, and that net, which is connected in their place.
  private(set) var aliases: [(net: Netlist.NetID, target: Netlist.NetID)] = []
  /// Nets that an alias drives.
  private(set) var isAliased: [Bool]
  /// Instance outputs that nothing reads.
  private(set) var isUnread: [Bool]

  private static let longestInline = 60

  /// - Parameter isBundled: the nets that may be printed as parts of a vector; what drives another net as a whole is found
  ///   when that is settled.
  init(
    _ definition: Netlist.Definition, _ drivers: Drivers, _ formal: FormalNets, _ plan: HoistPlan, isBundled: [Bool]
  ) {
    var reads = [Int](repeating: 0, count: definition.nets.count)
    for (index, node) in definition.nodes.enumerated() {
      if case .net(let net) = node.operation { reads[net.index] += plan.uses[index] }
    }
    isInlined = [Bool](repeating: false, count: definition.nets.count)
    isAliased = isInlined
    isUnread = isInlined
    for (index, net) in definition.nets.enumerated() {
      let id = Netlist.NetID(index)
      if case .instance = net.driver, net.direction == nil { isUnread[index] = reads[index] == 0 }
      guard case .once(let value, _) = drivers[id] else { continue }
      if net.feedsInstance != nil, net.direction == nil, reads[index] == 0 {
        isInlined[index] = plan.costs[value.index] <= Self.longestInline
      } else if case .net(let origin) = definition[value].operation, reads[origin.index] == 1,
        definition[origin].isPlainInstanceOutput, !formal[id], !isBundled[origin.index], !isBundled[index]
      {
        aliases.append((origin, id))
        isAliased[index] = true
      }
    }
  }
}

extension Netlist.Net {
  fileprivate var isPlainInstanceOutput: Bool {
    if case .instance = driver { direction == nil } else { false }
  }
}
