/// What the hardware counts while a program runs; 48 bits, 0 when one begins.
///
/// What follows exactly from the counters has none of its own; see `identities`.
public enum PerformanceCounter: Int, CaseIterable, Sendable {
  case cycles, macsDone, macsGated
  case waitsForIfmap, waitsForFilter, waitsForPsum, waitsForCollector
  case loadEngine, storeEngine, ifmapFeeder, filterFeeder, collector, vectorUnit
  case ifmapReads, psumReads, psumWrites, ofmapWrites, vectorReads, loadWrites, storeReads
  case ifmapGroups, filterGroups, psumInputGroups, psumOutputGroups
  case programBeats, loadBeats, filterBeats, storeBeats
  case ifmapWords, filterWords, psumInputWords, psumOutputWords
  case ifmapScratchpadReads, ifmapScratchpadWrites, filterScratchpadWrites, psumScratchpadWrites, psumsClimbed

  /// Byte offset of the lower word.
  public var offset: Int { HostRegister.counterOffset + rawValue * 8 }

  /// Whether it counts cycles, which depend on the memory; what the others count follows from program and data.
  public var countsCycles: Bool {
    switch self {
    case .cycles, .waitsForIfmap, .waitsForFilter, .waitsForPsum, .waitsForCollector, .loadEngine, .storeEngine,
      .ifmapFeeder, .filterFeeder, .collector, .vectorUnit:
      true
    default: false
    }
  }

  /// What is counted, as the documentation and reports tell it; no full stop.
  public var meaning: String {
    switch self {
    case .cycles: "cycles in which the program ran"
    case .macsDone: "multiplications; each reads a weight from a filter scratchpad"
    case .macsGated: "MACs whose activation was zero: nothing is multiplied or read"
    case .waitsForIfmap: "cycles of a pass's delivery in which the array could have taken ifmap values and there were none"
    case .waitsForFilter: "the same for weights"
    case .waitsForPsum: "the same for psums"
    case .waitsForCollector: "cycles in which psums waited at the array's output"
    case .loadEngine: "cycles in which the load engine had work"
    case .storeEngine: "the same for the store engine"
    case .ifmapFeeder: "the same for the delivery of ifmaps"
    case .filterFeeder: "the same for the delivery of weights"
    case .collector: "the same for the collection of psums"
    case .vectorUnit: "the same for the vector unit"
    case .ifmapReads: "vectors of ifmaps read from the buffer, one for each group of bus words that the array gets of them"
    case .psumReads: "groups of psums read from the buffer"
    case .psumWrites: "groups of psums written to the buffer"
    case .ofmapWrites:
      "results written to the buffer, a group of psums or a vector of the vector unit at a time; those outside the map "
        + "included, which change nothing"
    case .vectorReads: "vectors read by the vector unit"
    case .loadWrites: "words written to the buffer by the load engine"
    case .storeReads: "words read from the buffer by the store engine"
    case .ifmapGroups: "groups of activations that entered the array"
    case .filterGroups: "groups of weights that entered the array"
    case .psumInputGroups: "groups of psums that entered the array"
    case .psumOutputGroups: "groups of psums that left the array"
    case .programBeats: "bus words of the program read from DRAM"
    case .loadBeats: "bus words of feature maps and of constants read, with the headers of compressed chunks"
    case .filterBeats: "bus words of weights read"
    case .storeBeats: "bus words of feature maps written, with the headers of compressed chunks"
    case .ifmapWords: "activations that entered the array"
    case .filterWords: "weights that entered the array"
    case .psumInputWords: "psums that entered the array, each for one PE"
    case .psumOutputWords: "psums that left the array"
    case .ifmapScratchpadReads:
      "activations read from ifmap scratchpads: each once for all of its MACs, none for a zero"
    case .ifmapScratchpadWrites: "activations delivered to PEs, once for each PE that takes them"
    case .filterScratchpadWrites: "weights delivered to PEs, once for each PE that takes them"
    case .psumScratchpadWrites: "sums written to psum scratchpads; each is read once"
    case .psumsClimbed: "psums handed to the PE above"
    }
  }

  /// What has no counter because it follows from the others.
  static let identities: [(quantity: String, value: String)] = [
    ("MAC slots of the PEs at work", "`macsDone` + `macsGated`"),
    ("reads of filter scratchpads", "`macsDone`: a zero activation reads no weight"),
    ("reads of psum scratchpads", "`psumScratchpadWrites`: what is written is read when the next product is added"),
    ("psums delivered to PEs", "`psumInputWords`"),
  ]
}
