extension Signal {
  /// All leaves as one number, the first member most significant.
  public var packed: Unsigned {
    if let mistake = MemberCheck.firstMistake(in: self) { return Unsigned(expression: .poison(mistake)) }
    let parts = leaves.map(\.expression)
    return Unsigned(expression: parts.count == 1 ? parts[0].reinterpreted(isSigned: false) : .concatenate(parts))
  }

  /// A signal of this shape from the bits that `packed` would give.
  public func unpacked(from bits: Unsigned) -> Self {
    let width = bitWidth
    guard bits.width == width || bits.expression.isPoison else {
      let message = "\(bits.width) bits cannot be unpacked into a shape of \(width)"
      return map(SignalMap { _, _ in .poison(message) })
    }
    if let mistake = MemberCheck.firstMistake(in: self) { return map(SignalMap { _, _ in .poison(mistake) }) }
    var position = width
    return map(
      SignalMap { type, _ in
        position -= type.width
        return .slice(
          bits.expression, low: position, width: type.width, isSigned: type.isSigned, enumeration: type.enumeration)
      })
  }

  /// Member by member, in packed order, of two or more signals of one shape.
  static func combine(_ signals: [Self], _ operation: @escaping ([Expression]) -> Expression) -> Self {
    let columns = signals.map { $0.leaves.map(\.expression) }
    let isOneShape = columns.allSatisfy { $0.count == columns[0].count }
    var index = -1
    return signals[0].map(
      SignalMap { _, _ in
        index += 1
        guard isOneShape else {
          let counts = Set(columns.map(\.count)).sorted().map(String.init).joined(separator: " and ")
          return .poison("signals of different shapes, of \(counts) members, cannot be combined")
        }
        return operation(columns.map { $0[index] })
      })
  }
}
