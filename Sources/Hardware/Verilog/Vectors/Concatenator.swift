/// Joins neighbouring bits: parts of one vector, members of a structure, literals.
struct Concatenator {
  /// Where a signal is found in a vector.
  struct Place: Equatable {
    var vector: Verilog.SignalID
    var low: Int
    var width: Int
  }

  let module: Verilog.Module
  /// The places of the signals that stand for parts of a vector.
  let places: [Verilog.SignalID: Place]
  /// The places of arrays that are members of a structure.
  var arrays: [Verilog.SignalID: Place] = [:]

  /// The values next to each other, the first one on top.
  func concatenation(_ parts: [Verilog.Expression]) -> Verilog.Expression {
    var joined: [Verilog.Expression] = []
    for part in parts.flatMap(flattened) {
      if let last = joined.last, let both = join(last, part) {
        joined[joined.count - 1] = both
      } else {
        joined.append(part)
      }
    }
    return joined.count == 1 ? joined[0] : .concatenation(repeated(joined))
  }

  private func flattened(_ part: Verilog.Expression) -> [Verilog.Expression] {
    switch part {
    case .concatenation(let parts): parts.flatMap(flattened)
    case .cast(_, let operand) where operand.isAtom: flattened(operand)
    case .replication(let count, let operand) where operand.isAtom && count <= 64: repeatElement(operand, count: count).map { $0 }
    default: [part]
    }
  }

  /// Runs of equal values as replications.
  private func repeated(_ parts: [Verilog.Expression]) -> [Verilog.Expression] {
    var result: [Verilog.Expression] = []
    var rest = parts[...]
    while let first = rest.first {
      let run = rest.prefix { $0 == first }
      result.append(run.count > 1 ? .replication(run.count, first) : first)
      rest = rest.dropFirst(run.count)
    }
    return result
  }

  private func join(_ high: Verilog.Expression, _ low: Verilog.Expression) -> Verilog.Expression? {
    if case .literal(let first, _) = high, case .literal(let second, _) = low {
      return .literal(Bits(first.value << second.width | second.value, width: first.width + second.width), isSigned: false)
    }
    guard let first = place(of: high), let second = place(of: low), first.vector == second.vector,
      first.low == second.low + second.width
    else { return nil }
    return part(Place(vector: first.vector, low: second.low, width: first.width + second.width))
  }

  private func place(of expression: Verilog.Expression) -> Place? {
    switch expression {
    case .part(let vector, let high, let low):
      Place(vector: arrays[vector]?.vector ?? vector, low: (arrays[vector]?.low ?? 0) + low, width: high - low + 1)
    case .signal(let signal): arrays[signal] ?? places[signal]
    default: nil
    }
  }

  func part(_ place: Place) -> Verilog.Expression {
    if place.width == module[place.vector].width { return .signal(place.vector) }
    // Within an array, its name tells more.
    for (array, whole) in arrays where whole.vector == place.vector && whole.low <= place.low
      && place.low + place.width <= whole.low + whole.width
    {
      return part(Place(vector: array, low: place.low - whole.low, width: place.width))
    }
    return .part(place.vector, high: place.low + place.width - 1, low: place.low)
  }
}

// Values of all members of a structure or array as the value of the whole.
extension Concatenator {
  private static let longest = 80

  /// One value for those of neighbouring bits, the first one on top; nil where that would be no easier to read.
  ///
  /// - Parameter widths: of what takes each value.
  func whole(_ values: [Verilog.Expression], widths: [Int]) -> Verilog.Expression? {
    if case .conditional(let condition, _, _) = values[0] {
      var (thens, others): ([Verilog.Expression], [Verilog.Expression]) = ([], [])
      for case .conditional(condition, let then, let otherwise) in values {
        thens.append(then)
        others.append(otherwise)
      }
      if thens.count == values.count, let then = whole(thens, widths: widths),
        let otherwise = whole(others, widths: widths)
      {
        return .conditional(condition, then: then, otherwise: otherwise)
      }
    }
    guard zip(values, widths).allSatisfy({ width(of: $0) == $1 }) else { return nil }
    let joined = concatenation(values)
    guard case .concatenation(let parts) = joined else { return joined }
    let isPlain = parts.allSatisfy { $0.isAtom || $0.isNegation }
    let printer = ExpressionPrinter(module: module)
    return isPlain || printer.text(joined).count <= Self.longest ? joined : nil
  }

  /// The width that Verilog gives an expression by itself; nil where that is a matter of a parameter.
  func width(of expression: Verilog.Expression) -> Int? {
    switch expression {
    case .signal(let signal): return module[signal].isPayload ? nil : module[signal].width
    case .literal(let bits, _), .pattern(let bits, _): return bits.width
    case .parameter(let parameter): return parameter.enumeration.width
    case .part(_, let high, let low): return high - low + 1
    case .loopPart(_, _, let width), .loopNumber(_, let width): return width
    case .bit: return 1
    case .word(let memory, _): return module.memories[memory.index].width
    case .unary(.not, let operand), .unary(.negate, let operand), .cast(_, let operand): return width(of: operand)
    case .unary: return 1
    case .binary(let binary, let operands):
      if binary.isComparison || binary == .logicalAnd || binary == .logicalOr { return 1 }
      switch binary {
      case .shiftLeft, .shiftRight, .shiftRightArithmetic: return width(of: operands[0])
      default: return widest(operands)
      }
    case .conditional(_, let then, let otherwise): return widest([then, otherwise])
    case .concatenation(let parts):
      return parts.reduce(Optional(0)) { sum, part in sum.flatMap { sum in width(of: part).map { sum + $0 } } }
    case .replication(let count, let part): return width(of: part).map { count * $0 }
    case .number, .payloadZero: return nil
    }
  }

  private func widest(_ operands: [Verilog.Expression]) -> Int? {
    let widths = operands.compactMap { width(of: $0) }
    return widths.count == operands.count ? widths.max() : nil
  }
}

extension Verilog.Expression {
  fileprivate var isNegation: Bool {
    switch self {
    case .unary(.not, let operand), .unary(.logicalNot, let operand): operand.isAtom
    default: false
    }
  }
}
