// Names of the wires that expressions need.
extension ModuleLegaliser {
  private static let longestComparison = 48

  /// What a wire for a node is called: what it compares, which says the same wherever it is read, or else the target
  /// with what the node does for it.
  func wireName(_ node: Netlist.NodeID, for target: String, as role: String?) -> String {
    guard options.wireNames == .meaning else { return "\(target)_\(role ?? definition[node].role)" }
    if role == nil || role == Self.condition, let name = comparisonName(node), name.count <= Self.longestComparison {
      return name
    }
    return "\(target)_\(role ?? (isMask(node) ? "mask" : definition[node].role))"
  }

  /// What the wire with the value of an assignment is for, where that is not a matter of its operation.
  func nextRole(of net: Netlist.NetID) -> String? {
    guard options.wireNames == .meaning, case .register = definition[net].driver else { return nil }
    return "next"
  }

  private static let condition = "condition"

  /// What a node is for its only reader, where that tells more than its operation.
  func useRole(of node: Netlist.NodeID, in reader: Netlist.NodeID?) -> String? {
    guard options.wireNames == .meaning, let reader else { return nil }
    switch definition[reader].operation {
    case .reduce: return "terms"
    case .shift(_, _, amount: node): return "amount"
    case .select(index: node, _), .bit(_, index: node): return "index"
    case .multiplex(condition: node, _, _): return Self.condition
    default: return nil
    }
  }

  /// Whether a node is one bit, many times.
  private func isMask(_ node: Netlist.NodeID) -> Bool {
    guard case .concatenate(let parts) = definition[node].operation else { return false }
    return parts.count > 1 && Set(parts).count == 1 && definition[parts[0]].width == 1
  }

  /// `column_is_3`, `phase_is_idle`, `level_is_below_limit`.
  private func comparisonName(_ node: Netlist.NodeID) -> String? {
    guard case .compare(let comparison, let left, let right, _) = definition[node].operation,
      let subject = signalName(left)
    else { return nil }
    if let other = signalName(right) { return "\(subject)_\(comparison.phrase(isConstant: false))_\(other)" }
    guard let value = constantName(right, beside: left) else { return nil }
    return "\(subject)_\(comparison.phrase(isConstant: true))_\(value)"
  }

  /// A constant as it can stand in a name: that of a case, or a number that is not too long; nil for negative ones.
  private func constantName(_ node: Netlist.NodeID, beside other: Netlist.NodeID) -> String? {
    guard case .constant(let value) = definition[node].operation else { return nil }
    let enumeration = expressions.signal(of: other).flatMap { expressions.signals[$0.index].enumeration }
    if let enumeration, let index = enumeration.caseIndex(ofCode: value) { return enumeration.cases[index] }
    guard value < 100_000, !definition[node].isSigned || Bits(value, width: definition[node].width).signedValue >= 0
    else { return nil }
    return "\(value)"
  }

  /// The name of a signal, for some of its bits with their places.
  private func signalName(_ node: Netlist.NodeID) -> String? {
    if let signal = expressions.signal(of: node) { return expressions.signals[signal.index].name }
    guard case .slice(let whole, let low) = definition[node].operation, let signal = expressions.signal(of: whole)
    else { return nil }
    let high = low + definition[node].width - 1
    return expressions.signals[signal.index].name + (high == low ? "_\(low)" : "_\(high)_\(low)")
  }
}

extension Netlist.Comparison {
  fileprivate func phrase(isConstant: Bool) -> String {
    switch self {
    case .equal: isConstant ? "is" : "equals"
    case .notEqual: isConstant ? "is_not" : "differs_from"
    case .less: "is_below"
    case .lessOrEqual: "is_at_most"
    case .greater: "is_above"
    case .greaterOrEqual: "is_at_least"
    }
  }
}
