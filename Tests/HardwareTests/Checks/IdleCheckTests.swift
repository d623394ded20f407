import Testing

@testable import Hardware

private struct Adder: Module {
  static let line: UInt = #line
  let left, right, sum: Unsigned
  init() { (left, right, sum) = (.input(4), .input(4), .output(4)) }  // line + 2
  var body: [Statement] { sum <== left &+ right }
}

private struct Busy: Module {
  static let line: UInt = #line
  let start, result: Bit
  let adder, spare, spareUnused: Adder
  init() {
    (start, result) = (.input(), .output())
    (adder, spare, spareUnused) = (Adder(), Adder(), Adder())
  }
  var body: [Statement] {
    let count = Unsigned.register("count", 4, reset: 0)  // line + 8
    let first = Bit.register("first", reset: false)  // line + 9
    let second = Bit.register("second", reset: false)  // line + 10
    let marked = Unsigned.register("marked_unused", 4, reset: 0)
    let delayed = Bit.register("delayed", reset: false)
    let words = Memory("words", depth: 4, of: Unsigned.bits(4))
    let place = Unsigned.register("place", 2, reset: 0)
    let checked = Bit.register("checked", reset: false)
    count <== count &+ 1
    when(second) { first <== !first }
    second <== first
    marked <== marked &+ 1
    delayed <== start
    place <== place &+ 1
    words.write(Unsigned(5, width: 4), at: place)
    let word = words.read("word", at: place)
    for unit in [adder, spare, spareUnused] {
      unit.left <== word
      unit.right <== 1
    }
    checked <== !checked
    expect(checked || !checked, "is a bit")
    result <== delayed && adder.sum[3]
  }
}

@Suite struct IdleCheckTests {
  @Test func registersThatReachNoOutputAndInstancesThatNobodyReadsAreWarnings() throws {
    let place = "HardwareTests/IdleCheckTests.swift:"
    let advice = "remove it, or end its name in '_unused' [idle, in busy]"
    let found = try findings(of: Busy()).filter { $0.contains("[idle") }
    #expect(
      found.sorted() == [
        "\(place)\(Busy.line + 8): warning: what reads the register 'count' reaches no output: \(advice)",
        "\(place)\(Busy.line + 9): warning: what reads the register 'first' reaches no output: \(advice)",
        "\(place)\(Busy.line + 10): warning: what reads the register 'second' reaches no output: \(advice)",
        "\(place)\(Adder.line + 2): warning: nothing reads an output of the instance 'spare': \(advice)",
      ].sorted())
  }
}
