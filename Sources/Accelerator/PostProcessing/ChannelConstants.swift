import Hardware

/// What the requantiser has to know of one channel.
struct ChannelConstants: Signal {
  let bias: Signed
  /// 31 bits.
  let significand: Unsigned
  /// 6 bits: to the left where positive.
  let shift: Signed

  static let significandBits = 31
  static let shiftBits = 6

  static let shape = ChannelConstants(bias: .bits(32), significand: .bits(significandBits), shift: .bits(shiftBits))

  func map(_ each: SignalMap) -> ChannelConstants {
    ChannelConstants(bias: each(bias), significand: each(significand), shift: each(shift))
  }
}
