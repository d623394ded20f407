import Testing

@testable import Hardware

private struct Clash: Module {
  static let line: UInt = #line
  let enable: Bit
  let number: Unsigned
  let result: Unsigned
  let unit: Child
  init() {
    enable = .input()
    (number, result) = (.input(4), .output(4))
    unit = Child()
  }
  var body: [Statement] {
    let words = Memory("words", depth: 4, of: Unsigned.bits(4))
    let word = words.read("word", at: number.truncated(to: 2))
    unit.number <== number
    words.write(number, at: number.truncated(to: 2))
    number <== 3  // line + 15
    unit.result <== word
    word <== 1
    when(enable) { result <== unit.result }
    result <== 0
  }
}

private struct Child: Module {
  let number: Unsigned
  let result: Unsigned
  init() { (number, result) = (.input(4), .output(4)) }
  var body: [Statement] { result <== ~number }
}

private struct Twice: Module {
  static let line: UInt = #line
  let enable: Bit
  let result: Unsigned
  init() { (enable, result) = (.input(), .output(4)) }
  var body: [Statement] {
    result <== 0
    when(enable) {
      result <== 1
      result <== 2  // line + 8
    }
  }
}

@Suite struct DriverCheckTests {
  @Test func whatSomethingElseDrivesCannotBeAssigned() throws {
    let place = "HardwareTests/DriverCheckTests.swift:"
    let found = try findings(of: Clash()).filter { $0.contains("[drivers") }
    #expect(
      found == [
        "\(place)\(Clash.line + 15): error: the input 'number' cannot be assigned: the parent drives it "
          + "[drivers, in clash]",
        "\(place)\(Clash.line + 16): error: the output 'result' of the instance 'unit' cannot be assigned: "
          + "the instance drives it [drivers, in clash]",
        "\(place)\(Clash.line + 17): error: the word 'word' read from the memory 'words' cannot be assigned: "
          + "the memory drives it [drivers, in clash]",
        "\(place)\(Clash.line + 19): error: this assignment of the output 'result' leaves the earlier one at "
          + "DriverCheckTests.swift:\(Clash.line + 18) without effect: put the unconditional assignment first, "
          + "or remove one of them [drivers, in clash]",
      ])
  }

  @Test func aDefaultMayBeOverriddenButNotTwiceInOneBranch() throws {
    let place = "HardwareTests/DriverCheckTests.swift:"
    let found = try findings(of: Twice())
    #expect(
      found == [
        "\(place)\(Twice.line + 8): error: this assignment of the output 'result' leaves the earlier one at "
          + "DriverCheckTests.swift:\(Twice.line + 7) without effect: put the unconditional assignment first, "
          + "or remove one of them [drivers, in twice]"
      ])
  }
}
