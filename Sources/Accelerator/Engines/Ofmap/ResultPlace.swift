import Hardware

/// Where a group of psums goes that leaves the array.
struct ResultPlace: Signal {
  /// Into the ofmap, through post-processing; else into the buffer as it is.
  var isResult: Bit
  /// The word of the buffer for a psum.
  var word: Unsigned
  /// The vector of the buffer for a result, and the lane of its first channel.
  var address, firstLane: Unsigned
  /// The row of the channel tables.
  var entry: Unsigned
  /// The result lies outside the ofmap.
  var isDropped: Bit
  /// The last group of the pass.
  var isLast: Bit

  static func shape(_ architecture: Architecture) -> ResultPlace {
    ResultPlace(
      isResult: .shape, word: .bits(architecture.wordAddressBits), address: .bits(architecture.vectorAddressBits),
      firstLane: .bits(Netlist.addressWidth(of: architecture.lanes)),
      entry: .bits(Netlist.addressWidth(of: architecture.channelTable / architecture.lanes)), isDropped: .shape,
      isLast: .shape)
  }
}
