import TestSupport

extension SeededGenerator {
  /// Holds so often.
  mutating func chance(_ probability: Double) -> Bool { Double(next() >> 11) * 0x1p-53 < probability }

  /// A number of so many bits, at most 64.
  mutating func bits(_ width: Int) -> UInt64 { next() >> UInt64(64 - width) }
}
