import Hardware

/// What is counted, in the order of `PerformanceCounter`: running totals of the MACs, and a bit for everything else.
struct CounterEvents: Signal {
  let compute: ComputeEvents
  let loadEngine, storeEngine: Bit
  let programBeat, loadBeat, filterBeat, storeBeat: Bit

  static func shape(_ architecture: Architecture) -> CounterEvents {
    CounterEvents(
      compute: .shape(architecture), loadEngine: .shape, storeEngine: .shape, programBeat: .shape, loadBeat: .shape,
      filterBeat: .shape, storeBeat: .shape)
  }

  func map(_ each: SignalMap) -> CounterEvents {
    CounterEvents(
      compute: each(compute), loadEngine: each(loadEngine), storeEngine: each(storeEngine),
      programBeat: each(programBeat), loadBeat: each(loadBeat), filterBeat: each(filterBeat),
      storeBeat: each(storeBeat))
  }

  /// The bit of a counter; nil where the total is counted elsewhere.
  func event(_ counter: PerformanceCounter) -> Bit? {
    switch counter {
    case .cycles: true
    case .macsDone, .macsGated: nil
    case .waitsForIfmap: compute.waitsForIfmap
    case .waitsForFilter: compute.waitsForFilter
    case .waitsForPsum: compute.waitsForPsum
    case .waitsForCollector: compute.waitsForCollector
    case .loadEngine: loadEngine
    case .storeEngine: storeEngine
    case .ifmapFeeder: compute.ifmapFeeder
    case .filterFeeder: compute.filterFeeder
    case .collector: compute.collector
    case .vectorUnit: compute.vectorUnit
    case .ifmapReads: compute.ifmapRead
    case .psumReads: compute.psumRead
    case .psumWrites: compute.psumWrite
    case .ofmapWrites: compute.resultWrite
    case .vectorReads: compute.vectorRead
    case .loadWrites: compute.loadWrite
    case .storeReads: compute.storeRead
    case .ifmapGroups: compute.ifmapGroup
    case .filterGroups: compute.filterGroup
    case .psumInputGroups: compute.psumInGroup
    case .psumOutputGroups: compute.psumOutGroup
    case .programBeats: programBeat
    case .loadBeats: loadBeat
    case .filterBeats: filterBeat
    case .storeBeats: storeBeat
    }
  }
}
