import BigInt
import Hardware

/// A module in a simulator, its signals known by the module's own properties.
///
/// ```swift
/// let bench = try Testbench(MultiplyAccumulate(configuration))
/// try bench.reset()
/// bench[bench.module.enable] = true
/// bench[bench.module.activation] = -3
/// try bench.step()
/// #expect(bench[bench.module.partialSum] == 0)
/// ```
///
/// What is inside the module is read in the same way: its stored registers and wires, and its instances'. Registers
/// can be set. (A Verilated model has to be built for that: `VerilatedLibrary.Options.internals`.)
///
/// A subscript cannot throw when it is assigned to. So what a subscript could not do, because a value does not fit or
/// a signal is not one of the module's, is a problem of the bench with the line of the subscript: `onProblem` is told
/// at once, or else the next `step`, `reset` or `check` throws it. A bench that goes away with a problem that nobody
/// was told ends the process, so that no test passes with one.
public final class Testbench<Top: Module> {
  /// The module, whose properties name its signals.
  public let module: Top
  /// The module, elaborated.
  public let design: Netlist.Design
  /// What runs the design.
  public let simulator: any Simulator
  private let names: PortNames
  private let onProblem: ((SimulationError) -> Void)?
  private var problem: SimulationError?

  /// - Parameters:
  ///   - module: What is elaborated.
  ///   - makeSimulator: Makes the simulator of the elaborated module; the interpreter unless said otherwise.
  ///   - onProblem: Is told what a subscript could not do; with Swift Testing, `Issue.record` shows it at the line of the
  ///     subscript.
  /// - Throws: `DesignError` where the module is wrong, and what `makeSimulator` throws.
  public init(
    _ module: Top, simulator makeSimulator: (Netlist.Design) throws -> any Simulator = { try Interpreter($0) },
    onProblem: ((SimulationError) -> Void)? = nil
  ) throws {
    self.module = module
    self.onProblem = onProblem
    design = try module.elaborated()
    simulator = try makeSimulator(design)
    names = PortNames(module)
  }

  deinit {
    if let problem { fatalError("\(problem)") }
  }

  /// Raises the clocks `cycles` times.
  ///
  /// - Throws: The problem of a subscript before it, `AssertionFailure`, and what observers throw.
  public func step(_ cycles: Int = 1) throws {
    try check()
    try simulator.step(cycles)
  }

  /// Holds every domain's reset for `cycles` edges and releases it.
  public func reset(cycles: Int = 1) throws {
    try check()
    try simulator.reset(cycles: cycles)
  }

  /// Throws the first problem of a subscript since the last `step`, `reset` or `check`.
  public func check() throws {
    defer { problem = nil }
    if let problem { throw problem }
  }
}

// MARK: - Signals by subscript

extension Testbench {
  /// The value of a bit.
  ///
  /// An input or a register can be set.
  public subscript(signal: Bit, fileID: String = #fileID, line: Int = #line) -> Bool {
    get { attempt(fileID, line, otherwise: 0) { try int(signal) } == 1 }
    set { attempt(fileID, line, otherwise: ()) { try assign(signal, newValue ? 1 : 0) } }
  }

  /// The value of an unsigned signal that fits in an `Int`; for others there is `value(of:)`.
  ///
  /// An input or a register can be set to what its width holds.
  public subscript(signal: Unsigned, fileID: String = #fileID, line: Int = #line) -> Int {
    get { attempt(fileID, line, otherwise: 0) { try int(signal) } }
    set { attempt(fileID, line, otherwise: ()) { try assign(signal, BigInt(newValue)) } }
  }

  /// The value of a signed signal that fits in an `Int`; for others there is `value(of:)`.
  ///
  /// An input or a register can be set to what its width holds.
  public subscript(signal: Signed, fileID: String = #fileID, line: Int = #line) -> Int {
    get { attempt(fileID, line, otherwise: 0) { try int(signal) } }
    set { attempt(fileID, line, otherwise: ()) { try assign(signal, BigInt(newValue)) } }
  }

  /// The case that a signal stands for.
  ///
  /// A code that is no case is a problem of the bench, and gives the first case. An input or a register can be set.
  public subscript<Case>(signal: Enumerated<Case>, fileID: String = #fileID, line: Int = #line) -> Case {
    get {
      attempt(fileID, line, otherwise: Array(Case.allCases)[0]) {
        let code = try int(signal)
        guard let value = Enumerated<Case>.value(ofCode: code) else {
          throw SimulationError("'\(try name(signal))' is \(code), which is no case of \(Case.self)")
        }
        return value
      }
    }
    set {
      let code = Enumerated<Case>.code(of: newValue)
      attempt(fileID, line, otherwise: ()) { try assign(signal, BigInt(code ?? 0)) }
    }
  }

  private func attempt<Value>(
    _ fileID: String, _ line: Int, otherwise value: Value, _ body: () throws -> Value
  ) -> Value {
    do {
      return try SourceLocation(fileID: fileID, line: line).marking(body)
    } catch {
      let error =
        error as? SimulationError ?? SimulationError("\(error)", at: SourceLocation(fileID: fileID, line: line))
      if let onProblem {
        onProblem(error)
      } else {
        problem = problem ?? error
      }
      return value
    }
  }
}

// MARK: - Signals by call

extension Testbench {
  /// The value of a signal of any width, negative where its type is signed and its top bit is set.
  ///
  /// - Throws: `SimulationError` where the signal is not stored in the module, or the simulator cannot reach it.
  public func value(of signal: some Leaf, fileID: String = #fileID, line: Int = #line) throws -> BigInt {
    try SourceLocation(fileID: fileID, line: line).marking { try read(signal) }
  }

  /// Gives an input or a register of any width a value.
  ///
  /// - Throws: `SimulationError` where the signal is not stored in the module, cannot be set, or the value does not fit.
  public func set(_ signal: some Leaf, to value: BigInt, fileID: String = #fileID, line: Int = #line) throws {
    try SourceLocation(fileID: fileID, line: line).marking { try assign(signal, value) }
  }

  private func read(_ signal: some Leaf) throws -> BigInt {
    let name = try name(signal)
    if let port = simulator.portIndices[name] { return simulator.value(of: port) }
    return try simulator.net(name).value
  }

  private func assign(_ signal: some Leaf, _ value: BigInt) throws {
    let name = try name(signal)
    if let port = simulator.portIndices[name], simulator.ports[port].direction == .input {
      try simulator.set(port, to: value)
    } else {
      try simulator.net(name).set(to: value)
    }
  }

  private func int(_ signal: some Leaf) throws -> Int {
    let value = try read(signal)
    guard let number = Int(exactly: value) else {
      throw SimulationError("the value \(value) of '\(try name(signal))' does not fit in an Int; use value(of:)")
    }
    return number
  }

  private func name(_ signal: some Leaf) throws -> String {
    guard let name = names[signal] else {
      throw SimulationError("the signal is not stored in '\(design.top.name)' or its instances")
    }
    return name
  }
}
