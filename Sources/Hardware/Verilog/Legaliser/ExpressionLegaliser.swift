import BigInt

/// Writes nodes as Verilog expressions in which every operand has the width of its context.
struct ExpressionLegaliser {
  let nodes: [Netlist.Node]
  let plan: HoistPlan
  /// The signal that each net is read as.
  var signalOfNet: [Verilog.SignalID]
  /// The signal of each hoisted node that has been declared.
  var signalOfNode: [Int: Verilog.SignalID] = [:]
  var signals: [Verilog.Signal]

  private func node(_ id: Netlist.NodeID) -> Netlist.Node { nodes[id.index] }

  /// The signal that holds a node's value, if one does.
  func signal(of id: Netlist.NodeID) -> Verilog.SignalID? {
    if let signal = signalOfNode[id.index] { return signal }
    if case .net(let net) = node(id).operation { return signalOfNet[net.index] }
    return nil
  }

  /// The node's expression where it is used; its signal where it has one.
  func expression(_ id: Netlist.NodeID, as enumeration: Netlist.Enumeration? = nil) -> Verilog.Expression {
    if let signal = signal(of: id) { return .signal(signal) }
    return value(id, as: enumeration)
  }

  /// The node's expression as the whole right-hand side of an assignment.
  func rightHandSide(_ id: Netlist.NodeID, as enumeration: Netlist.Enumeration? = nil) -> Verilog.Expression {
    if let signal = signal(of: id) { return .signal(signal) }
    return growing(id) ?? value(id, as: enumeration)
  }

  /// What defines a node.
  func definingExpression(_ id: Netlist.NodeID) -> Verilog.Expression { growing(id) ?? value(id, as: nil) }

  private func value(_ id: Netlist.NodeID, as enumeration: Netlist.Enumeration?) -> Verilog.Expression {
    let node = node(id)
    switch node.operation {
    case .constant(let value): return constant(Bits(value, width: node.width), node.isSigned, enumeration)
    case .net(let net): return .signal(signalOfNet[net.index])
    case .not(let operand): return .unary(node.width == 1 ? .logicalNot : .not, expression(operand))
    case .binary(let binary, let left, let right): return self.binary(binary, left, right, width: node.width)
    case .compare(let comparison, let left, let right, let signed):
      return compare(comparison, left, right, signed: signed)
    case .shift(let direction, let operand, let amount): return shift(direction, operand, amount)
    case .multiplex(let condition, let then, let otherwise):
      return .conditional(
        expression(condition), then: expression(then, as: enumeration),
        otherwise: expression(otherwise, as: enumeration))
    case .select: preconditionFailure("a select is hoisted")
    case .bit(let operand, let index): return .bit(addressed(operand).signal, index: address(index))
    case .concatenate(let parts): return concatenation(parts)
    case .slice(let operand, let low):
      return .part(addressed(operand).signal, high: low + node.width - 1, low: low)
    case .extend(let operand, let signed): return extended(operand, signed: signed, by: node.width)
    case .reduce(let reduction, let operand): return .unary(reduction.unary, expression(operand))
    }
  }

  /// The expression as an index: Verilog would take a signed one for negative.
  func address(_ id: Netlist.NodeID) -> Verilog.Expression { expression(id).asUnsigned(signals) }

  /// 0 in as many bits as the signal has.
  func zero(of signal: Verilog.SignalID) -> Verilog.Expression {
    let signal = signals[signal.index]
    return signal.isPayload ? .payloadZero : .literal(Bits(0, width: signal.width), isSigned: false)
  }

  func constant(
    _ bits: Bits, _ isSigned: Bool, _ enumeration: Netlist.Enumeration?
  ) -> Verilog.Expression {
    if let enumeration, enumeration.width == bits.width, let index = enumeration.caseIndex(ofCode: bits.value) {
      return .parameter(Verilog.Parameter(enumeration: enumeration, caseIndex: index))
    }
    return .literal(bits, isSigned: isSigned && bits.signedValue < 0)
  }

  private func binary(
    _ binary: Netlist.BinaryOperator, _ left: Netlist.NodeID, _ right: Netlist.NodeID, width: Int
  ) -> Verilog.Expression {
    if binary == .subtract, case .constant(0) = node(left).operation {
      return .unary(.negate, expression(right))
    }
    return .joined(binary.verilog(width: width), expression(left), expression(right))
  }

