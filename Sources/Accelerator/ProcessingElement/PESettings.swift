import Hardware

/// What differs from PE to PE within a layer, apart from the identifiers on the networks.
public struct PESettings: Signal {
  /// Where the psums that are added to this PE's come from.
  public var psumSource: Enumerated<PsumSource>
  /// Psums leave through the output network rather than to the PE above.
  public var toNetwork: Bit

  /// The shape; it is the same for all architectures.
  public static let shape = PESettings(psumSource: .shape, toNetwork: .shape)
}
