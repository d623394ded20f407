import Testing

@testable import Hardware

private let a = Unsigned.wire("a", 8)
private let b = Unsigned.wire("b", 5)
private let x = Unsigned.wire("x", 8)
private let wrong = a & b  // of different widths

private enum Phase: CaseIterable { case idle, busy }
private let phase = Enumerated<Phase>.wire("phase")

/// What a library might offer: it makes statements on behalf of its caller.
private func copy(_ value: Unsigned, fileID: StaticString = #fileID, line: UInt = #line) -> [Statement] {
  [
    when(wrong.anyBit) { x <== value }.located(fileID: fileID, line: line),
    x <== value,
  ]
}

/// Each mistake is on the line that the numbers say, counted from the start of the body.
@Suite struct StatementTests {
  private func lines(of module: Body, after line: Int) -> [Int] {
    elaborationErrors(in: module).map { error in
      let fields = error.split(separator: ":")
      #expect(fields[0] == "HardwareTests/StatementTests.swift")
      return Int(fields[1])! - line
    }
  }

  @Test func everyBranchHasItsOwnLine() {
    let line = #line
    let module = Body {
      when((a & b).anyBit) {
        x <== a + 1
      }
      .elsewhen((a | b).anyBit) {
        x <== a + 2
      }
      .elsewhen((a ^ b).anyBit) {
        when(a[9]) { x <== 0 }
      }
      .otherwise {
        x <== a + 3
      }
    }
    #expect(lines(of: module, after: line) == [2, 3, 5, 6, 8, 9, 12])
  }

  @Test func matchesHaveTheirLines() {
    let line = #line
    let module = Body {
      phase.match {
        switch $0 {
        case .idle:
          x <== a + 1
        case .busy:
          when(a[8]) {
            x <== a + 2
          }
        }
      }
      mux(a[9], phase, phase).match { _ in
        x <== 1
      }
    }
    #expect(lines(of: module, after: line) == [5, 7, 8, 12])
  }

  @Test func propertiesHaveTheirLines() {
    let line = #line
    let module = Body {
      expect((a & b).anyBit, "never")
      assume((a | b).anyBit, "never")
      cover("seen", (a ^ b).anyBit)
    }
    #expect(lines(of: module, after: line) == [2, 3, 4])
  }

  @Test func controlFlowOfSwiftBuildsStatements() throws {
    let line = #line
    let module = Body {
      for index in 0..<3 {
        if index == 0 {
          x <== a + 1
        } else if index == 1 {
          when(true) { x <== a + 2 }
        } else {
          x <== a + 3
        }
      }
      if let missing = nil as Unsigned? { missing <== 1 }
      [x <== a + 4, x <== a]
    }
    #expect(lines(of: module, after: line) == [4, 6, 8, 12])
  }

  @Test func whatALibraryMakesStandsWhereItIsCalled() {
    let line = #line
    let module = Body {
      a <== 0
      copy(a + 1)
    }
    #expect(lines(of: module, after: line) == [3, 3])
  }

  @Test func aBodyMayBeSplit() {
    struct Split: Module {
      static let line = #line
      var body: [Statement] {
        control
        data(a + 1)
      }
      @StatementBuilder private var control: [Statement] {
        x <== a + 2  // line + 6
      }
      @StatementBuilder private func data(_ value: Unsigned) -> [Statement] {
        x <== value  // line + 9
      }
    }
    #expect(
      elaborationErrors(in: Split()).map { $0.prefix { $0 != " " } } == [
        "HardwareTests/StatementTests.swift:\(Split.line + 6):",
        "HardwareTests/StatementTests.swift:\(Split.line + 9):",
      ])
  }

  @Test func emptyBranchesVanish() throws {
    struct Quiet: Module {
      let enable, result: Bit
      init() { (enable, result) = (.input(), .output()) }
      var body: [Statement] {
        result <== enable
        when(enable) {}
          .elsewhen(!enable) { if false { result <== 0 } }
        phase.match { _ in }
      }
    }
    #expect(try Quiet().elaboratedUnchecked().top.statements.count == 1)
  }

  @Test func assertionsWithoutANameTakeTheirLine() throws {
    struct Properties: Module {
      static let line = #line
      let enable, request: Bit
      init() { (enable, request) = (.input(), .input()) }
      var body: [Statement] {
        when(enable) { expect(request, "enabled only on request") }  // line + 4
        for _ in 0..<2 { expect(request, "asked", name: "isAsked") }
        cover("both", enable && request)
      }
    }
    let assertions = try Properties().elaborated().top.assertions
    #expect(
      assertions.map(\.name) == ["assert_line_\(Properties.line + 4)", "is_asked", "is_asked_2", "both"])
    #expect(assertions.map(\.kind) == [.assert, .assert, .assert, .cover])
    #expect(assertions.map { $0.enable != nil } == [true, false, false, false])
    #expect(assertions.map(\.source?.line) == [4, 5, 5, 6].map { Properties.line + $0 })
  }
}
