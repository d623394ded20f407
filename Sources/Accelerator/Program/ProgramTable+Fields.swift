extension ProgramTable {
  /// Bits of an entry that are one number.
  public struct Field: Hashable, Sendable {
    /// What messages call the field.
    public let name: String
    /// Its bits in the entry.
    public let bits: Range<Int>
    /// The numbers that it can hold.
    public let possible: ClosedRange<Int>
  }

  /// The fields of an entry, from bit 0 up.
  public var fields: [Field] {
    switch self {
    case .filterTarget, .ifmapTarget: [.unsigned("row tag", 0..<8), .unsigned("column tag", 8..<16)]
    case .ifmapPlace: [.unsigned("row", 0..<16), .unsigned("channel", 16..<32)]
    case .column:
      [
        .unsigned("row tag", 0..<8), .unsigned("column tag", 8..<16), .unsigned("row", 16..<24),
        .unsigned("column", 24..<32),
      ]
    case .columnPlace: [.unsigned("row", 0..<16), .unsigned("channel", 16..<32)]
    case .bias: [.signed("bias", 0..<32)]
    case .significand: [.unsigned("significand", 0..<31)]
    case .shift: [.signed("shift", 0..<6)]
    }
  }

  /// An entry with these numbers in its fields.
  ///
  /// - Throws: `RegisterMisfit` where a field has no room for its number.
  /// - Precondition: a number for each field.
  public func entry(_ numbers: [Int]) throws(RegisterMisfit) -> UInt32 {
    precondition(numbers.count == fields.count, "\(numbers.count) numbers for \(fields.count) fields of \(self)")
    var entry: UInt32 = 0
    for (field, number) in zip(fields, numbers) {
      try RegisterMisfit.check(number, of: "\(field.name) of table \(self)", field.possible)
      entry |= UInt32(truncatingIfNeeded: number & (1 << field.bits.count - 1)) << UInt32(field.bits.lowerBound)
    }
    return entry
  }
}

extension ProgramTable.Field {
  fileprivate static func unsigned(_ name: String, _ bits: Range<Int>) -> Self {
    Self(name: name, bits: bits, possible: RegisterMisfit.unsigned(bits.count))
  }

  fileprivate static func signed(_ name: String, _ bits: Range<Int>) -> Self {
    Self(name: name, bits: bits, possible: RegisterMisfit.signed(bits.count))
  }
}
