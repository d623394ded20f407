import Accelerator

extension Accesses {
  /// From what the hardware counts, or what is predicted of it, in words.
  ///
  /// A gated MAC is none.
  public init(_ counts: AccessCounts, _ architecture: Architecture) {
    self.init(architecture) { counts[$0] }
  }

  init(_ counts: DenseCounts, _ architecture: Architecture) {
    self.init(architecture) { counts[$0] }
  }

  @inline(__always)
  private init(_ architecture: Architecture, counting counts: (PerformanceCounter) -> Int) {
    self.init(macs: counts(.macsDone))
    scratchpad = DataCounts(
      ifmap: counts(.ifmapScratchpadReads) + counts(.ifmapScratchpadWrites),
      filter: counts(.macsDone) + counts(.filterScratchpadWrites), psum: 2 * counts(.psumScratchpadWrites))
    network = DataCounts(
      ifmap: counts(.ifmapScratchpadWrites), filter: counts(.filterScratchpadWrites),
      psum: counts(.psumInputWords) + counts(.psumOutputWords) + counts(.psumsClimbed))
    let activationsPerWord = architecture.vectorsPerWord * architecture.lanes
    buffer = DataCounts(
      ifmap: (counts(.ifmapReads) + counts(.vectorReads)) * architecture.lanes + counts(.loadWrites)
        * activationsPerWord,
      psum: (counts(.psumReads) + counts(.psumWrites)) * architecture.psumBusWords,
      ofmap: counts(.ofmapWrites) * architecture.lanes + counts(.storeReads) * activationsPerWord)
    let activationsPerBeat = architecture.memoryDataBits / architecture.storageBits
    memory = DataCounts(
      ifmap: counts(.loadBeats) * activationsPerBeat,
      filter: counts(.filterBeats) * (architecture.memoryDataBits / architecture.weightStorageBits),
      ofmap: counts(.storeBeats) * activationsPerBeat, program: counts(.programBeats) * activationsPerBeat)
  }
}
