import Hardware

/// What the requantiser does to a value besides scaling it.
struct RequantizerMode: Signal {
  /// The channel's bias is added.
  var addsBias: Bit
  /// The value is scaled by the channel's multiplier; else it stays as it is.
  var scales: Bit
  /// The product is rounded towards zero rather than to the nearest.
  var truncates: Bit
  /// The output's zero point is added.
  var addsZero: Bit

  static let shape = RequantizerMode(addsBias: .shape, scales: .shape, truncates: .shape, addsZero: .shape)
}
