import Accelerator
import Compiler
import Network
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
}
