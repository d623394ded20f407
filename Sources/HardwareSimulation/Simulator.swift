import Foundation
import Hardware

/// A running design, two-state. Inputs start at 0 until they are poked; registers and memories start with the values of an
/// `InitialState` until they are reset or written.
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
  /// How many times `step` has raised a clock.
  var cycle: Int { get }

  /// The settled value of a port, least significant word first, unused bits zero.
  func words(of port: Int) -> [UInt64]
  /// The settled value of a port of at most 64 bits.
  func word(of port: Int) -> UInt64
  /// Gives an input port a value; bits above the port's width must be zero.
  func setWords(_ words: [UInt64], of port: Int)
  /// Gives an input port of at most 64 bits a value; bits above the port's width must be zero.
  func setWord(_ word: UInt64, of port: Int)

  /// Raises the clocks of the given domains together, `cycles` times.
  ///
  /// - Throws: `AssertionFailure` for the first assertion that does not hold at an edge outside reset.
  func step(_ cycles: Int, domains: [ClockDomain]) throws

  /// Calls `observer` before every following clock edge, when all values have settled.
  func observe(_ observer: @escaping () throws -> Void)

  /// A net within the design, by its path: dots between instances, the top's own name left out.
  ///
  /// - Throws: `SimulationError` that names the part of the path that is not there, or says why the net cannot be reached.
  func net(_ path: String) throws -> SimulatedNet

  /// A memory within the design, by its path.
  ///
  /// - Throws: `SimulationError` that names the part of the path that is not there, or says why it cannot be reached.
  func memory(_ path: String) throws -> SimulatedMemory

  /// Writes a waveform file from here on, until `stopTrace`; a tick takes 1 ns. In VCD, a variable `phase` of an enumeration
  /// has one more beside it, `phase_name`, with the names of the cases.
  ///
  /// - Throws: `SimulationError` where the file cannot be written, or not in this format.
  func startTrace(_ file: URL) throws

  /// Finishes the waveform file; nothing where there is none.
  func stopTrace()
}

extension Simulator {
  /// Raises the clocks of all domains together, `cycles` times.
  public func step(_ cycles: Int = 1) throws {
    try step(cycles, domains: domains)
  }

  /// Holds every domain's reset for `cycles` edges and releases it.
  public func reset(cycles: Int = 1) throws {
    let resets = try domains.map { try port(named: $0.resetName) }
    for reset in resets { setWord(1, of: reset) }
    try step(cycles)
    for reset in resets { setWord(0, of: reset) }
  }
}
