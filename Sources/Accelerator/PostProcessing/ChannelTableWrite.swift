import Hardware

/// What the channel tables hold for each channel, in the order of `ProgramTable`.
public enum ChannelConstant: Int, CaseIterable, Sendable {
  case bias, significand, shift
}

/// A write into the channel tables, at every edge at which `write` holds.
public struct ChannelTableWrite: Signal {
  /// Whether `data` is written at the coming edge.
  public var write: Bit
  /// Which of the tables is written.
  public var kind: Enumerated<ChannelConstant>
  /// The channel.
  public var index: Unsigned
  /// The constant in the low bits, as `ProgramTable` has it.
  public var data: Unsigned

  /// The shape for an architecture, whose `channelTable` decides the bits of the index.
  public static func shape(_ architecture: Architecture) -> ChannelTableWrite {
    ChannelTableWrite(
      write: .shape, kind: .shape, index: .bits(Netlist.addressWidth(of: architecture.channelTable)),
      data: .bits(32))
  }
}
