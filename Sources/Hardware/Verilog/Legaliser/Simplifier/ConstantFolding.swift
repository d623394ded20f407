import BigInt

extension Netlist.Operation {
  /// What the operation gives if that follows from what is known of its operands.
  func fold(width: Int, _ known: (Netlist.NodeID) -> Bits?) -> Bits? {
    switch self {
    case .constant(let value): Bits(value, width: width)
    case .net: nil
    case .not(let operand): known(operand).map { Bits($0.value ^ ((1 << width) - 1), width: width) }
    case .binary(let binary, let left, let right):
      fold(known(left), known(right), binary.fold)
        ?? [known(left), known(right)].lazy.compactMap { $0 }.first(where: binary.isDecided)
    case .compare(let comparison, let left, let right, let signed):
      fold(known(left), known(right)) { Bits(comparison.holds($0.number(signed), $1.number(signed))) }
    case .shift(let direction, let value, let amount):
      fold(known(value), known(amount), direction.fold) ?? known(value).flatMap { $0.value == 0 ? $0 : nil }
    case .multiplex(let condition, let then, let otherwise):
      known(condition).flatMap { known($0.value == 1 ? then : otherwise) }
    case .select(let index, let elements):
      known(index).flatMap { index in
        index.value < BigUInt(elements.count) ? known(elements[Int(index.value)]) : Bits(0, width: width)
      }
    case .bit(let value, let index): fold(known(value), known(index)) { $0.bit(at: $1.value) }
    case .concatenate(let parts): Self.fold(parts.map(known))
    case .slice(let operand, let low): known(operand)?.slice(low: low, width: width)
    case .extend(let operand, let signed): known(operand)?.extended(to: width, signed: signed)
    case .reduce(let reduction, let operand): known(operand).map { Bits($0.reduced(by: reduction)) }
    }
  }

  private func fold(_ left: Bits?, _ right: Bits?, _ operation: (Bits, Bits) -> Bits) -> Bits? {
    guard let left, let right else { return nil }
    return operation(left, right)
  }

  private static func fold(_ parts: [Bits?]) -> Bits? {
    var result = Bits(0, width: 0)
    for part in parts {
      guard let part else { return nil }
      result = Bits(result.value << part.width | part.value, width: result.width + part.width)
    }
    return result
  }
}

extension Bits {
  init(_ truth: Bool) { self.init(truth ? 1 : 0, width: 1) }

  /// The value as the comparisons of this signedness see it.
  func number(_ signed: Bool) -> BigInt { signed ? signedValue : BigInt(value) }

  func slice(low: Int, width: Int) -> Bits { Bits((value >> low) & ((1 << width) - 1), width: width) }

  func extended(to width: Int, signed: Bool) -> Bits { Bits(truncating: number(signed), width: width) }

  fileprivate func bit(at index: BigUInt) -> Bits {
    index < BigUInt(width) ? slice(low: Int(index), width: 1) : Bits(0, width: 1)
  }

  fileprivate func reduced(by reduction: Netlist.Reduction) -> Bool {
    let ones = value.words.reduce(0) { $0 + $1.nonzeroBitCount }
    return switch reduction {
    case .and: ones == width
    case .or: ones > 0
    case .xor: ones % 2 == 1
    }
  }
}

extension Netlist.BinaryOperator {
  /// Whether one operand makes the other one irrelevant, being the result itself.
  fileprivate func isDecided(by operand: Bits) -> Bool {
    switch self {
    case .and, .multiply: operand.value == 0
    case .or: operand.value + 1 == 1 << operand.width
    case .xor, .add, .subtract: false
    }
  }

  fileprivate func fold(_ left: Bits, _ right: Bits) -> Bits {
    let (first, second) = (BigInt(left.value), BigInt(right.value))
    let result =
      switch self {
      case .and: first & second
      case .or: first | second
      case .xor: first ^ second
      case .add: first + second
      case .subtract: first - second
      case .multiply: first * second
      }
    return Bits(truncating: result, width: left.width)
  }
}

extension Netlist.ShiftOperator {
  fileprivate func fold(_ value: Bits, _ amount: Bits) -> Bits {
    let distance = amount.value < BigUInt(value.width) ? Int(amount.value) : value.width
    return switch self {
    case .left: Bits(truncating: BigInt(value.value) << distance, width: value.width)
    case .logicalRight: Bits(value.value >> distance, width: value.width)
    // BigInt's own shift of negative numbers rounds towards zero at times.
    case .arithmeticRight: value.extended(to: 2 * value.width, signed: true).slice(low: distance, width: value.width)
    }
  }
}

extension Netlist.Comparison {
  var isEquality: Bool { self == .equal || self == .notEqual }

  func holds(_ left: BigInt, _ right: BigInt) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}
