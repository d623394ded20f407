import Accelerator

/// The entries of the channel tables in a layer with more channels than there are entries: given away in turn, and written
/// again where they held another channel.
struct ChannelEntries {
  private let lanes: Int
  private var next = 0
  /// By the channels of a part, where its entries begin.
  private var starts: [Range<Int>: Int] = [:]
  /// For each entry the channel that it holds, and the last pass that uses it.
  private var held: [Int]
  private var lastUse: [Int]

  init(_ architecture: Architecture) {
    lanes = architecture.lanes
    held = Array(repeating: -1, count: architecture.channelTable)
    lastUse = Array(repeating: 0, count: architecture.channelTable)
  }

  /// Writes the constants of some channels.
  ///
  /// - Returns: the first entry, and the instructions, with waits for passes that use what was there.
  mutating func write(
    _ channels: Range<Int>, _ kinds: ChannelConstantKinds, _ waits: inout EngineWaits
  ) -> (start: Int, instructions: Int) {
    let start = start(of: channels)
    var instructions = 0
    for channel in channels {
      let entry = start + channel - channels.lowerBound
      guard held[entry] != channel else { continue }
      let constants = held[entry] < 0 ? ChannelConstantKinds.all : kinds.instructions
      held[entry] = channel
      if constants > 0 { instructions += waits.wait(forPass: lastUse[entry]) + constants }
    }
    return (start, instructions)
  }

  /// Notes that a pass uses the entries of some channels.
  mutating func use(_ channels: Range<Int>, by pass: Int) {
    let start = starts[channels]!
    for entry in start..<start + channels.count { lastUse[entry] = pass }
  }

  private mutating func start(of channels: Range<Int>) -> Int {
    if let start = starts[channels] { return start }
    let start = next + channels.count <= held.count ? next : 0
    next = start + divided(channels.count, by: lanes) * lanes
    starts[channels] = start
    return start
  }
}
