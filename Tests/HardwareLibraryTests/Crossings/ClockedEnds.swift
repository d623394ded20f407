import Hardware
import HardwareSimulation
import TestSupport

/// Raises two clocks at random, one so many times as often as the other, and drives each end on its own clock.
struct ClockedEnds {
  static let pixel = ClockDomain("pixel")

  /// The probability with which a clock rises in a step; in some steps both do.
  private let chances: [(domain: ClockDomain, chance: Double)]
  private let bench: Bench

  /// - Parameter ratio: how often the clock `pixel` rises for each time that the main clock does.
  init(_ bench: Bench, ratio: Double) {
    self.bench = bench
    let fastest = 0.7
    chances = [
      (.main, ratio > 1 ? fastest / ratio : fastest), (Self.pixel, ratio > 1 ? fastest : fastest * ratio),
    ]
  }

  /// One step of time: `drive` sets what changes on a clock before it rises, `look` sees the settled values.
  func step(_ drive: (ClockDomain) throws -> Void, _ look: (ClockDomain) throws -> Void = { _ in }) throws {
    let rising = chances.filter { bench.random.chance($0.chance) }.map(\.domain)
    for domain in rising { try drive(domain) }
    for domain in rising { try look(domain) }
    do { try bench.simulator.step(1, domains: rising) } catch { throw bench.failure("\(error)") }
  }

  /// Moves words through a block from the main clock to `pixel`, with random stalls; gives those that arrive.
  func move(_ words: [[UInt64]], limit: Int = 200_000) throws -> [[UInt64]] {
    let source = try bench.source("input", words: words)
    let sink = try bench.sink("output")
    var seen: [[UInt64]] = []
    for step in 0..<limit where seen.count < words.count || step < 100 {
      if step % 40 == 0 {
        for driver in [source, sink] { driver.stalls = [0, 0.2, 0.5, 0.8].randomElement(using: &bench.random)! }
      }
      try self.step({ ($0 == .main ? source : sink).drive(bench.simulator, &bench.random) }) { domain in
        let driver = domain == .main ? source : sink
        try driver.observe(bench.simulator, bench)
        if domain != .main, let word = sink.moved { seen.append(word) }
      }
    }
    return seen
  }
}
