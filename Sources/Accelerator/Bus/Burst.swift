import Hardware

/// A burst as its address channel says it.
struct Burst: Signal {
  let address: Unsigned
  /// Beats less one, at most `mostBeats` - 1.
  let lastBeat: Unsigned
  /// The last burst of its request.
  let isLast: Bit

  /// Short enough for every slave, long enough to hide the address channel.
  static let mostBeats = 16
  /// No burst may cross this boundary (IHI 0022, A3.4.1).
  static let boundary = 4096

  static func shape(_ architecture: Architecture) -> Burst {
    Burst(
      address: .bits(architecture.memoryAddressBits), lastBeat: .bits(Netlist.addressWidth(of: mostBeats)),
      isLast: .shape)
  }

  func map(_ each: SignalMap) -> Burst {
    Burst(address: each(address), lastBeat: each(lastBeat), isLast: each(isLast))
  }
}
