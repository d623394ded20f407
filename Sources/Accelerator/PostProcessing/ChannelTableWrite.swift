import Hardware

/// What the channel tables hold for each channel, in the order of `ProgramTable`.
public enum ChannelConstant: Int, CaseIterable, Sendable {
  case bias, significand, shift
}

/// A write into the channel tables, at every edge at which `write` holds.
public struct ChannelTableWrite: Signal {
  public var write: Bit
  public var kind: Enumerated<ChannelConstant>
  /// The channel.
  public var index: Unsigned
  /// The constant in the low bits, as `ProgramTable` has it.
  public var data: Unsigned

  public static func shape(_ architecture: Architecture) -> ChannelTableWrite {
    ChannelTableWrite(
      write: .shape, kind: .shape, index: .bits(Netlist.addressWidth(of: architecture.channelTable)),
      data: .bits(32))
  }
}
