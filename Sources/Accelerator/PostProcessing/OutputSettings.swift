import Hardware

/// What all channels of a result share; constant while anything is under way.
public struct OutputSettings: Signal {
  /// The zero point, which averages and maxima do without.
  public var zero: Signed
  /// The bounds of the clamp.
  public var minimum, maximum: Signed

  /// The shape for an architecture: each has `activationBits`.
  public static func shape(_ architecture: Architecture) -> OutputSettings {
    let bits = architecture.activationBits
    return OutputSettings(zero: .bits(bits), minimum: .bits(bits), maximum: .bits(bits))
  }
}
