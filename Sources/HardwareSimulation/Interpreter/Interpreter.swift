import BigInt
import Foundation
import Hardware

/// Runs a design without compiling anything: for unit tests, and as the second opinion on the emitted Verilog.
public final class Interpreter: Simulator {
  /// The ports of the top in their order, then one reset for each clock domain.
  public let ports: [SimulatedPort]
  /// The index of each port by its name.
  public let portIndices: [String: Int]
  /// How many times clocks have risen; such that rise together count once.
  public private(set) var cycle = 0
  /// Ticks since the beginning; in traces, one takes 1 ns.
  public private(set) var time = 0
  /// When the clocks rise; nil: all together, once in 10 ticks.
  public private(set) var clocks: ClockSchedule?
  /// How often the condition of each cover statement held at an edge outside reset, by hierarchical name.
  public private(set) var coverCounts: [String: Int] = [:]

  let hierarchy: Hierarchy
  let machine: Machine
  private let resetStyle: Verilog.ResetStyle
  private var isSettled = false
  /// The domains whose clocks are high.
  private var highClocks: [Int] = []
  private var observers: [() throws -> Void] = []
  private var trace: VCDWriter?

  /// Foreign modules are run as their models.
  ///
  /// - Parameters:
  ///   - initialState: What registers and memories begin with.
  ///   - resetStyle: When a reset acts: at its clock's edges, or at once.
  /// - Throws: `SimulationError` where combinational values depend on themselves, and `DesignError` that names the
  ///   foreign modules without a model.
  public init(
    _ design: Netlist.Design, initialState: InitialState = .ofProcess,
    resetStyle: Verilog.ResetStyle = .synchronous
  ) throws {
    let design = try design.withModels()
    self.resetStyle = resetStyle
    let program = try Flattener.program(of: design)
    hierarchy = Hierarchy(program, design)
    machine = Machine(program, initialState)
    ports = SimulatedPort.all(of: design)
    portIndices = Dictionary(uniqueKeysWithValues: ports.enumerated().map { ($1.name, $0) })
    for check in program.assertions where check.assertion.kind == .cover { coverCounts[check.name] = 0 }
  }

  deinit {
    trace?.close()
  }

  var program: Program { hierarchy.program }

  /// The clock domains of the top.
  public var domains: [ClockDomain] { program.domains }

  /// The settled value of a port, least significant word first, unused bits zero.
  public func words(of port: Int) -> [UInt64] {
    words(in: program.ports[port])
  }

  /// The settled value of a port of at most 64 bits.
  public func word(of port: Int) -> UInt64 {
    settle()
    return machine.storage[Int(program.ports[port].offset)]
  }

  /// Gives an input port a value; what follows from it is worked out when somebody asks.
  ///
  /// Bits above the port's width must be zero.
  public func setWords(_ words: [UInt64], of port: Int) {
    set(words, in: program.ports[port])
  }

  /// Gives an input port of at most 64 bits a value; bits above the port's width must be zero.
  public func setWord(_ word: UInt64, of port: Int) {
    machine.storage[Int(program.ports[port].offset)] = word
    isSettled = false
  }

  // MARK: What is inside

  /// The design that runs, in which models stand for its foreign modules.
  public var design: Netlist.Design { hierarchy.design }

  /// A net within the design, by its path.
  ///
  /// All nets can be read; registers and inputs of the top can be set.
  ///
  /// - Throws: `SimulationError` that names the part of the path that is not there.
  public func net(_ path: String) throws -> SimulatedNet {
    let paths = DesignPaths(design: design)
    let place = try paths.net(path)
    let net = paths.net(at: place)
    let slot = Slot(offset: hierarchy.instance(place).nets[place.index], width: net.width)
    return SimulatedNet(path, net, kind: paths.kind(of: paths.origin(of: place))) { [unowned self] in
      words(in: slot)
    } write: { [unowned self] words in
      set(words, in: slot)
    }
  }

  /// A memory within the design, by its path; its words can be read and set.
  ///
  /// - Throws: `SimulationError` that names the part of the path that is not there.
  public func memory(_ path: String) throws -> SimulatedMemory {
    let paths = DesignPaths(design: design)
    let place = try paths.memory(path)
    let flat = hierarchy.instance(place).memories[place.index]
    let first = Slot(offset: flat.base, width: flat.width)
    return SimulatedMemory(path: path, width: flat.width, depth: flat.depth) { [unowned self] row in
      words(in: first.row(row))
    } writeRow: { [unowned self] row, words in
      set(words, in: first.row(row))
    }
  }

