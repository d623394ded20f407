import Foundation
import Hardware

/// A running design, two-state.
///
/// Inputs start at 0 until they are poked; registers and memories start with the values of an `InitialState` until they
/// are reset or written.
///
/// Ports are known by their index in `ports`; the names and numbers of `peek` and `poke` are built on that.
public protocol Simulator: AnyObject {
  /// What runs.
  var design: Netlist.Design { get }
  /// The ports of the top in their order, then one reset for each clock domain.
  var ports: [SimulatedPort] { get }
  /// The index of each port by its name.
  var portIndices: [String: Int] { get }
  /// The clock domains of the top.
  var domains: [ClockDomain] { get }
  /// How many times clocks have risen; such that rise together count once.
  var cycle: Int { get }
  /// Ticks since the beginning; in traces, one takes 1 ns.
  var time: Int { get }
  /// When the clocks rise; nil: all together, once in 10 ticks.
  var clocks: ClockSchedule? { get }

  /// The settled value of a port, least significant word first, unused bits zero.
  func words(of port: Int) -> [UInt64]
  /// The settled value of a port of at most 64 bits.
  func word(of port: Int) -> UInt64
  /// Gives an input port a value; bits above the port's width must be zero.
  func setWords(_ words: [UInt64], of port: Int)
  /// Gives an input port of at most 64 bits a value; bits above the port's width must be zero.
  func setWord(_ word: UInt64, of port: Int)

  /// Raises the clocks of the given domains together, `cycles` times, one cycle taking 10 ticks: for a bench that has
  /// no `clocks`.
  ///
  /// - Throws: `AssertionFailure` for the first assertion that does not hold at an edge outside reset.
  func step(_ cycles: Int, domains: [ClockDomain]) throws

  /// Lets clocks rise by a schedule from here on, or, with nil, all together again. Clocks that are high fall, and go
  /// on at their next rise after `time`.
  ///
  /// - Throws: `SimulationError` where the schedule has a clock that is not the design's, or lacks one.
  func setClocks(_ clocks: ClockSchedule?) throws

  /// Moves on to a later time, at which some clocks rise and others fall: what `step` is made of where there are
  /// `clocks`.
  ///
  /// - Throws: as `step`.
  func changeClocks(at time: Int, rising: [ClockDomain], falling: [ClockDomain]) throws

  /// Calls `observer` before every following clock edge, when all values have settled.
  func observe(_ observer: @escaping () throws -> Void)

  /// A net within the design, by its path: dots between instances, the top's own name left out.
  ///
  /// - Throws: `SimulationError` that names the part of the path that is not there, or says why the net is out of reach.
  func net(_ path: String) throws -> SimulatedNet

  /// A memory within the design, by its path.
  ///
  /// - Throws: `SimulationError` that names the part of the path that is not there, or says why it cannot be reached.
  func memory(_ path: String) throws -> SimulatedMemory

  /// Writes a waveform file from here on, until `stopTrace`; a tick takes 1 ns. In VCD, a variable `phase` of an
  /// enumeration has one more beside it, `phase_name`, with the names of the cases.
  ///
  /// - Throws: `SimulationError` where the file cannot be written, or not in this format.
  func startTrace(_ file: URL) throws

  /// Finishes the waveform file; nothing where there is none.
  func stopTrace()
}

extension Simulator {
  /// Raises clocks: without `clocks` those of all domains together, `cycles` times; with them, at the next `cycles`
  /// times at which any clock rises.
  ///
  /// Afterwards the last of these edges has just happened.
  ///
  /// - Throws: `AssertionFailure` for the first assertion that does not hold at an edge outside reset.
  public func step(_ cycles: Int = 1) throws {
    guard let clocks else { return try step(cycles, domains: domains) }
    for _ in 0..<cycles {
      for instant in clocks.untilRise(after: time) {
        try changeClocks(at: instant.time, rising: instant.rising, falling: instant.falling)
      }
    }
  }

  /// Raises clocks until that of a domain has risen `cycles` times.
  ///
  /// - Throws: `SimulationError` where the domain has no clock, and as `step`.
  public func step(_ cycles: Int, of domain: ClockDomain, fileID: String = #fileID, line: Int = #line) throws {
    guard domains.contains(domain) && (clocks.map { $0.clocks.contains { $0.domain == domain } } ?? true) else {
      let source = SourceLocation(fileID: fileID, line: line)
      throw SimulationError("the design has no clock '\(domain.clockName)'", at: source)
    }
    var left = cycles
    while left > 0 {
      if nextRising.contains(domain) { left -= 1 }
      try step()
    }
  }

  /// The domains whose clocks the next `step()` raises.
  public var nextRising: [ClockDomain] {
    clocks.map { $0.untilRise(after: time).last?.rising ?? [] } ?? domains
  }

  /// Holds every domain's reset for `cycles` edges of its own clock and releases all together.
  public func reset(cycles: Int = 1) throws {
    let resets = try domains.map { try port(named: $0.resetName) }
    for reset in resets { setWord(1, of: reset) }
    if clocks == nil {
      try step(cycles)
    } else {
      var left = Dictionary(uniqueKeysWithValues: domains.map { ($0, cycles) })
      while left.values.contains(where: { $0 > 0 }) {
        for domain in nextRising { left[domain, default: 0] -= 1 }
        try step()
      }
    }
    for reset in resets { setWord(0, of: reset) }
  }

  /// Refuses a step that does not go by the clocks.
  func checkHasNoClocks() throws {
    guard clocks != nil else { return }
    throw SimulationError(
      "the clocks have a schedule: step() goes on to the next edge, step(_:of:) waits for those of a domain")
  }

  /// Refuses what names other clocks than the design's, or not all of them.
  func check(_ clocks: ClockSchedule) throws {
    let names = domains.map(\.clockName)
    for clock in clocks.clocks where !domains.contains(clock.domain) {
      let name = clock.domain.clockName
      throw SimulationError("the design has no clock '\(name)'\(NearNames.hint(for: name, among: names))")
    }
    for domain in domains where !clocks.clocks.contains(where: { $0.domain == domain }) {
      throw SimulationError("'\(domain.clockName)' has no period")
    }
  }
}