  private func compare(
    _ comparison: Netlist.Comparison, _ left: Netlist.NodeID, _ right: Netlist.NodeID, signed: Bool
  ) -> Verilog.Expression {
    let enumeration = enumeration(left) ?? enumeration(right)
    var first = expression(left, as: enumeration)
    var second = expression(right, as: enumeration)
    if !comparison.isEquality {
      if signed {
        first = first.asSigned(signals)
        second = second.asSigned(signals)
      } else if first.isSigned(signals), second.isSigned(signals) {
        first = first.asUnsigned(signals)
      }
    }
    return .binary(comparison.verilog, [first, second])
  }

  /// The enumeration of a net, so that a constant beside it is printed by name.
  private func enumeration(_ id: Netlist.NodeID) -> Netlist.Enumeration? {
    signal(of: id).flatMap { signals[$0.index].enumeration }
  }

  private func shift(
    _ direction: Netlist.ShiftOperator, _ operand: Netlist.NodeID, _ amount: Netlist.NodeID
  ) -> Verilog.Expression {
    let distance: Verilog.Expression
    if case .constant(let value) = node(amount).operation {
      distance = .number(Int(value))
    } else {
      distance = expression(amount)
    }
    switch direction {
    case .left: return .binary(.shiftLeft, [expression(operand), distance])
    case .logicalRight: return .binary(.shiftRight, [expression(operand), distance])
    case .arithmeticRight:
      return .binary(.shiftRightArithmetic, [expression(operand).asSigned(signals), distance])
    }
  }

  private func concatenation(_ parts: [Netlist.NodeID]) -> Verilog.Expression {
    var printed: [Verilog.Expression] = []
    var rest = parts[...]
    while let first = rest.first {
      let run = rest.prefix { $0 == first }
      let value = expression(first)
      printed.append(run.count > 1 ? .replication(run.count, value) : value)
      rest = rest.dropFirst(run.count)
    }
    if printed.count == 1, case .replication = printed[0] { return printed[0] }
    return .concatenation(printed)
  }

  private func extended(_ operand: Netlist.NodeID, signed: Bool, by width: Int) -> Verilog.Expression {
    let count = width - node(operand).width
    if !signed {
      return .concatenation([.literal(Bits(0, width: count), isSigned: false), expression(operand)])
    }
    if node(operand).width == 1 { return .replication(count + 1, expression(operand)) }
    let (signal, low) = addressed(operand)
    let top = low + node(operand).width - 1
    let sign = Verilog.Expression.part(signal, high: top, low: top)
    return .concatenation([count == 1 ? sign : .replication(count, sign), expression(operand)])
  }

  /// The signal of which a node is a part, and the part's lowest bit.
  private func addressed(_ id: Netlist.NodeID) -> (signal: Verilog.SignalID, low: Int) {
    if let signal = signal(of: id) { return (signal, 0) }
    guard case .slice(let operand, let low) = node(id).operation, let signal = signal(of: operand) else {
      preconditionFailure("bits are taken of a value without a name")
    }
    return (signal, low)
  }
}

// Growth by the width of the left-hand side.
extension ExpressionLegaliser {
  /// A sum, difference or product of values that the assignment itself widens: `a * b` rather than
  /// `{{8{a[7]}}, a} * {{8{b[7]}}, b}`.
  ///
  /// Verilog widens the operands to the left-hand side before it computes, by their sign if all of them are signed. A
  /// sum may grow by one bit, which linters take as a carry; a product by any number.
  private func growing(_ id: Netlist.NodeID) -> Verilog.Expression? {
    let node = node(id)
    guard case .binary(let binary, let left, let right) = node.operation, binary.isArithmetic,
      let first = grown(left, in: node.width, binary), let second = grown(right, in: node.width, binary)
    else { return nil }
    switch (first.isSigned, second.isSigned) {
    case (nil, nil): return nil
    case (true?, true?), (true?, nil), (nil, true?):
      let operands = [first.value.asSigned(signals), second.value.asSigned(signals)]
      return .binary(binary.verilog(width: node.width), operands)
    case (false?, false?), (false?, nil), (nil, false?):
      guard !(first.value.isSigned(signals) && second.value.isSigned(signals)) else { return nil }
      return .binary(binary.verilog(width: node.width), [first.value, second.value])
    default: return nil
    }
  }

  /// An operand without its extension, and the kind of the extension; nil for one of full width.
  private func grown(
    _ id: Netlist.NodeID, in width: Int, _ binary: Netlist.BinaryOperator
  ) -> (value: Verilog.Expression, isSigned: Bool?)? {
    if signal(of: id) == nil, case .extend(let operand, let signed) = node(id).operation {
      guard binary == .multiply || node(operand).width == width - 1 else { return nil }
      let value = expression(operand)
      guard value.isAtom, value.isSigned(signals) == signed else { return nil }
      return (value, signed)
    }
    let value = expression(id)
    return value.isAtom ? (value, nil) : nil
  }
}
