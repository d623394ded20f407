infix operator <== : AssignmentPrecedence

// Concrete overloads, as for all operators. Widths must be equal; the check at elaboration names the fix.
extension Bit {
  /// Drives a wire or an output at once, or a register at the next rising edge.
  public static func <== (target: Bit, value: Bit) -> Statement {
    Statement(.assign(target: target.expression, value: value.expression))
  }
}

extension Unsigned {
  /// Drives a wire or an output at once, or a register at the next rising edge.
  ///
  /// The widths must be equal.
  public static func <== (target: Unsigned, value: Unsigned) -> Statement {
    Statement(.assign(target: target.expression, value: value.expression))
  }
}

extension Signed {
  /// Drives a wire or an output at once, or a register at the next rising edge.
  ///
  /// The widths must be equal.
  public static func <== (target: Signed, value: Signed) -> Statement {
    Statement(.assign(target: target.expression, value: value.expression))
  }
}

extension Enumerated {
  /// Drives a wire or an output at once, or a register at the next rising edge.
  public static func <== (target: Enumerated, value: Enumerated) -> Statement {
    Statement(.assign(target: target.expression, value: value.expression))
  }

  /// Drives a wire or an output at once, or a register at the next rising edge.
  public static func <== (target: Enumerated, value: Case) -> Statement { target <== Enumerated(value) }
}

/// Drives every member of a structure or array with the member of the same place.
public func <== <Value: Signal>(target: Value, value: Value) -> Statement {
  let (targets, values) = (target.leaves, value.leaves)
  let mistake = MemberCheck.firstMistake(in: target) ?? MemberCheck.firstMistake(in: value)
  if let message = mistake
    ?? (targets.count == values.count
      ? nil : "\(values.count) members are assigned to \(targets.count)")
  {
    return Statement(.assign(target: .poison(message), value: .poison(message)))
  }
  return Statement(
    .group(zip(targets, values).map { Statement(.assign(target: $0.expression, value: $1.expression)) }))
}
