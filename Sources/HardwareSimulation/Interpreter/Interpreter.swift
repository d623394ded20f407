import BigInt
import Foundation
import Hardware

/// Runs a design without compiling anything: for unit tests, and as the second opinion on the emitted Verilog.
///
/// Beyond what the protocol asks it reads every net of the hierarchy.
public final class Interpreter: Simulator {
  public let ports: [SimulatedPort]
  public let portIndices: [String: Int]
  public private(set) var cycle = 0
  /// How often the condition of each cover statement held at an edge outside reset, by hierarchical name.
  public private(set) var coverCounts: [String: Int] = [:]

  let hierarchy: Hierarchy
  let machine: Machine
  private var isSettled = false
  private var observers: [() throws -> Void] = []
  private var trace: VCDWriter?

  /// Foreign modules are run as their models.
  ///
  /// - Parameter initialState: What registers and memories begin with.
  /// - Throws: `SimulationError` where combinational values depend on themselves, and `DesignError` that names the
  ///   foreign modules without a model.
  public init(_ design: Netlist.Design, initialState: InitialState = .ofProcess) throws {
    let design = try design.withModels()
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

  public var domains: [ClockDomain] { program.domains }

  public func words(of port: Int) -> [UInt64] {
    words(in: program.ports[port])
  }

  public func word(of port: Int) -> UInt64 {
    settle()
    return machine.storage[Int(program.ports[port].offset)]
  }

  public func setWords(_ words: [UInt64], of port: Int) {
    let value = WideValue(program.ports[port], machine.storage)
    for index in 0 ..< value.count { value.words[index] = words[index] }
    isSettled = false
  }

  public func setWord(_ word: UInt64, of port: Int) {
    machine.storage[Int(program.ports[port].offset)] = word
    isSettled = false
  }

  /// The value of any net, for example `pe_0.mac.sum`, negative where its type is signed and its top bit is set.
  ///
  /// - Throws: `SimulationError` that names the part of the path that is not there.
  public func peek(net path: String) throws -> BigInt {
    value(of: try hierarchy.net(path))
  }

  func value(of found: Hierarchy.FoundNet) -> BigInt {
    Words.number(words(in: found.slot), width: found.net.width, isSigned: found.net.isSigned)
  }

  public func step(_ cycles: Int, domains: [ClockDomain]) throws {
    let clocked = try domains.map(index)
    for _ in 0 ..< cycles {
      settle()
      for observer in observers { try observer() }
      settle()
      if !program.assertions.isEmpty { try checkAssertions(clocked) }
      trace?.dump(time: 10 * cycle, highClocks: [], machine.storage)
      machine.raiseClocks(clocked, of: program)
      isSettled = false
      if let trace {
        settle()
        trace.dump(time: 10 * cycle + 5, highClocks: clocked, machine.storage)
      }
      cycle += 1
    }
  }

  public func observe(_ observer: @escaping () throws -> Void) {
    observers.append(observer)
  }

  /// Writes a value change dump of all nets from here on; a cycle takes 10 ns. A variable `phase` of an enumeration has one
  /// more beside it, `phase_name`, with the names of the cases.
  ///
  /// - Throws: `SimulationError` where the file cannot be written.
  public func startTrace(_ file: URL) throws {
    stopTrace()
    trace = try VCDWriter(file, hierarchy)
  }

  /// Finishes the dump.
  public func stopTrace() {
    settle()
    trace?.dump(time: 10 * cycle, highClocks: [], machine.storage)
    trace?.close()
    trace = nil
  }

  func settle() {
    guard !isSettled else { return }
    machine.settle()
    isSettled = true
  }

  func words(in slot: Slot) -> [UInt64] {
    settle()
    return (0 ..< slot.wordCount).map { machine.storage[Int(slot.offset) + $0] }
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