  /// Raises the clocks of the given domains together, `cycles` times, one cycle taking 10 ticks.
  ///
  /// - Throws: `AssertionFailure` for the first assertion that does not hold at an edge outside reset, which leaves the
  ///   design before that edge; `SimulationError` where there is a schedule of clocks, or no such domain.
  public func step(_ cycles: Int, domains: [ClockDomain]) throws {
    try checkHasNoClocks()
    let clocked = try domains.map(index)
    for _ in 0..<cycles {
      try prepareRise(clocked)
      trace?.dump(time: time, highClocks: [], machine.storage)
      raise(clocked)
      if let trace {
        settle()
        trace.dump(time: time + 5, highClocks: clocked, machine.storage)
      }
      time += 10
    }
  }

  /// Lets clocks rise by a schedule from here on, or, with nil, all together again.
  ///
  /// - Throws: `SimulationError` where the schedule has a clock that is not the design's, or lacks one.
  public func setClocks(_ clocks: ClockSchedule?) throws {
    if let clocks { try check(clocks) }
    self.clocks = clocks
    highClocks = []
  }

  /// Moves on to a later time, at which some clocks rise and others fall.
  ///
  /// - Throws: As `step`.
  public func changeClocks(at time: Int, rising: [ClockDomain], falling: [ClockDomain]) throws {
    let clocked = try rising.map(index)
    let fallen = try falling.map(index)
    if rising.isEmpty { settle() } else { try prepareRise(clocked) }
    // What the bench has set since the last change belongs to that time.
    trace?.dump(time: self.time, highClocks: highClocks, machine.storage)
    if !rising.isEmpty { raise(clocked) }
    highClocks = (highClocks.filter { !fallen.contains($0) } + clocked).sorted()
    self.time = time
  }

  /// What happens before an edge.
  private func prepareRise(_ clocked: [Int]) throws {
    settle()
    for observer in observers { try observer() }
    settle()
    if !program.assertions.isEmpty { try checkAssertions(clocked) }
  }

  private func raise(_ clocked: [Int]) {
    machine.raiseClocks(clocked, of: program)
    isSettled = false
    cycle += 1
  }

  /// Calls `observer` before every following clock edge, when all values have settled; what it throws ends the step.
  public func observe(_ observer: @escaping () throws -> Void) {
    observers.append(observer)
  }

  /// Writes a value change dump of all nets from here on.
  ///
  /// - Throws: `SimulationError` where the file cannot be written, or its name ends as those of another format do.
  public func startTrace(_ file: URL) throws {
    guard TraceFormat(fileName: file.path) != .fst else {
      throw SimulationError(
        "cannot write the trace \(file.path): the interpreter writes VCD files only; VerilatedSimulator writes FST")
    }
    stopTrace()
    trace = try VCDWriter(file, hierarchy)
  }

  /// Finishes the dump.
  public func stopTrace() {
    settle()
    trace?.dump(time: time, highClocks: highClocks, machine.storage)
    trace?.close()
    trace = nil
  }

  func settle() {
    guard !isSettled else { return }
    if resetStyle == .asynchronous { machine.applyResets(of: program) }
    machine.settle()
    isSettled = true
  }

  func words(in slot: Slot) -> [UInt64] {
    settle()
    return (0..<slot.wordCount).map { machine.storage[Int(slot.offset) + $0] }
  }

  private func set(_ words: [UInt64], in slot: Slot) {
    let value = WideValue(slot, machine.storage)
    for index in 0..<value.count { value.words[index] = words[index] }
    isSettled = false
  }

  private func index(of domain: ClockDomain) throws -> Int {
    if let index = program.domains.firstIndex(of: domain) { return index }
    throw SimulationError("the design has no clock '\(domain.clockName)'")
  }

  private func checkAssertions(_ clocked: [Int]) throws {
    for check in program.assertions where clocked.contains(check.domain) {
      let isInReset = machine.storage[Int(program.resets[check.domain].offset)] != 0
      let isEnabled = check.enable.map { machine.storage[Int($0)] != 0 } ?? true
      guard isEnabled && !isInReset else { continue }
      let holds = machine.storage[Int(check.condition)] != 0
      switch check.assertion.kind {
      case .cover: if holds { coverCounts[check.name, default: 0] += 1 }
      case .assert, .assume:
        guard !holds else { continue }
        throw AssertionFailure(
          name: check.name, message: check.assertion.message, cycle: cycle, source: check.assertion.source)
      }
    }
  }
}
