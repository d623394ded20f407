import Testing

@testable import Hardware

private let pixel = ClockDomain("pixel")

/// A foreign module with an input and an output of a bit, whose description a test gives.
private struct Part: ForeignModule {
  let I, O: Bit
  let verilog: ForeignVerilog
  private let makeModel: (@Sendable () -> any Module)?

  init(_ verilog: ForeignVerilog, model: (@Sendable () -> any Module)? = nil) {
    (I, O) = (.input(), .output())
    (self.verilog, makeModel) = (verilog, model)
  }

  var model: (any Module)? { makeModel?() }
}

/// An instance of a foreign part between an input and an output.
private struct PartUser: Module {
  let number, result: Bit
  let part: Part
  init(_ verilog: ForeignVerilog, model: (@Sendable () -> any Module)? = nil) {
    (number, result) = (.input(), .output())
    part = Part(verilog, model: model)
  }
  var body: [Statement] {
    part.I <== number
    result <== part.O
  }
}

private struct LoopThroughPart: Module {
  let result: Bit
  let part: Part
  init(_ verilog: ForeignVerilog) { (result, part) = (.output(), Part(verilog)) }
  var body: [Statement] {
    part.I <== !part.O
    result <== part.O
  }
}

private struct Careless: Module {
  static let line: UInt = #line
  let number, result: Bit
  let first, second: Part
  init() {
    (number, result) = (.input(), .output())
    first = Part(ForeignVerilog("BUF", paths: .all))
    second = Part(ForeignVerilog("BUF", paths: .all))
  }
  var body: [Statement] {
    first.I <== number
    first.O <== number  // line + 10
    result <== first.O && second.O
  }
}

private struct Copy: Module {
  let I, O: Bit
  init() { (I, O) = (.input(), .output()) }
  var body: [Statement] { O <== I }
}

private struct Wider: Module {
  static let line: UInt = #line
  let I: Unsigned
  let more: Bit
  init() {
    I = .input(2)  // line + 4
    more = .input()  // line + 5
  }
  var body: [Statement] { expect(I .!= 0 || more, "something") }
}

private struct Registered: Module {
  static let line: UInt = #line
  let I, O: Bit
  init(_ domain: ClockDomain) {
    I = .input()
    O = .outputRegister(reset: false, domain: domain)  // line + 4
  }
  var body: [Statement] { O <== I }
}

private struct Overloaded: ForeignModule {
  static let line: UInt = #line
  let I: Bit
  let state: Bit
  let inner: Copy
  init() {
    I = .input()
    state = .register()  // line + 6
    inner = Copy()
  }
  var verilog: ForeignVerilog { ForeignVerilog("OVER", paths: .none) }  // line + 9
}

private struct OverloadedUser: Module {
  let number: Bit
  let unit: Overloaded
  init() { (number, unit) = (.input(), Overloaded()) }
  var body: [Statement] { unit.I <== number }
}

private struct Bridge: ForeignModule {
  let a_in, b_out, seen: Bit
  private let isListed: Bool
  static let line: UInt = #line
  init(isListed: Bool) {
    (a_in, b_out, seen) = (.input(), .output(), .input())
    self.isListed = isListed
  }
  var verilog: ForeignVerilog {
    ForeignVerilog(  // line + 6
      "bridge",
      clocks: [.clock("a_clk", ports: isListed ? ["a_in"] : []), .clock("b_clk", pixel, ports: ["b_out"])],
      paths: .none, synchronised: isListed ? ["seen"] : [])
  }
}

private struct BridgeUser: Module {
  static let line: UInt = #line
  let number, result: Bit
  let unit: Bridge
  init(isListed: Bool) { (number, result, unit) = (.input(), .output(), Bridge(isListed: isListed)) }
  var body: [Statement] {
    let fast = Bit.register("fast", domain: pixel)
    let slow = Bit.register("slow")
    fast <== number
    unit.a_in <== fast  // line + 8
    unit.seen <== fast
    slow <== unit.b_out  // line + 10
    result <== slow
  }
}

