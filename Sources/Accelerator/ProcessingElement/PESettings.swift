import Hardware

/// What differs from PE to PE within a layer, apart from the identifiers on the networks.
public struct PESettings: Signal {
  public let psumSource: Enumerated<PsumSource>
  /// Psums leave through the output network rather than to the PE above.
  public let toNetwork: Bit

  public static let shape = PESettings(psumSource: .shape, toNetwork: .shape)

  public func map(_ each: SignalMap) -> PESettings {
    PESettings(psumSource: each(psumSource), toNetwork: each(toNetwork))
  }
}
