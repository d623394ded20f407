import Hardware

/// Finished psums of neighbouring channels, on their way from the array into the ofmap.
public struct ResultGroup: Signal {
  /// Word 0 belongs to the lowest channel.
  public var words: [Signed]
  /// The index of the last word that counts; absent on a bus of one word.
  public var lastIndex: Unsigned?
  /// The vector of the ofmap that they are part of.
  public var address: Unsigned
  /// The lane of word 0; `firstLane + lastIndex` is a lane of the same vector. Absent where there is one lane.
  public var firstLane: Unsigned?
  /// The row of the channel tables that holds their constants, in the same lanes.
  public var entry: Unsigned
  /// Nothing is written.
  public var drop: Bit
  /// The last group of a pass.
  public var isLast: Bit

  /// The shape for an architecture: `psumBusWords` words of `psumBits`.
  public static func shape(_ architecture: Architecture) -> ResultGroup {
    let group = BusShapes(architecture).psum
    return ResultGroup(
      words: group.words, lastIndex: group.lastIndex, address: .bits(architecture.vectorAddressBits),
      firstLane: architecture.lanes > 1 ? .bits(Netlist.addressWidth(of: architecture.lanes)) : nil,
      entry: .bits(ChannelTable.entryBits(architecture)), drop: .shape, isLast: .shape)
  }
}
