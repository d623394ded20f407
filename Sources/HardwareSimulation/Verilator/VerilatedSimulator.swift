import BigInt
import Foundation
import Hardware

/// Runs a design's Verilog, translated to C++ by Verilator and compiled.
///
/// The first simulator of a design takes seconds to compile; the result is cached. Where an assertion fails, the step
/// that throws leaves the design behind the edge, not before it.
public final class VerilatedSimulator: Simulator {
  /// The ports of the top in their order, then one reset for each clock domain.
  public let ports: [SimulatedPort]
  /// The index of each port by its name.
  public let portIndices: [String: Int]
  /// The clock domains of the top.
  public let domains: [ClockDomain]
  /// How many times clocks have risen; such that rise together count once.
  public private(set) var cycle = 0
  /// Ticks since the beginning; in traces, one takes 1 ns.
  public private(set) var time = 0
  /// When the clocks rise; nil: all together, once in 10 ticks.
  public private(set) var clocks: ClockSchedule?

  private let functions: Functions
  private let model: UnsafeMutableRawPointer
  /// Where the model keeps each port, in 1, 2, 4, 8 or more bytes.
  private let addresses: [UnsafeMutableRawPointer]
  private let locations: [String: SourceLocation]
  /// What runs, as it was before it was printed.
  public let design: Netlist.Design
  private let internals: VerilatedLibrary.Internals
  /// The model's name of each instance, by its path.
  private lazy var scopes = ModelInternals.scopes(String(cString: functions.scopes(model)))
  /// From this index on, ports are resets that are active when low.
  ///
  /// Whoever uses the simulator sees 1 for an active one.
  private let firstInvertedPort: Int
  private var isSettled = false
  private var observers: [() throws -> Void] = []

  private struct Functions {
    let destroy: @convention(c) (UnsafeMutableRawPointer) -> Void
    let settle: @convention(c) (UnsafeMutableRawPointer) -> Int32
    let step: @convention(c) (UnsafeMutableRawPointer, UInt64, UInt64) -> UInt64
    let change: @convention(c) (UnsafeMutableRawPointer, UInt64, UInt64, UInt64) -> Int32
    let lower: @convention(c) (UnsafeMutableRawPointer) -> Void
    let openTrace: @convention(c) (UnsafeMutableRawPointer, UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
    let closeTrace: @convention(c) (UnsafeMutableRawPointer) -> Void
    let scopes: @convention(c) (UnsafeMutableRawPointer) -> UnsafePointer<CChar>
    let variable:
      @convention(c) (
        UnsafeMutableRawPointer, UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafeMutablePointer<UInt64>
      ) -> UnsafeMutableRawPointer?
    let message: @convention(c) () -> UnsafePointer<CChar>
    let clear: @convention(c) () -> Void
  }

  /// Runs the Verilog that the design is printed as, with that of its foreign modules: their own where files are given,
  /// else that of their models.
  ///
  /// Clocks and resets keep the names that they have in the design, and a reset is active when it is 1, whatever they are
  /// printed as.
  ///
  /// - Parameter printing: How the design is printed.
  /// - Throws: `DesignError` where the design cannot be printed or a foreign module has neither files nor model, and
  ///   `SimulationError` where Verilator or a C++ compiler is missing or fails.
  public convenience init(
    _ design: Netlist.Design, options: VerilatedLibrary.Options = .init(), initialState: InitialState = .ofProcess,
    printing: Verilog.Options = .init()
  ) throws {
    var options = options
    if options.checksAssertions { options.defines.append("FORMAL") }
    let files = try Verilog.models(of: design) + Verilog.emit(design, printing)
    let own = files.map { VerilatedLibrary.Source(name: $0.name, contents: $0.contents) }
    try self.init(
      design.prefixingModules(printing.modulePrefix), verilog: try ForeignSources.read(for: design) + own,
      options: options, initialState: initialState, clocking: printing.clocking)
  }

