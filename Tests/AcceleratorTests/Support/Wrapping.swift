extension Int {
  /// The number that the low bits are in two's complement.
  func wrapped(to bits: Int) -> Int {
    let shift = Int.bitWidth - bits
    return (self << shift) >> shift
  }

  /// A number of so many bits in two's complement.
  static func random(bits: Int, using generator: inout some RandomNumberGenerator) -> Int {
    let half = 1 << (bits - 1)
    return .random(in: -half...half - 1, using: &generator)
  }
}
