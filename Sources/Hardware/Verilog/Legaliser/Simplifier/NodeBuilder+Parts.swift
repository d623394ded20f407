import BigInt

extension NodeBuilder {
  /// Bits `low` up to `low + width - 1`.
  mutating func slice(_ node: Netlist.NodeID, low: Int, width: Int) -> Netlist.NodeID {
    var node = node
    var low = low
    while self[node].width != width {
      switch self[node].operation {
      case .slice(let operand, let inner):
        node = operand
        low += inner
      case .extend(let operand, _) where low + width <= self[operand].width:
        node = operand
      case .extend(let operand, signed: false) where low >= self[operand].width:
        return zero(width: width)
      case .extend(let operand, let signed):
        // What is left of the operand, at the least its sign, and its extension.
        let first = min(low, self[operand].width - 1)
        let rest = slice(operand, low: first, width: self[operand].width - first)
        return extend(rest, signed: signed, width: width, isSigned: self[node].isSigned)
      case .concatenate(let parts):
        let covered = overlap(parts, low: low, width: width)
        guard covered.count == 1, let only = covered.first else {
          let slices = covered.map { partSlice($0.part, low: $0.low, width: $0.width) }
          return concatenate(slices, isSigned: false)
        }
        node = only.part
        low = only.low
      default:
        return add(.slice(node, low: low), width: width, isSigned: constant(node) != nil && self[node].isSigned)
      }
    }
    return node
  }

  /// Like `slice`, but looks no further into the part, so that nothing nests.
  private mutating func partSlice(_ node: Netlist.NodeID, low: Int, width: Int) -> Netlist.NodeID {
    if case .concatenate = self[node].operation, self[node].width != width {
      return add(.slice(node, low: low), width: width)
    }
    return slice(node, low: low, width: width)
  }

  /// The parts, most significant first, that hold some of the bits, and which bits of theirs.
  private func overlap(
    _ parts: [Netlist.NodeID], low: Int, width: Int
  ) -> [(part: Netlist.NodeID, low: Int, width: Int)] {
    var position = 0
    var covered: [(part: Netlist.NodeID, low: Int, width: Int)] = []
    for part in parts.reversed() {
      let first = max(low, position)
      let end = min(low + width, position + self[part].width)
      if first < end { covered.append((part, first - position, end - first)) }
      position += self[part].width
    }
    return covered.reversed()
  }

  mutating func extend(
    _ operand: Netlist.NodeID, signed: Bool, width: Int, isSigned: Bool
  ) -> Netlist.NodeID {
    guard self[operand].width < width else { return operand }
    switch self[operand].operation {
    case .extend(let inner, let innerSigned) where !innerSigned || signed:
      return add(.extend(inner, signed: innerSigned), width: width, isSigned: isSigned)
    default:
      return add(.extend(operand, signed: signed), width: width, isSigned: isSigned)
    }
  }

  mutating func concatenate(_ parts: [Netlist.NodeID], isSigned: Bool) -> Netlist.NodeID {
    var merged: [Netlist.NodeID] = []
    for part in parts.flatMap({ flattened($0) }) {
      if let last = merged.last, let both = join(last, part) {
        merged[merged.count - 1] = both
      } else {
        merged.append(part)
      }
    }
    if merged.count == 1 { return merged[0] }
    return add(.concatenate(merged), width: merged.reduce(0) { $0 + self[$1].width }, isSigned: isSigned)
  }

  private func flattened(_ part: Netlist.NodeID) -> [Netlist.NodeID] {
    // The limit keeps a chain of ever longer concatenations from costing quadratic time.
    guard case .concatenate(let parts) = self[part].operation, parts.count <= 16 else { return [part] }
    return parts
  }

  /// Two neighbours as one: constants, and adjoining bits of one net.
  private mutating func join(_ high: Netlist.NodeID, _ low: Netlist.NodeID) -> Netlist.NodeID? {
    let width = self[high].width + self[low].width
    if let first = constant(high), let second = constant(low) {
      return add(Bits(first.value << second.width | second.value, width: width))
    }
    guard let first = range(high), let second = range(low), first.net == second.net,
      first.low == second.low + self[low].width
    else { return nil }
    return slice(first.node, low: second.low, width: width)
  }

  private func range(_ node: Netlist.NodeID) -> (net: Netlist.NetID, node: Netlist.NodeID, low: Int)? {
    guard case .slice(let operand, let low) = self[node].operation,
      case .net(let net) = self[operand].operation
    else { return nil }
    return (net, operand, low)
  }
}
