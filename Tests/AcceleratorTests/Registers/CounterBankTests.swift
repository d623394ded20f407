import HardwareSimulation
import TestSupport
import Testing

@testable import Accelerator

/// The bank against sums of what it was given.
@Suite struct CounterBankTests {
  /// Each counter's port for what it counts; nil for the cycles, which it counts by itself.
  static let ports: [PerformanceCounter: String] = [
    .macsDone: "compute_activity_macs_done", .macsGated: "compute_activity_macs_gated",
    .waitsForIfmap: "compute_waits_for_ifmap", .waitsForFilter: "compute_waits_for_filter",
    .waitsForPsum: "compute_waits_for_psum", .waitsForCollector: "compute_waits_for_collector",
    .loadEngine: "load_engine", .storeEngine: "store_engine", .ifmapFeeder: "compute_ifmap_feeder",
    .filterFeeder: "compute_filter_feeder", .collector: "compute_collector", .vectorUnit: "compute_vector_unit",
    .ifmapReads: "compute_ifmap_read", .psumReads: "compute_psum_read", .psumWrites: "compute_psum_write",
    .ofmapWrites: "compute_result_write", .vectorReads: "compute_vector_read", .loadWrites: "compute_load_write",
    .storeReads: "compute_store_read", .ifmapGroups: "compute_ifmap_group", .filterGroups: "compute_filter_group",
    .psumInputGroups: "compute_psum_in_group", .psumOutputGroups: "compute_psum_out_group",
    .programBeats: "program_beat", .loadBeats: "load_beat", .filterBeats: "filter_beat", .storeBeats: "store_beat",
    .ifmapWords: "compute_ifmap_words", .filterWords: "compute_filter_words",
    .psumInputWords: "compute_psum_in_words", .psumOutputWords: "compute_psum_out_words",
    .ifmapScratchpadReads: "compute_activity_ifmap_reads", .ifmapScratchpadWrites: "compute_activity_ifmap_writes",
    .filterScratchpadWrites: "compute_activity_filter_writes",
    .psumScratchpadWrites: "compute_activity_psum_writes", .psumsClimbed: "compute_activity_psums_climbed",
  ]

  private struct Bench {
    let simulator: Interpreter
    let inputs: [PerformanceCounter: Int]
    private(set) var expected: [PerformanceCounter: Int] = [:]
    private var generator: SeededGenerator

    init(seed: UInt64) throws {
      simulator = try Interpreter(CounterBank(.edge).elaborated())
      generator = SeededGenerator(seed: seed)
      inputs = try CounterBankTests.ports.mapValues { [simulator] in try simulator.port(named: "events_\($0)") }
      try simulator.reset()
    }

    /// A cycle with random events, which count only while a program runs.
    mutating func step(running: Bool, clear: Bool = false) throws {
      for counter in PerformanceCounter.allCases {
        guard let port = inputs[counter] else {
          expected[counter, default: 0] += running ? 1 : 0
          continue
        }
        let width = simulator.ports[port].width
        let value = generator.next() & (.max >> UInt64(64 - width))
        simulator.setWord(value, of: port)
        // Totals are shown as they come.
        if width == ProcessingArray.counterBits {
          expected[counter] = Int(value)
        } else {
          expected[counter, default: 0] += running ? Int(value) : 0
        }
      }
      try simulator.poke("running", running ? 1 : 0)
      try simulator.poke("clear", clear ? 1 : 0)
      try simulator.step()
      if clear { for counter in PerformanceCounter.allCases { expected[counter] = 0 } }
    }

    /// Without an event, so that what was seen last has been counted.
    mutating func settle() throws {
      for port in inputs.values where simulator.ports[port].width < ProcessingArray.counterBits {
        simulator.setWord(0, of: port)
      }
      try simulator.poke("running", 0)
      try simulator.step()
    }

    func value(_ counter: PerformanceCounter) throws -> Int {
      try simulator.peekInt("values_\(counter.rawValue)")
    }
  }

  @Test func everyCounterButTheCyclesHasAnInput() {
    let missing = PerformanceCounter.allCases.filter { Self.ports[$0] == nil }
    #expect(missing == [.cycles])
    #expect(Set(Self.ports.values).count == Self.ports.count)
  }

  @Test(arguments: randomSeeds(5))
  func eventsAreCountedWhileAProgramRuns(seed: UInt64) throws {
    var bench = try Bench(seed: seed)
    for cycle in 0..<300 { try bench.step(running: cycle % 100 < 70) }
    try bench.settle()
    for counter in PerformanceCounter.allCases {
      #expect(try bench.value(counter) == bench.expected[counter], "\(counter)")
    }
  }

  @Test func aStartClearsThem() throws {
    var bench = try Bench(seed: 3)
    for _ in 0..<50 { try bench.step(running: true) }
    try bench.settle()
    try bench.step(running: false, clear: true)
    for counter in PerformanceCounter.allCases
    where bench.inputs[counter].map({
      bench.simulator.ports[$0].width < ProcessingArray.counterBits
    }) ?? true {
      #expect(try bench.value(counter) == 0, "\(counter)")
    }
    for _ in 0..<50 { try bench.step(running: true) }
    try bench.settle()
    for counter in PerformanceCounter.allCases {
      #expect(try bench.value(counter) == bench.expected[counter], "\(counter)")
    }
  }
}
