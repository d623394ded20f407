import Testing

@testable import Hardware

private struct Loop: Module {
  static let line: UInt = #line
  let number: Unsigned
  let result: Unsigned
  init() { (number, result) = (.input(4), .output(4)) }
  var body: [Statement] {
    let first = Unsigned.wire("first", 4)
    let second = Unsigned.wire("second", 4)
    first <== number &+ second  // line + 7
    second <== first
    when(first .== 3) { second <== ~number }
    result <== second
  }
}

private struct Inverter: Module {
  let taken, held: Bit
  let given, stored: Bit
  init() {
    (taken, held) = (.input(), .input())
    (given, stored) = (.output(), .outputRegister())
  }
  var body: [Statement] {
    given <== !taken
    stored <== held
  }
}

private struct Ring: Module {
  static let line: UInt = #line
  let result: Bit
  let units: [Inverter]
  init() {
    result = .output()
    units = [Inverter(), Inverter()]
  }
  var body: [Statement] {
    units[0].taken <== units[1].given  // line + 8
    units[1].taken <== units[0].given
    // Through the registers it is no loop.
    units[0].held <== units[1].stored
    units[1].held <== units[0].stored
    result <== units[0].stored
  }
}

private struct Lookup: Module {
  static let line: UInt = #line
  let result: Unsigned
  init() { result = .output(2) }
  var body: [Statement] {
    let words = Memory("words", depth: 4, of: Unsigned.bits(2))
    let address = Unsigned.wire("address", 2)
    let next = words.read("next", at: address, latency: .combinational)
    words.write(address, at: 0)
    address <== next  // line + 8
    result <== address
  }
}

@Suite struct LoopCheckTests {
  private let place = "HardwareTests/LoopCheckTests.swift:"

  @Test func wiresThatFollowEachOther() throws {
    let found = try findings(of: Loop())
    #expect(
      found == [
        "\(place)\(Loop.line + 7): error: a combinational loop: 'first' -> 'second' -> 'first'; "
          + "put a register into it [loop, in loop]"
      ])
  }

  @Test func throughInstancesButNotThroughTheirRegisters() throws {
    let found = try findings(of: Ring())
    #expect(
      found == [
        "\(place)\(Ring.line + 8): error: a combinational loop: 'units_0_taken' -> 'units_0_given' -> "
          + "'units_1_taken' -> 'units_1_given' -> 'units_0_taken'; put a register into it [loop, in ring]"
      ])
  }

  @Test func throughACombinationalRead() throws {
    let found = try findings(of: Lookup())
    #expect(
      found == [
        "\(place)\(Lookup.line + 8): error: a combinational loop: 'address' -> 'next' -> 'address'; "
          + "put a register into it [loop, in lookup]"
      ])
  }
}
