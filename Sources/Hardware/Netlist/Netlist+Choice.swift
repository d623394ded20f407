import BigInt

extension Netlist {
  /// What is done where a number has one of some values.
  public struct Choice: Sendable {
    /// Bit patterns of the subject's width, in ascending order; none lies in two choices of a statement.
    public var values: [ClosedRange<BigUInt>]
    /// The statements that run then.
    public var body: [Statement]

    /// A choice by its values, in ascending order.
    public init(values: [ClosedRange<BigUInt>], body: [Statement]) {
      self.values = values
      self.body = body
    }

    /// Whether the choice is made for a bit pattern.
    public func contains(_ value: BigUInt) -> Bool { values.contains { $0.contains(value) } }
  }
}

extension [Netlist.Choice] {
  /// Whether there is a choice for every value of so many bits.
  func isComplete(width: Int) -> Bool {
    let count = joined.reduce(BigUInt(0)) { $0 + $1.upperBound - $1.lowerBound + 1 }
    return count == BigUInt(1) << width
  }

  private var joined: [ClosedRange<BigUInt>] { flatMap(\.values) }
}
