import Accelerator

/// How the counters of a program went up while it ran, as its host reads them.
///
/// A host reads one counter after the other, so each has cycles of its own at which it was read; those of a counter are
/// equally far apart but for the first and the last interval.
public struct CounterTimeline: Hashable, Sendable {
  /// A counter's value at a cycle of the program.
  public struct Mark: Hashable, Sendable {
    /// The cycle of the program at which the counter was read, and what it said.
    public let cycle, value: Int

    /// A value at a cycle, both from 0.
    public init(cycle: Int, value: Int) { (self.cycle, self.value) = (cycle, value) }
  }

  /// Cycles from one reading to the next one.
  public let interval: Int
  /// Of each counter that was read, from 0 at the start to its last value at the end.
  ///
  /// `cycles` is among them.
  public let marks: [PerformanceCounter: [Mark]]

  /// - Precondition: all counters have equally many marks, `cycles` among them, and no mark lies before the one before it.
  public init(interval: Int, marks: [PerformanceCounter: [Mark]]) {
    precondition(marks[.cycles] != nil && Set(marks.values.map(\.count)).count == 1, "as many marks of all counters")
    precondition(marks.values.allSatisfy { zip($0, $0.dropFirst()).allSatisfy { $0.cycle <= $1.cycle } }, "in order")
    (self.interval, self.marks) = (interval, marks)
  }

  /// Cycles of the program.
  public var cycles: Int { marks[.cycles]!.last?.cycle ?? 0 }
  /// The cycles at which intervals begin, and the end of the last one.
  public var borders: [Int] { marks[.cycles]!.map(\.cycle) }

  /// What a counter gained in each interval; all together its last value.
  ///
  /// - Precondition: the counter was read.
  public func gains(_ counter: PerformanceCounter) -> [Int] {
    let marks = marks[counter]!
    return zip(marks, marks.dropFirst()).map { $1.value - $0.value }
  }

  /// What a counter gained a cycle in each of some spans of the program, where it grows evenly between two readings.
  ///
  /// - Precondition: the counter was read; the borders do not decrease.
  public func rates(_ counter: PerformanceCounter, between borders: [Int]) -> [Double] {
    var walk = marks[counter]![...]
    let values = borders.map { Self.value(at: $0, &walk) }
    return borders.indices.dropLast().map { index in
      let cycles = borders[index + 1] - borders[index]
      return cycles > 0 ? (values[index + 1] - values[index]) / Double(cycles) : 0
    }
  }

  /// The value between the marks on either side; those before them are dropped.
  private static func value(at cycle: Int, _ marks: inout ArraySlice<Mark>) -> Double {
    while marks.count > 1, marks[marks.startIndex + 1].cycle <= cycle { marks.removeFirst() }
    guard let mark = marks.first else { return 0 }
    guard let next = marks.dropFirst().first, next.cycle > mark.cycle else { return Double(mark.value) }
    let part = Double(max(0, cycle - mark.cycle)) / Double(next.cycle - mark.cycle)
    return Double(mark.value) + part * Double(next.value - mark.value)
  }
}
