import Accelerator
import CoSimulation

/// When the parts of the accelerator are at work in a simulated run.
struct EngineTimeline: Encodable {
  struct Lane: Encodable {
    let lane: TimelineLane
    /// The busy part of each interval, from 0 to 1, to four places.
    let busy: [Double]
    /// Of the whole run.
    let average: Double
  }

  /// Cycles at which intervals begin, and the end of the last one.
  let borders: [Int]
  let lanes: [Lane]

  /// What has to be read while a program runs.
  static let counters = TimelineLane.allCases.flatMap(\.counters)

  init(_ timeline: CounterTimeline, _ architecture: Architecture) {
    let borders = timeline.borders
    self.borders = borders
    lanes = TimelineLane.allCases.map { lane in
      let rates = lane.counters.map { timeline.rates($0, between: borders) }
      let most = Double(lane.most(architecture))
      let events = lane.counters.reduce(0) { $0 + timeline.gains($1).reduce(0, +) }
      return Lane(
        lane: lane,
        // What was read at several cycles can be a little more than everything.
        busy: borders.indices.dropLast().map { index in rounded(min(1, rates.reduce(0) { $0 + $1[index] } / most)) },
        average: rounded(Double(events) / most / Double(max(1, timeline.cycles))))
    }
  }

  var cycles: Int { borders.last ?? 0 }

  /// Equally long columns of the run, as many as asked for but no finer than it was read.
  func columns(_ count: Int) -> [Int] {
    let columns = max(1, min(count, borders.count - 1))
    return columns == borders.count - 1 ? borders : (0...columns).map { cycles * $0 / columns }
  }

  /// The busy part of a lane in each of some columns.
  func busy(_ lane: Lane, in columns: [Int]) -> [Double] {
    guard columns != borders else { return lane.busy }
    var index = 0
    return zip(columns, columns.dropFirst()).map { start, end in
      var sum = 0.0
      while index < lane.busy.count {
        let (first, last) = (max(start, borders[index]), min(end, borders[index + 1]))
        sum += lane.busy[index] * Double(max(0, last - first))
        guard borders[index + 1] <= end else { break }
        index += 1
      }
      return end > start ? sum / Double(end - start) : 0
    }
  }
}

/// To four places.
private func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
