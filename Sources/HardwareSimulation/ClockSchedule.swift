import Hardware
import Randomness

/// When the clocks of a design rise and fall: each with a period and a phase of its own.
///
/// ```swift
/// simulator.clocks = try ClockSchedule([.init(.main, period: 3), .init(slow, period: 7, phase: 1)])
/// try simulator.step(10)            // the next ten instants at which a clock rises
/// try simulator.step(4, of: slow)   // until `slow` has risen four times
/// ```
///
/// Times are in ticks; in traces one takes 1 ns. A clock rises at its phase and then once a period, and stays high for
/// half of it, rounded down. Clocks that rise at the same time rise together, as the edges of clocks of one source do.
public struct ClockSchedule: Hashable, Sendable {
  /// The clock of one domain.
  public struct Clock: Hashable, Sendable {
    /// The domain whose registers it clocks.
    public let domain: ClockDomain
    /// Ticks from one rise to the next, at least 2.
    public let period: Int
    /// The tick at which the clock rises first, from 0 to below the period.
    public let phase: Int

    /// - Parameters:
    ///   - period: Ticks, at least 2.
    ///   - phase: The tick of the first rise, from 0 to below the period; the middle of the first period unless said
    ///     otherwise.
    public init(_ domain: ClockDomain, period: Int, phase: Int? = nil) {
      self.domain = domain
      self.period = period
      self.phase = phase ?? (period + 1) / 2
    }

    var high: Int { period / 2 }

    /// The first rise, or fall, after a time.
    func next(_ edge: Edge, after time: Int) -> Int {
      let first = edge == .rise ? phase : phase + high
      guard time >= first else { return first }
      return first + ((time - first) / period + 1) * period
    }

    enum Edge { case rise, fall }
  }

  /// In the order in which they were given; no domain twice.
  public let clocks: [Clock]

  /// - Throws: `SimulationError` where a period or a phase is out of range, or a domain has two clocks.
  public init(_ clocks: [Clock], fileID: String = #fileID, line: Int = #line) throws {
    self.clocks = clocks
    try SourceLocation(fileID: fileID, line: line).marking {
      var known: Set<ClockDomain> = []
      for clock in clocks {
        let name = clock.domain.clockName
        guard clock.period >= 2 else {
          throw SimulationError(
            "'\(name)' has a period of \(clock.period); the least is 2, high for a tick and low for one")
        }
        guard clock.phase >= 0 && clock.phase < clock.period else {
          throw SimulationError(
            "'\(name)' has a phase of \(clock.phase); with its period it is from 0 to \(clock.period - 1)")
        }
        guard known.insert(clock.domain).inserted else { throw SimulationError("'\(name)' has two periods") }
      }
    }
  }

  /// Periods from 2 to `longest` and phases that follow from a seed.
  ///
  /// - Parameter longest: At least 2.
  public static func random(_ domains: [ClockDomain], longest: Int = 13, seed: UInt64) -> ClockSchedule {
    precondition(longest >= 2, "the longest period is \(longest); the least is 2")
    var generator = SeededGenerator(seed: seed)
    let clocks = domains.map { domain in
      let period = Int.random(in: 2...longest, using: &generator)
      return Clock(domain, period: period, phase: Int.random(in: 0..<period, using: &generator))
    }
    return ClockSchedule(checked: clocks)
  }

  private init(checked clocks: [Clock]) { self.clocks = clocks }

  /// A time at which clocks change.
  struct Instant: Hashable {
    let time: Int
    let rising, falling: [ClockDomain]
  }

  /// The next time after another at which a clock changes.
  func next(after time: Int) -> Instant? {
    let edges = clocks.flatMap { [$0.next(.rise, after: time), $0.next(.fall, after: time)] }
    guard let next = edges.min() else { return nil }
    return Instant(
      time: next, rising: clocks.filter { $0.next(.rise, after: time) == next }.map(\.domain),
      falling: clocks.filter { $0.next(.fall, after: time) == next }.map(\.domain))
  }

  /// The next time after another at which a clock rises, and the changes on the way to it, the rise the last.
  func untilRise(after time: Int) -> [Instant] {
    var instants: [Instant] = []
    var time = time
    while let next = next(after: time) {
      instants.append(next)
      if !next.rising.isEmpty { break }
      time = next.time
    }
    return instants
  }
}

extension ClockSchedule: CustomStringConvertible {
  /// For example `clock every 3 from 2, slow_clock every 7 from 1`.
  public var description: String {
    clocks.map { "\($0.domain.clockName) every \($0.period) from \($0.phase)" }.joined(separator: ", ")
  }
}
