import Testing

@testable import Hardware

private struct Undriven: Module {
  static let line: UInt = #line
  let done: Bit
  let unit: Child
  init() {
    done = .output()  // line + 4
    unit = Child()
  }
  var body: [Statement] {
    let wire = Bit.wire("gap")  // line + 8
    let register = Unsigned.register("stuck", 4)
    let constant = Unsigned.register("idle", 4, reset: 3)
    let sink = Bit.wire("sink_unused")
    sink <== wire && register .== constant
  }
}

private struct Child: Module {
  static let line: UInt = #line
  let enable: Bit
  let result: Bit
  init() { (enable, result) = (.input(), .output()) }  // line + 3
  var body: [Statement] { result <== !enable }
}

@Suite struct UndrivenCheckTests {
  @Test func whateverNothingAssignsIsReportedWhereItIsDeclared() throws {
    let file = "HardwareTests/UndrivenCheckTests.swift"
    let found = try findings(of: Undriven())
    #expect(
      found == [
        "\(file):\(Undriven.line + 4): error: nothing assigns the output 'done': give it a value with '<==' "
          + "[undriven, in undriven]",
        "\(file):\(Undriven.line + 8): error: nothing assigns the wire 'gap': give it a value with '<==' "
          + "[undriven, in undriven]",
        "\(file):\(Undriven.line + 9): error: nothing assigns the register 'stuck', and it has no reset value: "
          + "give it a value with '<==' [undriven, in undriven]",
        "\(file):\(Undriven.line + 10): warning: nothing assigns the register 'idle' but its reset: "
          + "make 'idle' a constant [undriven, in undriven]",
        "\(file):\(Child.line + 3): error: nothing assigns the input 'enable' of the instance 'unit': "
          + "give it a value with '<==' [undriven, in undriven]",
        "\(file):\(Child.line + 3): warning: nothing reads an output of the instance 'unit': "
          + "remove it, or end its name in '_unused' [idle, in undriven]",
      ])
  }
}
