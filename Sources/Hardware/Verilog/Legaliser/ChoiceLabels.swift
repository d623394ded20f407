import BigInt

extension Verilog.Expression {
  /// The most values that are written one by one.
  private static let longestList = 4

  /// The labels of a `case` for a range of bit patterns: its values where they are few, else the patterns that have
  /// them, each of as many open bits as there can be.
  static func labels(for range: ClosedRange<BigUInt>, width: Int, _ isSigned: Bool) -> [Self] {
    var labels: [Self] = []
    var next = range.lowerBound
    let isList = range.upperBound - next < longestList
    while next <= range.upperBound {
      let open = isList ? 0 : openBits(from: next, in: range, width: width)
      let bits = Bits(next, width: width)
      labels.append(open == 0 ? .literal(bits, isSigned: isSigned && bits.signedValue < 0) : .pattern(bits, open: open))
      next += 1 << open
    }
    return labels
  }

  /// The size of the largest aligned block that begins at a value.
  private static func openBits(from start: BigUInt, in range: ClosedRange<BigUInt>, width: Int) -> Int {
    var open = 0
    while open < width, start & ((BigUInt(2) << open) - 1) == 0, start + (BigUInt(2) << open) - 1 <= range.upperBound {
      open += 1
    }
    return open
  }
}
