/// Channels of a simulated memory, for faults: a dead one takes nothing, or says nothing new.
public struct MemoryChannels: OptionSet, Hashable, Sendable {
  /// One bit for each channel.
  public let rawValue: UInt32

  /// The channels of which the bits are set.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The numbers are those of `orris::Channel` in `testbench/axi_memory.h`.
  public static let readAddress = MemoryChannels(rawValue: 1)
  /// R: data that were asked for.
  public static let readData = MemoryChannels(rawValue: 2)
  /// AW: addresses of writes.
  public static let writeAddress = MemoryChannels(rawValue: 4)
  /// W: data to be written.
  public static let writeData = MemoryChannels(rawValue: 8)
  /// B: answers to writes.
  public static let writeAnswer = MemoryChannels(rawValue: 16)
  /// All five channels.
  public static let all: MemoryChannels = [.readAddress, .readData, .writeAddress, .writeData, .writeAnswer]
}
