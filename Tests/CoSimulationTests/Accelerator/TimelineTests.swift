import Accelerator
import Compiler
import Network
import TestSupport
import Testing

@testable import CoSimulation

/// Counters that are read while a program runs.
@Suite struct TimelineTests {
  private static let layer = try! LayerShape(
    outputChannels: 24, inputChannels: 16, inputHeight: 12, inputWidth: 12, filterHeight: 3, filterWidth: 3,
    padding: Padding(top: 1, bottom: 1, left: 1, right: 1))

  @Test func readingChangesNothingAndAddsUp() throws {
    let architecture = try AcceleratorNetworkTests.architecture("3x5")
    let random = RandomLayer(Self.layer, seed: 1)
    let network = try Compiler(architecture).compile(random.graph)
    let model = try AcceleratorModel(architecture)
    let plain = try AcceleratorRun(network, model, timing: .slow).infer(random.input)
    #expect(plain.timeline == nil)
    let watched = PerformanceCounter.allCases
    let found = try AcceleratorRun(network, model, timing: .slow).infer(random.input, watching: watched)
    #expect(found.counters == plain.counters && found.output == plain.output)

    let timeline = try #require(found.timeline)
    #expect(timeline.cycles == plain.counters[.cycles] && timeline.borders.count > 8)
    #expect(Set(timeline.marks.keys) == Set(watched))
    for counter in watched {
      #expect(timeline.gains(counter).reduce(0, +) == plain.counters[counter], "\(counter)")
      #expect(timeline.gains(counter).allSatisfy { $0 >= 0 }, "\(counter)")
      let marks = try #require(timeline.marks[counter]).dropFirst().dropLast()
      let gaps = zip(marks, marks.dropFirst()).map { $1.cycle - $0.cycle }
      #expect(gaps.allSatisfy { $0 == timeline.interval }, "\(counter): \(gaps)")
    }
    // What counts cycles gains at most one a cycle, read by read.
    for counter in watched where counter.countsCycles {
      let marks = try #require(timeline.marks[counter])
      for (mark, next) in zip(marks, marks.dropFirst()) {
        #expect(next.value - mark.value <= next.cycle - mark.cycle, "\(counter) from \(mark) to \(next)")
      }
    }
  }

  /// A program of so many cycles whose counters grow by one a cycle and by one in four; reads take five cycles.
  private static func timeline(cycles: Int, maximumCount: Int) -> CounterTimeline {
    var sampler = CounterSampler([.macsDone], maximumCount: maximumCount, interval: 64)
    var now = 0
    func value(_ counter: PerformanceCounter, at cycle: Int) -> Int {
      let cycle = min(cycle, cycles)
      return counter == .cycles ? cycle : cycle / 4
    }
    while now < cycles {
      now = max(now, sampler.next)
      guard now < cycles else { break }
      sampler.sample(time: { now }) { counter in
        let result = value(counter, at: now + 3)
        now += 5
        return result
      }
    }
    return sampler.timeline(final: [.cycles: cycles, .macsDone: cycles / 4])
  }

  @Test(arguments: [(1000, 64), (5000, 128), (100_000, 2048)])
  func intervalsDoubleWhereThereAreTooMany(cycles: Int, interval: Int) throws {
    let timeline = Self.timeline(cycles: cycles, maximumCount: 64)
    #expect(timeline.cycles == cycles && timeline.interval == interval)
    #expect(timeline.borders.count <= 65 && timeline.borders.count >= min(cycles / 64, 32))
    let gaps = zip(timeline.borders.dropFirst(), timeline.borders.dropFirst(2)).map { $1 - $0 }
    #expect(gaps.dropLast().allSatisfy { $0 == interval }, "\(gaps)")
    #expect(timeline.gains(.macsDone).reduce(0, +) == cycles / 4)
    for rate in timeline.rates(.macsDone, between: timeline.borders) { #expect(abs(rate - 0.25) < 0.02) }
    let halves = timeline.rates(.macsDone, between: [0, cycles / 2, cycles])
    #expect(halves.allSatisfy { abs($0 - 0.25) < 0.01 }, "\(halves)")
  }

  /// Counters stand still when the program has ended; what is read of them then belongs to no interval.
  @Test func aReadingThatTheEndCutsIsDropped() throws {
    for cycles in 64..<80 {
      let timeline = Self.timeline(cycles: cycles, maximumCount: 64)
      // The second counter is read five cycles after the first one, which tells the cycle three later than it began.
      #expect(timeline.borders == (cycles >= 72 ? [0, 67, cycles] : [0, cycles]), "\(cycles)")
    }
  }
}
