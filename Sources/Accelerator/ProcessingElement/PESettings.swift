import Hardware

/// What differs from PE to PE within a layer, apart from the identifiers on the networks.
public struct PESettings: Signal {
  public var psumSource: Enumerated<PsumSource>
  /// Psums leave through the output network rather than to the PE above.
  public var toNetwork: Bit

  public static let shape = PESettings(psumSource: .shape, toNetwork: .shape)
}
