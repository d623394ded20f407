import Testing

@testable import Hardware

private struct Idle: Module {
  static let line: UInt = #line
  let start, spare, spareUnused: Bit
  let result: Bit
  init() {
    (start, spare, spareUnused) = (.input(), .input(), .input())  // line + 4
    result = .output()
  }
  var body: [Statement] {
    let count = Unsigned.register("count", 4, reset: 0)  // line + 8
    let wire = Bit.wire("nowhere")
    let words = Memory("words", depth: 4, of: Unsigned.bits(4))
    count <== 3
    wire <== start
    words.write(Unsigned(5, width: 4), at: 2)
    result <== start
  }
}

@Suite struct UnusedCheckTests {
  @Test func whatNothingReadsIsAWarningUnlessItsNameSaysSo() throws {
    let place = "HardwareTests/UnusedCheckTests.swift:"
    let advice = "remove it, or end its name in '_unused' [unused, in idle]"
    let found = try findings(of: Idle())
    #expect(
      found == [
        "\(place)\(Idle.line + 4): warning: nothing reads the input 'spare': \(advice)",
        "\(place)\(Idle.line + 8): warning: nothing reads the register 'count': \(advice)",
        "\(place)\(Idle.line + 9): warning: nothing reads the wire 'nowhere': \(advice)",
        "\(place)\(Idle.line + 10): warning: nothing reads the memory 'words': \(advice)",
      ])
  }
}
