import Hardware

/// What the channel tables hold for each channel, in the order of `ProgramTable`.
public enum ChannelConstant: Int, CaseIterable, Sendable {
  case bias, significand, shift
}

/// A write into the channel tables, at every edge at which `write` holds.
public struct ChannelTableWrite: Signal {
  public let write: Bit
  public let kind: Enumerated<ChannelConstant>
  /// The channel.
  public let index: Unsigned
  /// The constant in the low bits, as `ProgramTable` has it.
  public let data: Unsigned

  public static func shape(_ architecture: Architecture) -> ChannelTableWrite {
    ChannelTableWrite(
      write: .shape, kind: .shape, index: .bits(Netlist.addressWidth(of: architecture.channelTable)),
      data: .bits(32))
  }

  public func map(_ each: SignalMap) -> ChannelTableWrite {
    ChannelTableWrite(write: each(write), kind: each(kind), index: each(index), data: each(data))
  }
}
