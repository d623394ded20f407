import Testing

@testable import Hardware

private struct Names: Module {
  enum Phase: CaseIterable { case idle, busy }
  static let line: UInt = #line
  let output: Bit
  let signals: [Bit]
  init() {
    output = .output()
    signals = [.output(), .output()]
  }
  var body: [Statement] {
    let logic = Bit.register("logic", reset: false)  // line + 8
    let first = Bit.wire("signals_0")
    let clock = Bit.register("clock", reset: false)
    let phase = Enumerated<Phase>.register("phase", reset: .idle)
    let other = Enumerated<Other.Phase>.register("other", reset: .load)
    logic <== !logic
    first <== logic
    clock <== first
    phase <== .busy
    other <== .load
    output <== clock
    signals[0] <== phase .== .idle
    signals[1] <== other .== .load
  }
  enum Other { enum Phase: CaseIterable { case load } }
}

private struct Inner: Module {
  static let line: UInt = #line
  let start, done: Bit
  init() { (start, done) = (.input(), .output()) }
  var body: [Statement] {
    let held = Bit.register("held")  // line + 4
    held <== start
    done <== held
  }
}

private struct Outer: Module {
  let start, done: Bit
  let held: Inner
  init() {
    (start, done) = (.input(), .output())
    held = Inner()
  }
  var body: [Statement] {
    held.start <== start
    done <== held.done
  }
}

@Suite struct NameCheckTests {
  @Test func whatVerilogDoesNotTakeAndWhatIsTakenTwice() throws {
    let place = "HardwareTests/NameCheckTests.swift:"
    let found = try findings(of: Names())
    #expect(
      found == [
        "\(place)\(Names.line + 4): error: the output 'output' has the name of a Verilog keyword: "
          + "call it something else [name, in names]",
        "\(place)\(Names.line + 8): error: the register 'logic' has the name of a SystemVerilog keyword: "
          + "call it something else [name, in names]",
        "\(place)\(Names.line + 9): error: the wire 'signals_0' has the name of the output 'signals_0' at "
          + "NameCheckTests.swift:\(Names.line + 5): call one of them something else [name, in names]",
        "\(place)\(Names.line + 10): error: the register 'clock' has the name of the clock 'clock': "
          + "call one of them something else [name, in names]",
        "\(place)\(Names.line + 12): error: two different enumerations are named 'phase' in this module: "
          + "call one of them something else [name, in names]",
      ])
  }

  @Test func namesThatAreNoIdentifiers() {
    let source = SourceLocation(fileID: "Design/Unit.swift", line: 7)
    let nets = ["2nd", "two words", "naïve", "_fine2", ""].map { name in
      Netlist.Net(name: name, width: 1, direction: .input, driver: .outside, source: source)
    }
    let unit = Netlist.Definition(name: "unit", ports: nets.indices.map { Netlist.NetID($0) }, nets: nets)
    let found = findings(of: unit).filter { $0.contains("[name") }
    #expect(
      found
        == ["", "2nd", "naïve", "two words"].map { name in
          "Design/Unit.swift:7: error: the input '\(name)' has a name that Verilog does not take: "
            + "use letters, digits and underscores, and no digit at the beginning [name, in unit]"
        })
  }

  @Test func wordsOfCPlusPlusAreWarnedOfAsVerilatorDoes() {
    let source = SourceLocation(fileID: "Design/Unit.swift", line: 7)
    let nets = ["interrupt", "interrupts", "far"].map { name in
      Netlist.Net(name: name, width: 1, direction: .input, driver: .outside, source: source)
    }
    let unit = Netlist.Definition(name: "unit", ports: nets.indices.map { Netlist.NetID($0) }, nets: nets)
    let found = findings(of: unit).filter { $0.contains("[name") }
    #expect(
      found
        == ["far", "interrupt"].map { name in
          "Design/Unit.swift:7: warning: the input '\(name)' has the name of a word of C++, of which Verilator warns: "
            + "call it something else [name, in unit]"
        })
  }

  @Test func anInstanceNamedLikeASignalInsideIt() throws {
    let found = try findings(of: Outer())
    #expect(
      found == [
        "HardwareTests/NameCheckTests.swift:\(Inner.line + 4): warning: the instance 'held' has the name of a signal "
          + "inside it: call one of them something else [name, in outer]"
      ])
  }

  @Test func modulesOfOneName() {
    let source = SourceLocation(fileID: "Design/Unit.swift", line: 7)
    #expect(
      findings(
        of: Netlist.Definition(name: "unit"), Netlist.Definition(name: "unit", source: source)
      ) == [
        "Design/Unit.swift:7: error: two modules are named 'unit': give one of them another 'moduleName' "
          + "[name, in unit]"
      ])
  }
}
