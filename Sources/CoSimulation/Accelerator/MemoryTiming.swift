/// How the memory around a simulated accelerator behaves.
public struct MemoryTiming: Hashable, Sendable, Codable {
  /// Cycles from an address to its first beat, and from the last beat written to its answer.
  public var latency: Int
  /// Beats in a thousand cycles, in each direction.
  public var beatsPerThousand: Int
  /// Bursts that the memory takes at a time, in each direction.
  public var outstanding: Int
  /// How often in a thousand cycles each channel pauses.
  public var stallPerMille: Int
  /// Whether answers to different clients come in any order.
  public var reorders: Bool
  /// Of the random pauses and orders: the same seed gives the same run.
  public var seed: UInt64

  /// What is not given is as fast as can be: a beat a cycle, without delay.
  ///
  /// - Parameters:
  ///   - latency: cycles, 0 or more.
  ///   - beatsPerThousand: beats in a thousand cycles, 1 to 1000.
  ///   - outstanding: bursts at a time, at least 1.
  ///   - stallPerMille: pauses in a thousand cycles, 0 to 999.
  ///   - reorders: whether answers to different clients come in any order.
  ///   - seed: of the random pauses and orders.
  public init(
    latency: Int = 0, beatsPerThousand: Int = 1000, outstanding: Int = 16, stallPerMille: Int = 0,
    reorders: Bool = false, seed: UInt64 = 1
  ) {
    (self.latency, self.beatsPerThousand, self.outstanding) = (latency, beatsPerThousand, outstanding)
    (self.stallPerMille, self.reorders, self.seed) = (stallPerMille, reorders, seed)
  }

  /// A beat a cycle, without delay.
  public static let fast = MemoryTiming()
  /// 100 cycles of latency, random stalls, answers in any order.
  public static let slow = MemoryTiming(latency: 100, stallPerMille: 200, reorders: true)
}
