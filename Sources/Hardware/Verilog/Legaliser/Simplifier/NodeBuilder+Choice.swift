import BigInt

extension NodeBuilder {
  mutating func multiplex(
    _ condition: Netlist.NodeID, _ then: Netlist.NodeID, _ otherwise: Netlist.NodeID, isSigned: Bool
  ) -> Netlist.NodeID {
    if let value = constant(condition)?.value { return value == 1 ? then : otherwise }
    if isSame(then, otherwise) { return then }
    if case .not(let inner) = self[condition].operation {
      return multiplex(inner, otherwise, then, isSigned: isSigned)
    }
    let width = self[then].width
    if width == 1, let first = constant(then)?.value, let second = constant(otherwise)?.value {
      if first == second { return then }
      return first == 1 ? condition : not(condition, isSigned: false)
    }
    return add(
      .multiplex(condition: condition, then: then, otherwise: otherwise), width: width, isSigned: isSigned)
  }

  mutating func select(
    _ index: Netlist.NodeID, _ elements: [Netlist.NodeID], width: Int, isSigned: Bool
  ) -> Netlist.NodeID {
    if let position = constant(index)?.value {
      return position < BigUInt(elements.count) ? elements[Int(position)] : zero(width: width)
    }
    let indexWidth = self[index].width
    let reachable = indexWidth < Int.bitWidth - 2 ? elements.prefix(1 << indexWidth) : elements[...]
    if reachable.isEmpty { return zero(width: width) }
    if indexWidth == 1, reachable.count == 2 {
      return multiplex(index, elements[1], elements[0], isSigned: isSigned)
    }
    if reachable.count == 1 {
      let isFirst = compare(.equal, index, zero(width: indexWidth), signed: false)
      return multiplex(isFirst, elements[0], zero(width: width), isSigned: isSigned)
    }
    return add(.select(index: index, elements: Array(reachable)), width: width, isSigned: isSigned)
  }

  /// Leaves `bit` nodes whose index has exactly the bits that the value needs; a guard takes what is past the end.
  mutating func bit(_ value: Netlist.NodeID, index: Netlist.NodeID) -> Netlist.NodeID {
    let width = self[value].width
    if let position = constant(index)?.value {
      return position < BigUInt(width) ? slice(value, low: Int(position), width: 1) : zero(width: 1)
    }
    if width == 1 {
      let isFirst = compare(.equal, index, zero(width: self[index].width), signed: false)
      return binary(.and, isFirst, value, isSigned: false)
    }
    let needed = Netlist.addressWidth(of: width)
    let given = self[index].width
    let exact =
      given < needed
      ? extend(index, signed: false, width: needed, isSigned: false) : slice(index, low: 0, width: needed)
    let bit = add(.bit(value, index: exact), width: 1)
    guard given >= needed, given > needed || width < 1 << needed else { return bit }
    let limit = add(Bits(BigUInt(width), width: given))
    return binary(.and, compare(.less, index, limit, signed: false), bit, isSigned: false)
  }
}
