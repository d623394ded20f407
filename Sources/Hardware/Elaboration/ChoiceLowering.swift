import BigInt

// Matches on numbers.
extension DefinitionBuilder {
  mutating func lowerChoice(
    _ subject: Expression, _ arms: [MatchArm], _ location: SourceLocation?
  ) -> [Netlist.Statement] {
    let node = lower(subject, at: location)
    guard subject.width > 0 else { return [] }  // a poison or a literal, reported by `lower`
    var values = MatchedValues(width: subject.width, isSigned: subject.isSigned)
    var choices: [Netlist.Choice] = []
    var rest: [Netlist.Statement] = []
    for arm in arms {
      for message in values.add(arm) { report("match", message, at: arm.location) }
      let ranges = arm.values == nil ? values.taken : values.last
      path.append(PathCondition(.lies(node, in: ranges, arm.values != nil)))
      let body = lower(arm.body)
      path.removeLast()
      if arm.values == nil {
        rest = body
      } else if !ranges.isEmpty {
        choices.append(Netlist.Choice(values: ranges, body: body))
      }
    }
    if choices.allSatisfy(\.body.isEmpty) && rest.isEmpty { return [] }
    return [.choose(node, choices, otherwise: rest, source: location)]
  }
}

/// The values that the arms of a match have so far.
private struct MatchedValues {
  private let width: Int
  private let isSigned: Bool
  /// As bit patterns: of the last arm, and of all.
  private(set) var last: [ClosedRange<BigUInt>] = []
  private(set) var taken: [ClosedRange<BigUInt>] = []
  private var arms: [(values: ClosedRange<BigInt>, location: SourceLocation)] = []
  private var otherwise: SourceLocation?

  init(width: Int, isSigned: Bool) {
    self.width = width
    self.isSigned = isSigned
  }

  /// - Returns: what is wrong with the arm.
  mutating func add(_ arm: MatchArm) -> [String] {
    last = []
    if let otherwise { return ["this arm stands behind the 'otherwise' at \(otherwise.short), which is the last one"] }
    guard let values = arm.values else {
      otherwise = arm.location
      return []
    }
    if values.isEmpty { return ["an arm without a value never runs: name values, or remove it"] }
    let messages = values.compactMap { add($0, arm.location) }
    last.sort { $0.lowerBound < $1.lowerBound }
    taken += last
    return messages
  }

  private mutating func add(_ range: ClosedRange<BigInt>, _ location: SourceLocation) -> String? {
    for bound in [range.lowerBound, range.upperBound] where !limits.contains(bound) {
      return "the value \(bound) never occurs among \(isSigned ? "signed" : "unsigned") numbers of \(width) bits, "
        + "which are \(limits.lowerBound) to \(limits.upperBound): remove it, or match a wider number"
    }
    if let other = arms.first(where: { $0.values.overlaps(range) }) {
      let value = max(range.lowerBound, other.values.lowerBound)
      return "the value \(value) has an arm already, at \(other.location.short): remove it from one of them"
    }
    arms.append((range, location))
    last += patterns(of: range)
    return nil
  }

  private var limits: ClosedRange<BigInt> {
    let count = BigInt(1) << width
    return isSigned ? -(count >> 1)...(count >> 1) - 1 : 0...count - 1
  }

  /// The bits of the values; those of negative numbers are larger than those of the others.
  private func patterns(of range: ClosedRange<BigInt>) -> [ClosedRange<BigUInt>] {
    func bits(_ value: BigInt) -> BigUInt { Bits(truncating: value, width: width).value }
    guard range.lowerBound < 0, range.upperBound >= 0 else {
      return [bits(range.lowerBound)...bits(range.upperBound)]
    }
    return [0...bits(range.upperBound), bits(range.lowerBound)...bits(-1)]
  }
}
