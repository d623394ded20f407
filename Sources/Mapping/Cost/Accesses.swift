/// How often words are touched at each level of the storage hierarchy, reads and writes together.
///
/// A word is one activation, weight or partial sum. What fills up vectors, groups and tiles counts as well: it costs as
/// much as the rest.
public struct Accesses: Hashable, Sendable, Codable {
  /// Multiply-accumulates that PEs carry out, those with fill-ups included.
  public var macs: Int
  /// Reads and writes of the PEs' scratchpads.
  public var scratchpad: DataCounts
  /// Words that come to a PE or leave one: by the networks, or by the link from a PE to the one above.
  public var network: DataCounts
  /// Reads and writes of the global buffer, by the array and by transfers.
  public var buffer: DataCounts
  /// Words over the bus to DRAM, those of the program included.
  public var memory: DataCounts

  /// Counts that are known already; what is not given is 0.
  public init(
    macs: Int = 0, scratchpad: DataCounts = DataCounts(), network: DataCounts = DataCounts(),
    buffer: DataCounts = DataCounts(), memory: DataCounts = DataCounts()
  ) {
    self.macs = macs
    (self.scratchpad, self.network, self.buffer, self.memory) = (scratchpad, network, buffer, memory)
  }

  /// Adds level by level: what two layers, or two parts of one, take together.
  public static func + (a: Accesses, b: Accesses) -> Accesses {
    Accesses(
      macs: a.macs + b.macs, scratchpad: a.scratchpad + b.scratchpad, network: a.network + b.network,
      buffer: a.buffer + b.buffer, memory: a.memory + b.memory)
  }
}
