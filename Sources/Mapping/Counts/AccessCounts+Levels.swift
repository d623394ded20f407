import Accelerator

/// What moves.
public enum DataType: String, CaseIterable, Sendable { case ifmap, filter, psum, ofmap, program }

/// Where it moves, from the MACs outwards.
public enum MemoryLevel: String, CaseIterable, Sendable { case scratchpad, network, buffer, memory }

extension AccessCounts {
  /// Accesses of a kind of data at a level, reads and writes together. An access is
  ///
  /// - in a scratchpad a value,
  /// - on the network a value that enters or leaves the array, or a psum that goes to the PE above,
  /// - in the buffer a vector of `Architecture.lanes` activations, a group of `psumBusWords` psums, or a word on its way
  ///   from or to DRAM,
  /// - in DRAM a bus word.
  ///
  /// What the vector unit reads counts as ifmap, what it writes as ofmap.
  public func accesses(_ level: MemoryLevel, _ data: DataType) -> Int {
    Self.counters(level, data).reduce(0) { $0 + self[$1.counter] * $1.times }
  }

  /// How many bytes these accesses move.
  public func bytes(_ level: MemoryLevel, _ data: DataType, _ architecture: Architecture) -> Int {
    Self.counters(level, data).reduce(0) {
      $0 + self[$1.counter] * $1.times * $1.counter.accessBits(architecture, data)
    } / 8
  }

  /// The counters that make up a figure; what is read as often as it is written counts twice.
  private static func counters(
    _ level: MemoryLevel, _ data: DataType
  ) -> [(counter: PerformanceCounter, times: Int)] {
    switch (level, data) {
    case (.scratchpad, .ifmap): [(.ifmapScratchpadReads, 1), (.ifmapScratchpadWrites, 1)]
    case (.scratchpad, .filter): [(.macsDone, 1), (.filterScratchpadWrites, 1)]
    case (.scratchpad, .psum): [(.psumScratchpadWrites, 2)]
    case (.network, .ifmap): [(.ifmapWords, 1)]
    case (.network, .filter): [(.filterWords, 1)]
    case (.network, .psum): [(.psumInputWords, 1), (.psumOutputWords, 1), (.psumsClimbed, 1)]
    case (.buffer, .ifmap): [(.ifmapReads, 1), (.vectorReads, 1), (.loadWrites, 1)]
    case (.buffer, .psum): [(.psumReads, 1), (.psumWrites, 1)]
    case (.buffer, .ofmap): [(.ofmapWrites, 1), (.storeReads, 1)]
    case (.memory, .ifmap): [(.loadBeats, 1)]
    case (.memory, .filter): [(.filterBeats, 1)]
    case (.memory, .ofmap): [(.storeBeats, 1)]
    case (.memory, .program): [(.programBeats, 1)]
    case (.scratchpad, .ofmap), (.network, .ofmap), (.buffer, .filter), (.memory, .psum): []
    case (.scratchpad, .program), (.network, .program), (.buffer, .program): []
    }
  }
}

extension PerformanceCounter {
  /// Bits that an access of such data moves.
  fileprivate func accessBits(_ architecture: Architecture, _ data: DataType) -> Int {
    switch self {
    case .loadWrites, .storeReads: architecture.bufferWordBits
    case .ifmapReads, .vectorReads, .ofmapWrites: architecture.vectorBits
    case .psumReads, .psumWrites: architecture.psumStorageBits * architecture.psumBusWords
    case .loadBeats, .filterBeats, .storeBeats, .programBeats: architecture.memoryDataBits
    default:
      switch data {
      case .ifmap, .ofmap, .program: architecture.storageBits
      case .filter: architecture.weightStorageBits
      case .psum: architecture.psumStorageBits
      }
    }
  }
}
