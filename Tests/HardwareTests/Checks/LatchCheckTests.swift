import Testing

@testable import Hardware

private struct Latches: Module {
  enum Phase: CaseIterable { case idle, busy, done }
  static let line: UInt = #line
  let enable, other: Bit
  let first, second, third, fourth: Bit
  init() {
    (enable, other) = (.input(), .input())
    (first, second, third, fourth) = (.output(), .output(), .output(), .output())
  }
  var body: [Statement] {
    let phase = Enumerated<Phase>.register("phase", reset: .idle)
    phase <== .busy
    when(enable) { first <== other }  // line + 10
    when(enable) { second <== other }.otherwise { second <== false }
    phase.match {
      switch $0 {
      case .idle: third <== other
      case .busy: third <== false
      case .done: third <== true
      }
    }
    when(enable) {
      phase.match {
        switch $0 {
        case .idle: fourth <== other  // line + 22
        case .busy: fourth <== false
        case .done: first <== true
        }
      }
    }
    .otherwise { fourth <== true }
  }
}

@Suite struct LatchCheckTests {
  @Test func aWireWithoutAValueOnSomePathIsReportedAtItsFirstAssignment() throws {
    let place = "HardwareTests/LatchCheckTests.swift:"
    let found = try findings(of: Latches())
    #expect(
      found == [
        "\(place)\(Latches.line + 10): error: the output 'first' is not assigned on every path, which would make it "
          + "a latch: assign a default before the conditions [latch, in latches]",
        "\(place)\(Latches.line + 22): error: the output 'fourth' is not assigned on every path, which would make it "
          + "a latch: assign a default before the conditions [latch, in latches]",
      ])
  }
}
