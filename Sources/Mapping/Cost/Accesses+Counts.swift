import Accelerator

extension Accesses {
  /// From what the hardware counts, or what is predicted of it, in words. A gated MAC is none.
  public init(_ counts: AccessCounts, _ architecture: Architecture) {
    self.init(macs: counts[.macsDone])
    scratchpad = DataCounts(
      ifmap: counts.accesses(.scratchpad, .ifmap), filter: counts.accesses(.scratchpad, .filter),
      psum: counts.accesses(.scratchpad, .psum))
    network = DataCounts(
      ifmap: counts[.ifmapScratchpadWrites], filter: counts[.filterScratchpadWrites],
      psum: counts.accesses(.network, .psum))
    let activationsPerWord = architecture.vectorsPerWord * architecture.lanes
    buffer = DataCounts(
      ifmap: (counts[.ifmapReads] + counts[.vectorReads]) * architecture.lanes
        + counts[.loadWrites] * activationsPerWord,
      psum: counts.accesses(.buffer, .psum) * architecture.psumBusWords,
      ofmap: counts[.ofmapWrites] * architecture.lanes + counts[.storeReads] * activationsPerWord)
    let activationsPerBeat = architecture.memoryDataBits / architecture.storageBits
    memory = DataCounts(
      ifmap: counts[.loadBeats] * activationsPerBeat,
      filter: counts[.filterBeats] * (architecture.memoryDataBits / architecture.weightStorageBits),
      ofmap: counts[.storeBeats] * activationsPerBeat)
  }
}
