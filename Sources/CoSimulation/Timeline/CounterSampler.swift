import Accelerator

/// Reads counters of a running program at regular intervals, which double when there are too many of them: a run of any
/// length has some hundred.
struct CounterSampler {
  /// Reads of one reading, at cycles of the program.
  private typealias Reading = [CounterTimeline.Mark]

  /// `cycles` first: the others' places follow from it.
  private let counters: [PerformanceCounter]
  private let maximumCount: Int
  private(set) var interval: Int
  private var readings: [Reading] = []

  /// Reading a counter takes 6 cycles, so there is time for all of them.
  static let shortestInterval = 256

  /// - Parameter maximumCount: readings at which every second one is dropped; even.
  init(_ counters: [PerformanceCounter], maximumCount: Int = 512, interval: Int = shortestInterval) {
    precondition(maximumCount > 0 && maximumCount % 2 == 0, "an even number of readings")
    self.counters = [.cycles] + counters.filter { $0 != .cycles }
    (self.maximumCount, self.interval) = (maximumCount, interval)
  }

  /// Cycles of the simulation since the start at which the next reading is due.
  var next: Int { (readings.count + 1) * interval }

  /// Reads all counters.
  ///
  /// - Parameters:
  ///   - time: tells the cycles of the simulation, which go on while a counter is read.
  ///   - read: reads a counter over the bus; it always takes as long from the beginning to the value.
  mutating func sample(time: () -> Int, read: (PerformanceCounter) throws -> Int) rethrows {
    let start = time()
    let first = try read(.cycles)
    readings.append(
      [CounterTimeline.Mark(cycle: first, value: first)]
        + (try counters.dropFirst().map { counter in
          let cycle = first + time() - start
          return CounterTimeline.Mark(cycle: cycle, value: try read(counter))
        }))
    guard readings.count == maximumCount else { return }
    readings = stride(from: 1, to: readings.count, by: 2).map { readings[$0] }
    interval *= 2
  }

  /// All that was read while the program ran, between its start and its end.
  ///
  /// - Parameter final: the counters after the end.
  func timeline(final: [PerformanceCounter: Int]) -> CounterTimeline {
    let end = final[.cycles] ?? 0
    // The end may come while counters are read; a reading that it cuts is none.
    let whole = readings.prefix { $0.last!.cycle <= end }
    var marks: [PerformanceCounter: [CounterTimeline.Mark]] = [:]
    for (index, counter) in counters.enumerated() {
      marks[counter] =
        [CounterTimeline.Mark(cycle: 0, value: 0)] + whole.map { $0[index] }
        + [CounterTimeline.Mark(cycle: end, value: final[counter] ?? 0)]
    }
    return CounterTimeline(interval: interval, marks: marks)
  }
}
