import BigInt
import Foundation
import Hardware

/// Runs a design's Verilog, translated to C++ by Verilator and compiled.
///
/// The first simulator of a design takes seconds to compile; the result is cached. Where an assertion fails, the step
/// that throws leaves the design behind the edge, not before it.
public final class VerilatedSimulator: Simulator {
  public let ports: [SimulatedPort]
  public let portIndices: [String: Int]
  public let domains: [ClockDomain]
  public private(set) var cycle = 0

  private let functions: Functions
  private let model: UnsafeMutableRawPointer
  /// Where the model keeps each port, in 1, 2, 4, 8 or more bytes.
  private let addresses: [UnsafeMutableRawPointer]
  private let locations: [String: SourceLocation]
  private let design: Netlist.Design
  private var isSettled = false
  private var observers: [() throws -> Void] = []

  private struct Functions {
    let destroy: @convention(c) (UnsafeMutableRawPointer) -> Void
    let settle: @convention(c) (UnsafeMutableRawPointer) -> Int32
    let step: @convention(c) (UnsafeMutableRawPointer, UInt64, UInt64) -> UInt64
    let openTrace: @convention(c) (UnsafeMutableRawPointer, UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
    let closeTrace: @convention(c) (UnsafeMutableRawPointer) -> Void
    let message: @convention(c) () -> UnsafePointer<CChar>
    let clear: @convention(c) () -> Void
  }

  /// Runs the Verilog that the design is printed as, with that of its foreign modules: their own where files are given,
  /// else that of their models.
  ///
  /// - Throws: `DesignError` where the design cannot be printed or a foreign module has neither files nor model, and
  ///   `SimulationError` where Verilator or a C++ compiler is missing or fails.
  public convenience init(
    _ design: Netlist.Design, options: VerilatedLibrary.Options = .init(), initialState: InitialState = .ofProcess
  ) throws {
    var options = options
    if options.checksAssertions { options.defines.append("FORMAL") }
    let files = try Verilog.models(of: design) + Verilog.emit(design)
    let own = files.map { VerilatedLibrary.Source(name: $0.name, contents: $0.contents) }
    try self.init(
      design, verilog: try ForeignSources.read(for: design) + own, options: options, initialState: initialState)
  }

