import Accelerator
import CoSimulation

/// What a timeline shows of a run: for a part of the accelerator, the cycles in which it is at work.
enum TimelineLane: String, CaseIterable, Encodable {
  case memoryReads, loadEngine, ifmapFeeder, ifmapNetwork, filterFeeder, filterNetwork, psumInput, macs, psumOutput
  case collector, vectorUnit, storeEngine, memoryWrites
  case waitsForIfmap, waitsForFilter, waitsForPsum, waitsForCollector

  /// What is drawn alike.
  enum Kind: CaseIterable { case engine, network, memory, macs, wait }

  var kind: Kind {
    switch self {
    case .loadEngine, .ifmapFeeder, .filterFeeder, .collector, .vectorUnit, .storeEngine: .engine
    case .ifmapNetwork, .filterNetwork, .psumInput, .psumOutput: .network
    case .memoryReads, .memoryWrites: .memory
    case .macs: .macs
    case .waitsForIfmap, .waitsForFilter, .waitsForPsum, .waitsForCollector: .wait
    }
  }

  /// What is counted; together at most once a cycle, but for the MACs, at most once a PE.
  var counters: [PerformanceCounter] {
    switch self {
    case .memoryReads: [.programBeats, .loadBeats, .filterBeats]
    case .loadEngine: [.loadEngine]
    case .ifmapFeeder: [.ifmapFeeder]
    case .ifmapNetwork: [.ifmapGroups]
    case .filterFeeder: [.filterFeeder]
    case .filterNetwork: [.filterGroups]
    case .psumInput: [.psumInputGroups]
    case .macs: [.macsDone, .macsGated]
    case .psumOutput: [.psumOutputGroups]
    case .collector: [.collector]
    case .vectorUnit: [.vectorUnit]
    case .storeEngine: [.storeEngine]
    case .memoryWrites: [.storeBeats]
    case .waitsForIfmap: [.waitsForIfmap]
    case .waitsForFilter: [.waitsForFilter]
    case .waitsForPsum: [.waitsForPsum]
    case .waitsForCollector: [.waitsForCollector]
    }
  }

  /// What counts as fully busy: so many events a cycle.
  func most(_ architecture: Architecture) -> Int { self == .macs ? architecture.rows * architecture.columns : 1 }

  var title: String {
    switch self {
    case .memoryReads: "DRAM reads"
    case .loadEngine: "load engine"
    case .ifmapFeeder: "ifmap feeder"
    case .ifmapNetwork: "ifmap network"
    case .filterFeeder: "weight feeder"
    case .filterNetwork: "weight network"
    case .psumInput: "psums in"
    case .macs: "MACs"
    case .psumOutput: "psums out"
    case .collector: "collector"
    case .vectorUnit: "vector unit"
    case .storeEngine: "store engine"
    case .memoryWrites: "DRAM writes"
    case .waitsForIfmap: "no ifmap"
    case .waitsForFilter: "no weights"
    case .waitsForPsum: "no psums"
    case .waitsForCollector: "psums held up"
    }
  }

  var meaning: String {
    switch kind {
    case .engine: "has work"
    case .network: "a group of values moves"
    case .memory: "a bus word moves"
    case .macs: "of all PEs, those that multiply or skip a zero"
    case .wait:
      self == .waitsForCollector
        ? "psums wait at the array's output" : "the array could have taken some, and none were there"
    }
  }
}
