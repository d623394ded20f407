/// A value that a program's register, or a field of one of its tables, has no room for.
public struct RegisterMisfit: Error, Hashable, Sendable, CustomStringConvertible {
  /// The register, or the table with its field.
  public let register: String
  /// The value that was to be written.
  public let value: Int
  /// What there is room for.
  public let possible: ClosedRange<Int>

  /// A misfit that was found.
  public init(register: String, value: Int, possible: ClosedRange<Int>) {
    (self.register, self.value, self.possible) = (register, value, possible)
  }

  /// The register, the value and what is possible, in one line without a full stop.
  public var description: String {
    "\(register) would be \(value); \(possible.lowerBound) to \(possible.upperBound) is possible"
  }
}

extension RegisterMisfit {
  /// Makes sure that a value is possible.
  static func check(
    _ value: Int, of register: @autoclosure () -> String, _ possible: ClosedRange<Int>
  ) throws(RegisterMisfit) {
    guard possible.contains(value) else {
      throw RegisterMisfit(register: register(), value: value, possible: possible)
    }
  }

  /// The numbers of so many bits.
  static func unsigned(_ bits: Int) -> ClosedRange<Int> { 0...(1 << bits - 1) }
  /// The numbers of so many bits in two's complement.
  static func signed(_ bits: Int) -> ClosedRange<Int> { -(1 << (bits - 1))...(1 << (bits - 1) - 1) }
}