@Suite struct ForeignCheckTests {
  private let place = "HardwareTests/ForeignCheckTests.swift:"

  @Test func pathsDecideWhatIsALoop() throws {
    let free = try findings(of: LoopThroughPart(ForeignVerilog("DFF", clocks: [.clock("C")], paths: .none)))
    #expect(free == [])
    for paths in [ForeignVerilog.Paths.all, .only(["O": ["I"]])] {
      let loops = try findings(of: LoopThroughPart(ForeignVerilog("BUF", paths: paths)))
      #expect(loops.count == 1)
      #expect(loops.first?.contains("a combinational loop: 'part_i' -> 'part_o' -> 'part_i'") == true, "\(loops)")
    }
  }

  @Test func portsAreDrivenOnce() throws {
    let found = try findings(of: Careless())
    #expect(
      found == [
        "\(place)14: error: nothing assigns the input 'I' of the instance 'second': give it a value with '<==' "
          + "[undriven, in careless]",
        "\(place)\(Careless.line + 10): error: the output 'O' of the instance 'first' cannot be assigned: the instance "
          + "drives it [drivers, in careless]",
      ])
  }

  @Test func listsNameWhatIsThere() throws {
    let line = #line + 1
    let verilog = ForeignVerilog(
      "part", parameters: ["A": 1, "A": 2, "B": .integer(1 << 40), "C": "\u{e9}", "wire": 0, "D": .real(.nan)],
      clocks: [.clock("C", ports: ["X"])], paths: .only(["I": ["O"]]), synchronised: ["O"], portNames: ["i": "J"])
    let found = try findings(of: PartUser(verilog))
    let messages = [
      "'paths' names 'I', which is no output: 'O'",
      "'portNames' names 'i', which is none of the ports: 'I', 'O'",
      "'ports' names 'X', which is no port: 'I', 'O'",
      "'synchronised' names 'O', which is no input: 'I'",
      "the parameter 'A' is given twice",
      "the parameter 'B' has no value in Verilog: 1099511627776 does not fit in 32 bits: write .bits(Bits(_:width:))",
      "the parameter 'C' has no value in Verilog: \"\u{e9}\" has characters other than printable ASCII",
      "the parameter 'D' has no value in Verilog: nan is no finite number",
      "the parameter 'wire' has a name that Verilog does not take",
    ]
    #expect(found == messages.map { "\(place)\(line): error: \($0) [foreign, in part]" }, "\(found)")
  }

  @Test func portsAndClocksHaveNamesOfTheirOwn() throws {
    let line = #line + 1
    let verilog = ForeignVerilog("part", clocks: [.clock("I")], resets: [.activeHigh("for")], paths: .none)
    let found = try findings(of: PartUser(verilog))
    #expect(
      found == [
        "\(place)14: error: the input 'I' has the name of the clock 'I' at ForeignCheckTests.swift:\(line): "
          + "call one of them something else [name, in part]",
        "\(place)\(line): error: the reset 'for' has the name of a Verilog keyword: call it something else "
          + "[name, in part]",
      ])
  }

  @Test func aForeignModuleHasPortsOnly() throws {
    let found = try findings(of: OverloadedUser())
    #expect(
      found == [
        "\(place)\(Overloaded.line + 6): error: 'state' is no port: a foreign module has ports and parameters only "
          + "[foreign, in OVER]",
        "\(place)\(Overloaded.line + 9): error: 'inner' is no port: a foreign module has ports and parameters only, "
          + "and its model is a computed property [foreign, in OVER]",
      ])
  }

  @Test func aForeignModuleIsNoTop() throws {
    let found = try findings(of: Part(ForeignVerilog("part", paths: .none, line: 7)))
    #expect(
      found == [
        "\(place)7: error: the top of a design cannot be a foreign module: store it in a module [foreign, in part]"
      ])
  }

  @Test func aNameIsEitherForeignOrTheDesigns() throws {
    let found = try findings(of: PartUser(ForeignVerilog("part_user", paths: .none, line: 7)))
    #expect(
      found == [
        "\(place)7: error: a module of the design has the name of this foreign one: give it another 'moduleName' "
          + "[name, in part_user]"
      ])
  }

  @Test func declarationsOfOneNameHaveTheSamePorts() throws {
    struct Both: Module {
      let number: Bit
      let results: [Bit]
      let units: [Part]
      init() {
        number = .input()
        results = (0..<2).map { _ in .output() }
        units = [
          Part(ForeignVerilog("part", paths: .none, line: 7)),
          Part(ForeignVerilog("part", clocks: [.clock("C")], paths: .none, line: 8)),
        ]
      }
      var body: [Statement] {
        for (unit, result) in zip(units, results) {
          unit.I <== number
          result <== unit.O
        }
      }
    }
    #expect(
      try findings(of: Both()) == [
        "\(place)8: error: the foreign module is declared at ForeignCheckTests.swift:7 with other ports [name, in part]"
      ])
  }

  @Test func clocksOfSeveralDomainsSayWhichPortsRunOnThem() throws {
    #expect(
      try findings(of: BridgeUser(isListed: false)) == [
        "\(place)\(Bridge.line + 6): error: there are several clocks, and none is said to be that of 'a_in', 'seen': "
          + "write .clock(_:_:ports:) [foreign, in bridge]"
      ])
    let advice = "let a single bit cross at a time, by way of two registers in a row"
    #expect(
      try findings(of: BridgeUser(isListed: true)) == [
        "\(place)\(BridgeUser.line + 8): error: the input 'a_in' of the instance 'unit' runs on 'clock' but follows "
          + "the register 'fast' of 'pixel_clock': \(advice) [crossing, in bridge_user]",
        "\(place)\(BridgeUser.line + 10): error: the register 'slow' runs on 'clock' but follows the output 'b_out' "
          + "of the instance 'unit' of 'pixel_clock': \(advice) [crossing, in bridge_user]",
      ])
  }

  // MARK: Models

  @Test func aModelHasTheSamePorts() throws {
    let found = try findings(of: PartUser(ForeignVerilog("part", paths: .none, line: 7), model: { Wider() }))
    #expect(
      Set(found).isSuperset(of: [
        "\(place)\(Wider.line + 4): error: 'I' is an input of 1 bit, but 'i' of the model 'wider' is an input of 2 "
          + "bits [model, in part]",
        "\(place)14: error: the model 'wider' has no port 'o' for 'O' [model, in part]",
        "\(place)\(Wider.line + 5): error: the model 'wider' has a port 'more' that the foreign module lacks "
          + "[model, in part]",
      ]), "\(found)")
  }

  @Test func aModelFollowsNoMoreThanIsSaid() throws {
    let found = try findings(of: PartUser(ForeignVerilog("part", paths: .none, line: 7), model: { Copy() }))
    #expect(
      found == [
        "\(place)7: error: the output 'o' of the model 'copy' follows 'i' within a cycle: say so in 'paths' "
          + "[model, in part]"
      ])
    #expect(try findings(of: PartUser(ForeignVerilog("part", paths: .all), model: { Copy() })) == [])
  }

  @Test func aModelRunsOnClocksAndResetsOfTheModule() throws {
    let other = try findings(
      of: PartUser(ForeignVerilog("part", clocks: [.clock("C")], paths: .none, line: 7), model: { Registered(pixel) }))
    #expect(
      other == [
        "\(place)7: error: the model 'registered' runs on 'pixel_clock', of which the foreign module has no clock "
          + "[model, in part]"
      ])
    let unreset = try findings(
      of: PartUser(ForeignVerilog("part", clocks: [.clock("C")], paths: .none), model: { Registered(.main) }))
    #expect(
      unreset == [
        "\(place)\(Registered.line + 4): error: the register 'o' of the model 'registered' is reset by 'reset', of which "
          + "the foreign module has no reset [model, in part]"
      ])
    let right = ForeignVerilog("part", clocks: [.clock("C")], resets: [.activeHigh("R")], paths: .none)
    #expect(try findings(of: PartUser(right, model: { Registered(.main) })) == [])
  }
}
