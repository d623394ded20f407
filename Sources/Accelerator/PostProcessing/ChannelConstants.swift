import Hardware

/// What the requantiser has to know of one channel.
struct ChannelConstants: Signal {
  var bias: Signed
  /// 31 bits.
  var significand: Unsigned
  /// 6 bits: to the left where positive.
  var shift: Signed

  static let significandBits = 31
  static let shiftBits = 6

  static let shape = ChannelConstants(bias: .bits(32), significand: .bits(significandBits), shift: .bits(shiftBits))
}
