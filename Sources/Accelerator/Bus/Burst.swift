import Hardware

/// A burst as its address channel says it.
struct Burst: Signal {
  var address: Unsigned
  /// Beats less one, at most `mostBeats` - 1.
  var lastBeat: Unsigned
  /// The last burst of its request.
  var isLast: Bit

  /// Short enough for every slave, long enough to hide the address channel.
  static let mostBeats = 16
  /// No burst may cross this boundary (IHI 0022, A3.4.1).
  static let boundary = 4096

  static func shape(_ architecture: Architecture) -> Burst {
    Burst(
      address: .bits(architecture.memoryAddressBits), lastBeat: .bits(Netlist.addressWidth(of: mostBeats)),
      isLast: .shape)
  }
}