  /// Runs Verilog from elsewhere.
  ///
  /// - Parameters:
  ///   - design: What the ports and assertions are called and look like.
  ///   - verilog: The design as Verilog.
  ///   - initialState: What registers and memories begin with.
  /// - Throws: `SimulationError` where Verilator or a C++ compiler is missing or fails.
  public init(
    _ design: Netlist.Design, verilog: [VerilatedLibrary.Source], options: VerilatedLibrary.Options = .init(),
    initialState: InitialState = .ofProcess
  ) throws {
    self.design = design
    ports = SimulatedPort.all(of: design)
    portIndices = Dictionary(uniqueKeysWithValues: ports.enumerated().map { ($1.name, $0) })
    domains = design.top.domains
    locations = AssertionNames.locations(in: design)
    let library = try VerilatedLibrary.build(
      verilog: verilog, top: design.top.name, harness: [PortHarness.source(clocks: domains.map(\.clockName))],
      options: options)
    functions = Functions(
      destroy: try library.function("orris_destroy", as: (@convention(c) (UnsafeMutableRawPointer) -> Void).self),
      settle: try library.function("orris_settle", as: (@convention(c) (UnsafeMutableRawPointer) -> Int32).self),
      step: try library.function(
        "orris_step", as: (@convention(c) (UnsafeMutableRawPointer, UInt64, UInt64) -> UInt64).self),
      openTrace: try library.function(
        "orris_open_trace",
        as: (@convention(c) (UnsafeMutableRawPointer, UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32).self),
      closeTrace: try library.function("orris_close_trace", as: (@convention(c) (UnsafeMutableRawPointer) -> Void).self),
      message: try library.function("orris_message", as: (@convention(c) () -> UnsafePointer<CChar>).self),
      clear: try library.function("orris_clear", as: (@convention(c) () -> Void).self))
    let create = try library.function("orris_create", as: (@convention(c) (UInt64) -> UnsafeMutableRawPointer).self)
    let port = try library.function(
      "orris_port",
      as: (@convention(c) (UnsafeMutableRawPointer, UnsafePointer<CChar>) -> UnsafeMutableRawPointer?).self)
    let model = create(initialState.seed)
    self.model = model
    addresses = try ports.map { type in
      guard let address = port(model, type.name) else {
        throw SimulationError("the Verilog of '\(design.top.name)' has no port '\(type.name)'")
      }
      return address
    }
  }

  deinit {
    functions.destroy(model)
  }

  // MARK: Ports

  public func word(of port: Int) -> UInt64 {
    settle()
    let address = addresses[port]
    switch ports[port].width {
    case ...8: return UInt64(address.load(as: UInt8.self))
    case ...16: return UInt64(address.load(as: UInt16.self))
    case ...32: return UInt64(address.load(as: UInt32.self))
    default: return address.load(as: UInt64.self)
    }
  }

  public func setWord(_ word: UInt64, of port: Int) {
    isSettled = false
    let address = addresses[port]
    switch ports[port].width {
    case ...8: address.storeBytes(of: UInt8(truncatingIfNeeded: word), as: UInt8.self)
    case ...16: address.storeBytes(of: UInt16(truncatingIfNeeded: word), as: UInt16.self)
    case ...32: address.storeBytes(of: UInt32(truncatingIfNeeded: word), as: UInt32.self)
    default: address.storeBytes(of: word, as: UInt64.self)
    }
  }

  public func words(of port: Int) -> [UInt64] {
    let width = ports[port].width
    guard width > 64 else { return [word(of: port)] }
    settle()
    let halves = addresses[port].assumingMemoryBound(to: UInt32.self)
    let halfCount = (width + 31) / 32
    return (0 ..< Words.count(forWidth: width)).map { index in
      UInt64(halves[2 * index]) | (2 * index + 1 < halfCount ? UInt64(halves[2 * index + 1]) << 32 : 0)
    }
  }

  public func setWords(_ words: [UInt64], of port: Int) {
    let width = ports[port].width
    guard width > 64 else { return setWord(words[0], of: port) }
    isSettled = false
    let halves = addresses[port].assumingMemoryBound(to: UInt32.self)
    for index in 0 ..< (width + 31) / 32 {
      halves[index] = UInt32(truncatingIfNeeded: words[index / 2] >> UInt64(index % 2 * 32))
    }
  }

  private func settle() {
    guard !isSettled else { return }
    _ = functions.settle(model)
    isSettled = true
  }

  // MARK: Time

  public func step(_ cycles: Int, domains clocked: [ClockDomain]) throws {
    let mask = try clocked.reduce(UInt64(0)) { mask, domain in
      guard let index = domains.firstIndex(of: domain) else {
        throw SimulationError("the design has no clock '\(domain.clockName)'")
      }
      return mask | 1 << UInt64(index)
    }
    guard !observers.isEmpty else { return try advance(cycles, mask) }
    for _ in 0 ..< cycles {
      settle()
      for observer in observers { try observer() }
      try advance(1, mask)
    }
  }

  private func advance(_ cycles: Int, _ mask: UInt64) throws {
    isSettled = false
    functions.clear()
    let done = Int(functions.step(model, UInt64(cycles), mask))
    cycle += done
    guard done < cycles else { return }
    let text = String(cString: functions.message())
    throw AssertionNames.failure(text, cycle: cycle, locations: locations)
  }

  public func observe(_ observer: @escaping () throws -> Void) {
    observers.append(observer)
  }

  // MARK: Traces

  /// Writes a waveform file from here on, in the format of the options. In VCD, a variable `phase` of an enumeration has one
  /// more beside it, `phase_name`, with the names of the cases.
  ///
  /// - Throws: `SimulationError` where the file cannot be written or the model was built without a trace.
  public func startTrace(_ file: URL) throws {
    guard functions.openTrace(model, file.path, VCDNames.table(of: design)) != 0 else {
      throw SimulationError(
        "cannot write the trace \(file.path): is its folder writable, and was the model built with a trace format?")
    }
  }

  /// Finishes the waveform file.
  public func stopTrace() {
    functions.closeTrace(model)
  }
}
