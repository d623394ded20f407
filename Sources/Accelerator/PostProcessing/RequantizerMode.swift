import Hardware

/// What the requantiser does to a value besides scaling it.
struct RequantizerMode: Signal {
  /// The channel's bias is added.
  let addsBias: Bit
  /// The value is scaled by the channel's multiplier; else it stays as it is.
  let scales: Bit
  /// The product is rounded towards zero rather than to the nearest.
  let truncates: Bit
  /// The output's zero point is added.
  let addsZero: Bit

  static let shape = RequantizerMode(addsBias: .shape, scales: .shape, truncates: .shape, addsZero: .shape)

  func map(_ each: SignalMap) -> RequantizerMode {
    RequantizerMode(
      addsBias: each(addsBias), scales: each(scales), truncates: each(truncates), addsZero: each(addsZero))
  }
}
