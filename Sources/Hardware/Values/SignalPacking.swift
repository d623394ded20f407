extension Signal {
  /// All leaves as one number, the first member most significant.
  public var packed: Unsigned {
    let parts = leaves.map(\.expression)
    return Unsigned(expression: parts.count == 1 ? parts[0].reinterpreted(isSigned: false) : .concatenate(parts))
  }

  /// A signal of this shape from the bits that `packed` would give.
  public func unpacked(from bits: Unsigned) -> Self {
    guard bits.width == bitWidth || bits.expression.isPoison else {
      let message = "\(bits.width) bits cannot be unpacked into a shape of \(bitWidth)"
      return map(SignalMap { _, _ in .poison(message) })
    }
    var position = bitWidth
    return map(SignalMap { type, _ in
      position -= type.width
      let part = Expression.slice(bits.expression, low: position, width: type.width, isSigned: type.isSigned)
      guard let enumeration = type.enumeration, !part.isPoison else { return part }
      return Expression(
        .slice(low: 0), width: type.width, isSigned: false, enumeration: enumeration, operands: [part])
    })
  }

  /// Member by member, in packed order, of two or more signals of one shape.
  static func combine(_ signals: [Self], _ operation: @escaping ([Expression]) -> Expression) -> Self {
    let columns = signals.map { $0.leaves.map(\.expression) }
    guard let first = signals.first else { preconditionFailure("no signals to combine") }
    var index = -1
    return first.map(SignalMap { _, _ in
      index += 1
      guard columns.allSatisfy({ index < $0.count }) else {
        return .poison("signals of different shapes cannot be combined")
      }
      return operation(columns.map { $0[index] })
    })
  }
}
