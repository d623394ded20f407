import BigInt
import Hardware

/// A module in a simulator, its signals known by the module's own properties:
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
/// The subscripts trap, as an array's do, where a signal is not one of the module's or a value does not fit in it. In
/// the interpreter they read what is inside the module as well: its stored registers and wires, and its instances'.
public final class Testbench<Top: Module> {
  public let module: Top
  public let design: Netlist.Design
  public let simulator: any Simulator
  private let names: PortNames

  /// - Parameter makeSimulator: Makes the simulator of the elaborated module; the interpreter unless said otherwise.
  /// - Throws: `DesignError` where the module is wrong, and what `makeSimulator` throws.
  public init(
    _ module: Top, simulator makeSimulator: (Netlist.Design) throws -> any Simulator = { try Interpreter($0) }
  ) throws {
    self.module = module
    design = try module.elaborated()
    simulator = try makeSimulator(design)
    names = PortNames(module)
  }

  public func step(_ cycles: Int = 1) throws { try simulator.step(cycles) }
  public func reset(cycles: Int = 1) throws { try simulator.reset(cycles: cycles) }

  public subscript(signal: Bit) -> Bool {
    get { value(of: signal) == 1 }
    set { set(signal, to: newValue ? 1 : 0) }
  }

  public subscript(signal: Unsigned) -> Int {
    get { int(signal) }
    set { set(signal, to: BigInt(newValue)) }
  }

  public subscript(signal: Signed) -> Int {
    get { int(signal) }
    set { set(signal, to: BigInt(newValue)) }
  }

  public subscript<Case>(signal: Enumerated<Case>) -> Case {
    get {
      let index = int(signal)
      let cases = Array(Case.allCases)
      precondition(index < cases.count, "\(name(signal)) is \(index), which is no case of \(Case.self)")
      return cases[index]
    }
    set { set(signal, to: BigInt(Array(Case.allCases).firstIndex(of: newValue)!)) }
  }

  /// The value of a signal of any width, negative where its type is signed and its top bit is set.
  public func value(of signal: some Leaf) -> BigInt {
    let name = name(signal)
    if let port = simulator.portIndices[name] { return simulator.value(of: port) }
    guard let interpreter = simulator as? Interpreter else {
      preconditionFailure("'\(name)' is no port; only the interpreter reads what is inside")
    }
    do {
      return try interpreter.peek(net: name)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// Gives an input port of any width a value.
  public func set(_ signal: some Leaf, to value: BigInt) {
    do {
      try simulator.poke(name(signal), value)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  private func int(_ signal: some Leaf) -> Int {
    let value = value(of: signal)
    guard let number = Int(exactly: value) else {
      preconditionFailure("\(value) does not fit in an Int; use value(of:)")
    }
    return number
  }

  private func name(_ signal: some Leaf) -> String {
    guard let name = names[signal] else {
      preconditionFailure("the signal is not stored in '\(design.top.name)' or its instances")
    }
    return name
  }
}
