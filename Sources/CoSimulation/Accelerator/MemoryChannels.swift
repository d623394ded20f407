/// Channels of a simulated memory, for faults: a dead one takes nothing, or says nothing new.
public struct MemoryChannels: OptionSet, Hashable, Sendable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The numbers are those of `orris::Channel` in `testbench/axi_memory.h`.
  public static let readAddress = MemoryChannels(rawValue: 1)
  public static let readData = MemoryChannels(rawValue: 2)
  public static let writeAddress = MemoryChannels(rawValue: 4)
  public static let writeData = MemoryChannels(rawValue: 8)
  public static let writeAnswer = MemoryChannels(rawValue: 16)
  public static let all: MemoryChannels = [.readAddress, .readData, .writeAddress, .writeData, .writeAnswer]
}
