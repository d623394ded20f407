import Accelerator

/// What a layer comes to as if no activation but padding were zero: the hardware's counters that do not count cycles.
///
/// The search, the reports and the predictions of `AccessCounts` all take them from here.
struct DenseCounts {
  var macsDone = 0, macsGated = 0
  var ifmapReads = 0, ofmapWrites = 0, loadWrites = 0, storeReads = 0
  /// Groups of psums read from the buffer, and as many written to it.
  var psumReturns = 0
  var ifmapGroups = 0, filterGroups = 0, psumInputGroups = 0, psumOutputGroups = 0
  var programBeats = 0, loadBeats = 0, filterBeats = 0, storeBeats = 0
  var ifmapWords = 0, filterWords = 0, psumInputWords = 0, psumOutputWords = 0
  var ifmapScratchpadReads = 0, ifmapScratchpadWrites = 0, filterScratchpadWrites = 0, psumScratchpadWrites = 0
  var psumsClimbed = 0

  subscript(counter: PerformanceCounter) -> Int {
    switch counter {
    case .macsDone: macsDone
    case .macsGated: macsGated
    case .ifmapReads: ifmapReads
    case .psumReads, .psumWrites: psumReturns
    case .ofmapWrites: ofmapWrites
    case .loadWrites: loadWrites
    case .storeReads: storeReads
    case .ifmapGroups: ifmapGroups
    case .filterGroups: filterGroups
    case .psumInputGroups: psumInputGroups
    case .psumOutputGroups: psumOutputGroups
    case .programBeats: programBeats
    case .loadBeats: loadBeats
    case .filterBeats: filterBeats
    case .storeBeats: storeBeats
    case .ifmapWords: ifmapWords
    case .filterWords: filterWords
    case .psumInputWords: psumInputWords
    case .psumOutputWords: psumOutputWords
    case .ifmapScratchpadReads: ifmapScratchpadReads
    case .ifmapScratchpadWrites: ifmapScratchpadWrites
    case .filterScratchpadWrites: filterScratchpadWrites
    case .psumScratchpadWrites: psumScratchpadWrites
    case .psumsClimbed: psumsClimbed
    // The vector unit has no part in a layer with weights; cycles are not counted here.
    case .vectorReads, .cycles, .waitsForIfmap, .waitsForFilter, .waitsForPsum, .waitsForCollector, .loadEngine,
      .storeEngine, .ifmapFeeder, .filterFeeder, .collector, .vectorUnit:
      0
    }
  }

  /// Bus words from and to DRAM.
  var beats: Int { programBeats + loadBeats + filterBeats + storeBeats }
}

extension DenseCounts {
  /// Of so many units of work.
  ///
  /// Outside a whole accelerator there is neither a buffer nor DRAM.
  init(
    _ totals: LayerTotals, _ units: TileUnits, _ maps: LayerMaps, _ architecture: Architecture,
    _ surroundings: MappingSearch.Surroundings
  ) {
    countArray(totals, units)
    guard surroundings == .accelerator else { return }
    let groups = units.columns * units.psumGroups
    ifmapReads = totals.ifmapVectorRows * units.readsOfRow
    psumReturns = totals.psumReturns * groups
    ofmapWrites = (totals.psumRows - totals.psumReturns) * groups
    let activationsPerWord = maps.activationsPerWord
    (loadWrites, storeReads) = (totals.loads / activationsPerWord, totals.stores / activationsPerWord)
    let activationsPerBeat = architecture.memoryDataBits / architecture.storageBits
    loadBeats = maps.input.code.coded(totals.loads) / activationsPerBeat
    storeBeats = maps.output.code.coded(totals.stores) / activationsPerBeat
    filterBeats = totals.filterBeats
    programBeats =
      totals.instructions > 0 ? Program.beats(instructions: totals.instructions, beatBytes: architecture.beatBytes) : 0
  }

  private mutating func countArray(_ totals: LayerTotals, _ units: TileUnits) {
    macsDone = totals.workedRows * units.usesOfRow * units.filters
    macsGated = totals.peStrips * units.columns * units.weights - macsDone
    ifmapScratchpadReads = totals.workedRows * units.usesOfRow
    ifmapScratchpadWrites = totals.peStrips * units.rowValues
    filterScratchpadWrites = totals.pePassRuns * units.weights
    let psums = units.columns * units.psumsPerColumn
    // The first product of a psum leaves a sum behind in any case, the last one never.
    if units.keepsSums {
      psumScratchpadWrites = totals.peStrips * psums + totals.workedRows * units.innerUsesOfRow * units.filters
    }
    (ifmapGroups, ifmapWords) = (totals.deliveredRows * units.rowGroups, totals.deliveredRows * units.rowValues)
    (filterGroups, filterWords) = (totals.filterRuns * units.filterGroups, totals.filterRuns * units.weights)
    let groups = units.columns * units.psumGroups
    (psumOutputGroups, psumOutputWords) = (totals.psumRows * groups, totals.psumRows * psums)
    (psumInputGroups, psumInputWords) = (totals.psumEntries * groups, totals.psumEntries * psums)
    psumsClimbed = (totals.peStrips - totals.psumRows) * psums
  }
}
