import Hardware

/// What is counted: totals of what the PEs do, numbers of words, and a bit for everything else.
struct CounterEvents: Signal {
  var compute: ComputeEvents
  var loadEngine, storeEngine: Bit
  var programBeat, loadBeat, filterBeat, storeBeat: Bit

  static func shape(_ architecture: Architecture) -> CounterEvents {
    CounterEvents(
      compute: .shape(architecture), loadEngine: .shape, storeEngine: .shape, programBeat: .shape, loadBeat: .shape,
      filterBeat: .shape, storeBeat: .shape)
  }

  /// What a counter shows.
  enum Source {
    /// What is added in each cycle: 1 for an event.
    case amount(Unsigned)
    /// The total, which is counted elsewhere.
    case total(Unsigned)
  }

  func source(of counter: PerformanceCounter) -> Source {
    if let event = event(counter) { return .amount(Unsigned(event)) }
    if let words = words(counter) { return .amount(words) }
    return .total(total(counter))
  }

  private func words(_ counter: PerformanceCounter) -> Unsigned? {
    switch counter {
    case .ifmapWords: compute.ifmapWords
    case .filterWords: compute.filterWords
    case .psumInputWords: compute.psumInWords
    case .psumOutputWords: compute.psumOutWords
    default: nil
    }
  }

  private func total(_ counter: PerformanceCounter) -> Unsigned {
    switch counter {
    case .macsDone: compute.activity.macsDone
    case .macsGated: compute.activity.macsGated
    case .ifmapScratchpadReads: compute.activity.ifmapReads
    case .ifmapScratchpadWrites: compute.activity.ifmapWrites
    case .filterScratchpadWrites: compute.activity.filterWrites
    case .psumScratchpadWrites: compute.activity.psumWrites
    case .psumsClimbed: compute.activity.psumsClimbed
    default: preconditionFailure("\(counter) is counted by events")
    }
  }

  private func event(_ counter: PerformanceCounter) -> Bit? {
    switch counter {
    case .cycles: true
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
    default: nil
    }
  }
}