  /// Runs Verilog from elsewhere.
  ///
  /// - Parameters:
  ///   - design: What the ports and assertions are called and look like.
  ///   - verilog: The design as Verilog.
  ///   - initialState: What registers and memories begin with.
  ///   - clocking: What the Verilog calls the clocks and resets, and how these act.
  /// - Throws: `SimulationError` where Verilator or a C++ compiler is missing or fails.
  public init(
    _ design: Netlist.Design, verilog: [VerilatedLibrary.Source], options: VerilatedLibrary.Options = .init(),
    initialState: InitialState = .ofProcess, clocking: Verilog.Clocking = .init()
  ) throws {
    var options = options
    if options.internals == .writable { options.state = ModelInternals.state(of: design) }
    self.design = design
    internals = options.internals
    ports = SimulatedPort.all(of: design)
    portIndices = Dictionary(uniqueKeysWithValues: ports.enumerated().map { ($1.name, $0) })
    domains = design.top.domains
    locations = AssertionNames.locations(in: design)
    let library = try VerilatedLibrary.build(
      verilog: verilog, top: design.top.name, harness: [PortHarness.source(clocks: domains.map(clocking.clockName))],
      options: options)
    functions = Functions(
      destroy: try library.function("orris_destroy", as: (@convention(c) (UnsafeMutableRawPointer) -> Void).self),
      settle: try library.function("orris_settle", as: (@convention(c) (UnsafeMutableRawPointer) -> Int32).self),
      step: try library.function(
        "orris_step", as: (@convention(c) (UnsafeMutableRawPointer, UInt64, UInt64) -> UInt64).self),
      change: try library.function(
        "orris_change", as: (@convention(c) (UnsafeMutableRawPointer, UInt64, UInt64, UInt64) -> Int32).self),
      lower: try library.function("orris_lower", as: (@convention(c) (UnsafeMutableRawPointer) -> Void).self),
      openTrace: try library.function(
        "orris_open_trace",
        as: (@convention(c) (UnsafeMutableRawPointer, UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32).self),
      closeTrace: try library.function(
        "orris_close_trace", as: (@convention(c) (UnsafeMutableRawPointer) -> Void).self),
      scopes: try library.function(
        "orris_scopes", as: (@convention(c) (UnsafeMutableRawPointer) -> UnsafePointer<CChar>).self),
      variable: try library.function(
        "orris_variable",
        as: (@convention(c) (
          UnsafeMutableRawPointer, UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafeMutablePointer<UInt64>
        ) -> UnsafeMutableRawPointer?).self),
      message: try library.function("orris_message", as: (@convention(c) () -> UnsafePointer<CChar>).self),
      clear: try library.function("orris_clear", as: (@convention(c) () -> Void).self))
    let create = try library.function("orris_create", as: (@convention(c) (UInt64) -> UnsafeMutableRawPointer).self)
    let port = try library.function(
      "orris_port",
      as: (@convention(c) (UnsafeMutableRawPointer, UnsafePointer<CChar>) -> UnsafeMutableRawPointer?).self)
    let model = create(initialState.seed)
    self.model = model
    let firstReset = ports.count - domains.count
    addresses = try ports.enumerated().map { index, type in
      let name = index < firstReset ? type.name : clocking.resetName(of: design.top.domains[index - firstReset])
      guard let address = port(model, name) else {
        throw SimulationError("the Verilog of '\(design.top.name)' has no port '\(name)'")
      }
      return address
    }
    firstInvertedPort = clocking.resetLevel == .low ? firstReset : ports.count
    for port in firstInvertedPort..<ports.count { setWord(0, of: port) }
    // A model knows an edge only by what it saw before.
    if clocking.resetStyle == .asynchronous { settle() }
  }

  deinit {
    functions.destroy(model)
  }

  // MARK: Ports

  /// The settled value of a port of at most 64 bits.
  ///
  /// A reset is 1 when it is active, whatever its level in the Verilog.
  public func word(of port: Int) -> UInt64 {
    settle()
    let address = addresses[port]
    switch ports[port].width {
    case ...8: return UInt64(address.load(as: UInt8.self)) ^ (port >= firstInvertedPort ? 1 : 0)
    case ...16: return UInt64(address.load(as: UInt16.self))
    case ...32: return UInt64(address.load(as: UInt32.self))
    default: return address.load(as: UInt64.self)
    }
  }

  /// Gives an input port of at most 64 bits a value; bits above the port's width must be zero.
  ///
  /// A reset is active with 1, whatever its level in the Verilog.
  public func setWord(_ word: UInt64, of port: Int) {
    isSettled = false
    let address = addresses[port]
    let word = port >= firstInvertedPort ? word ^ 1 : word
    switch ports[port].width {
    case ...8: address.storeBytes(of: UInt8(truncatingIfNeeded: word), as: UInt8.self)
    case ...16: address.storeBytes(of: UInt16(truncatingIfNeeded: word), as: UInt16.self)
    case ...32: address.storeBytes(of: UInt32(truncatingIfNeeded: word), as: UInt32.self)
    default: address.storeBytes(of: word, as: UInt64.self)
    }
  }

  /// The settled value of a port, least significant word first, unused bits zero.
  public func words(of port: Int) -> [UInt64] {
    let width = ports[port].width
    guard width > 64 else { return [word(of: port)] }
    settle()
    let halves = addresses[port].assumingMemoryBound(to: UInt32.self)
    let halfCount = (width + 31) / 32
    return (0..<Words.count(forWidth: width)).map { index in
      UInt64(halves[2 * index]) | (2 * index + 1 < halfCount ? UInt64(halves[2 * index + 1]) << 32 : 0)
    }
  }

  /// Gives an input port a value; bits above the port's width must be zero.
  public func setWords(_ words: [UInt64], of port: Int) {
    let width = ports[port].width
    guard width > 64 else { return setWord(words[0], of: port) }
    isSettled = false
    let halves = addresses[port].assumingMemoryBound(to: UInt32.self)
    for index in 0..<(width + 31) / 32 {
      halves[index] = UInt32(truncatingIfNeeded: words[index / 2] >> UInt64(index % 2 * 32))
    }
  }

  /// A variable of the model that takes as many bytes as numbers of this width do.
  fileprivate func variable(_ name: String, _ instances: [String], width: Int) -> ModelVariable? {
    var sizes: [UInt64] = [0, 0]
    guard let scope = scopes[([design.top.name] + instances).joined(separator: ".")],
      let address = functions.variable(model, scope, name, &sizes), sizes[0] == ModelVariable.size(forWidth: width)
    else { return nil }
    return ModelVariable(address: address, entrySize: Int(sizes[0]), totalSize: Int(sizes[1]))
  }

  fileprivate func read(_ body: () -> [UInt64]) -> [UInt64] {
    settle()
    return body()
  }

  fileprivate func write(_ path: String, _ body: () throws -> Void) throws {
    guard internals == .writable else {
      throw SimulationError(
        "'\(path)' cannot be set: the model was built for reading only; "
          + "VerilatedLibrary.Options(internals: .writable) lets registers and memories be written")
    }
    // What waits for this evaluation must not come after the write.
    settle()
    try body()
    isSettled = false
  }

  private func settle() {
    guard !isSettled else { return }
    _ = functions.settle(model)
    isSettled = true
  }

  // MARK: Time

  /// Raises the clocks of the given domains together, `cycles` times, one cycle taking 10 ticks.
  ///
  /// - Throws: `AssertionFailure` for the first assertion that does not hold at an edge outside reset, which leaves the
  ///   design behind that edge; `SimulationError` where there is a schedule of clocks, or no such domain.
  public func step(_ cycles: Int, domains clocked: [ClockDomain]) throws {
    try checkHasNoClocks()
    let mask = try mask(of: clocked)
    guard !observers.isEmpty else { return try advance(cycles, mask) }
    for _ in 0..<cycles {
      try callObservers()
      try advance(1, mask)
    }
  }

  private func mask(of clocked: [ClockDomain]) throws -> UInt64 {
    try clocked.reduce(UInt64(0)) { mask, domain in
      guard let index = domains.firstIndex(of: domain) else {
        throw SimulationError("the design has no clock '\(domain.clockName)'")
      }
      return mask | 1 << UInt64(index)
    }
  }

  private func callObservers() throws {
    settle()
    for observer in observers { try observer() }
  }

  private func advance(_ cycles: Int, _ mask: UInt64) throws {
    isSettled = false
    functions.clear()
    let done = Int(functions.step(model, UInt64(cycles), mask))
    cycle += done
    // A cycle that fails has begun.
    time += 10 * min(done + 1, cycles)
    guard done < cycles else { return }
    throw failure()
  }

  private func failure() -> any Error {
    AssertionNames.failure(String(cString: functions.message()), cycle: cycle, locations: locations)
  }

  /// Lets clocks rise by a schedule from here on, or, with nil, all together again.
  ///
  /// Clocks that are high fall.
  ///
  /// - Throws: `SimulationError` where the schedule has a clock that is not the design's, or lacks one.
  public func setClocks(_ clocks: ClockSchedule?) throws {
    if let clocks { try check(clocks) }
    self.clocks = clocks
    functions.lower(model)
    isSettled = false
  }

  /// Moves on to a later time, at which some clocks rise and others fall.
  ///
  /// - Throws: As `step`.
  public func changeClocks(at time: Int, rising: [ClockDomain], falling: [ClockDomain]) throws {
    let (raised, lowered) = (try mask(of: rising), try mask(of: falling))
    if !rising.isEmpty && !observers.isEmpty { try callObservers() }
    isSettled = false
    functions.clear()
    let isFine = functions.change(model, UInt64(time), raised, lowered) != 0
    self.time = time
    guard isFine else { throw failure() }
    if !rising.isEmpty { cycle += 1 }
  }

  /// Calls `observer` before every following clock edge, when all values have settled; what it throws ends the step.
  public func observe(_ observer: @escaping () throws -> Void) {
    observers.append(observer)
  }

  // MARK: Traces

  /// Writes a waveform file from here on, in the format of the options.
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

// MARK: - What is inside

extension VerilatedSimulator {
  /// A net within the design, by its path.
  ///
  /// Ports can always be read, others where the options say `readable`, and registers set where they say `writable`.
  ///
  /// - Throws: `SimulationError` that names the part of the path that is not there, or says why the net is out of
  ///   reach: wires that the Verilog writes as an expression are no variables.
  public func net(_ path: String) throws -> SimulatedNet {
    let paths = DesignPaths(design: design)
    let place = try paths.net(path)
    let net = paths.net(at: place)
    let kind = paths.kind(of: paths.origin(of: place))
    let aliases = paths.aliases(of: place)
    if let port = aliases.lazy.compactMap({ self.port(at: $0, paths) }).first {
      return SimulatedNet(path, net, kind: kind) { [unowned self] in
        words(of: port)
      } write: { [unowned self] words in
        guard kind == .register else { return setWords(words, of: port) }
        try write(path) { throw SimulationError("net '\(path)' cannot be set through a port") }
      }
    }
    try checkReach("net", path)
    for alias in aliases {
      let definition = design.definitions[alias.definition]
      for place in Verilog.places(of: Netlist.NetID(alias.index), in: definition) {
        let scopes = paths.scopes(of: alias)
        guard let variable = variable(place.variable, scopes, width: place.variableWidth) else { continue }
        return reading(path, net, kind, variable, place)
      }
    }
    throw SimulationError(
      "net '\(path)' is no variable of the Verilog: its expression is written where it is read; registers, memories and ports "
        + "can always be reached")
  }

  /// A memory within the design, by its path, where the options say `readable`; its words can be set where they say
  /// `writable`.
  ///
  /// - Throws: `SimulationError` that names the part of the path that is not there, or says why it cannot be reached.
  public func memory(_ path: String) throws -> SimulatedMemory {
    let paths = DesignPaths(design: design)
    let place = try paths.memory(path)
    let memory = paths.memory(at: place)
    try checkReach("memory", path)
    guard let variable = variable(memory.name, paths.scopes(of: place), width: memory.width),
      variable.entryCount == memory.depth
    else { throw SimulationError("memory '\(path)' is no array of the Verilog") }
    return SimulatedMemory(path: path, width: memory.width, depth: memory.depth) { [unowned self] row in
      read { variable[row] }
    } writeRow: { [unowned self] row, words in
      try write(path) { variable[row] = words }
    }
  }

  private func reading(
    _ path: String, _ net: Netlist.Net, _ kind: SimulatedNet.Kind, _ variable: ModelVariable, _ place: VerilogPlace
  ) -> SimulatedNet {
    SimulatedNet(path, net, kind: kind) { [unowned self] in
      read { Words.slice(variable[0], low: place.low, width: net.width) }
    } write: { [unowned self] words in
      try write(path) {
        var whole = variable[0]
        Words.replace(in: &whole, low: place.low, width: net.width, with: words)
        variable[0] = whole
      }
    }
  }

  /// A port of the top at this place.
  ///
  /// A register there is not taken for one: it may have to be written.
  private func port(at place: DesignPaths.Place, _ paths: DesignPaths) -> Int? {
    guard place.instances.isEmpty, paths.net(at: place).direction != nil else { return nil }
    if internals == .writable, paths.kind(of: paths.origin(of: place)) == .register { return nil }
    return portIndices[paths.net(at: place).name]
  }

  private func checkReach(_ kind: String, _ path: String) throws {
    guard internals == .hidden else { return }
    throw SimulationError(
      "\(kind) '\(path)' cannot be reached: the model was built for its ports only; "
        + "VerilatedLibrary.Options(internals: .readable) keeps what is inside")
  }
}
