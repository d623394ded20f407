import Testing

@testable import Hardware

private let number = Unsigned.register("number", 4, reset: 0)
private let offset = Signed.register("offset", 4, reset: 0)
private let y = Unsigned.register("y", 8, reset: 0)

@Suite struct NumberMatchTests {
  private struct Unit<Value: SizedLeaf>: Module {
    let value: Value
    let y: Unsigned
    private let match: @Sendable (Value, Unsigned) -> Statement

    init(_ width: Int, _ match: @escaping @Sendable (Value, Unsigned) -> Statement) {
      (value, y) = (.input(width), .output(8))
      self.match = match
    }

    var body: [Statement] {
      y <== 0
      match(value, y)
    }
  }

  private func lines(_ module: any Module) throws -> [String] {
    let text = try Verilog.text(of: module.elaborated())
    let lines = text.split(separator: "\n").map { $0.prefix { $0 != "/" }.trimmingSuffix }
    guard let first = lines.firstIndex(where: { $0.contains("case") }),
      let last = lines.firstIndex(where: { $0.hasSuffix("endcase") })
    else { return [] }
    return lines[first...last].map { String($0.drop { $0 == " " }) }
  }

  @Test func valuesAndListsArePrintedWithTheirSize() throws {
    let unit = Unit<Unsigned>(4) { value, y in
      value.match {
        on(1) { y <== 1 }
        on(2, 9) { y <== 2 }
        otherwise { y <== 3 }
      }
    }
    #expect(
      try lines(unit) == [
        "case (value)", "4'd1: y = 8'd1;", "4'd2, 4'd9: y = 8'd2;", "default: y = 8'd3;", "endcase",
      ])
  }

  /// They keep their values from the `otherwise`; without one they say nothing.
  @Test func valuesWithoutStatementsAreOneArm() throws {
    let unit = Unit<Unsigned>(4) { value, y in
      value.match {
        on(7) {}
        on(1) { y <== 1 }
        on(2, 4) {}
        otherwise { y <== 3 }
      }
    }
    #expect(
      try lines(unit) == [
        "case (value)", "4'd1: y = 8'd1;", "4'd2, 4'd4, 4'd7: ;", "default: y = 8'd3;", "endcase",
      ])
    let idle = Unit<Unsigned>(4) { value, y in
      value.match {
        on(7) {}
        on(1) { y <== 1 }
      }
    }
    #expect(try lines(idle) == ["case (value)", "4'd1: y = 8'd1;", "default: ;", "endcase"])
  }

  @Test func longRangesArePatterns() throws {
    let unit = Unit<Unsigned>(8) { value, y in
      value.match {
        on(0x20...0x2F) { y <== 1 }
        on(0x31..<0x38) { y <== 2 }
        on(0x40...0x43) { y <== 3 }
      }
    }
    #expect(
      try lines(unit) == [
        "casez (value)", "8'h2?: y = 8'd1;", "8'd49, 8'b0011001?, 8'b001101??: y = 8'd2;",
        "8'd64, 8'd65, 8'd66, 8'd67: y = 8'd3;", "default: ;", "endcase",
      ])
  }

  @Test func negativeValuesAreWrittenAsSuch() throws {
    let unit = Unit<Signed>(4) { value, y in
      value.match {
        on(-8, -3) { y <== 1 }
        on(-2...1) { y <== 2 }
      }
    }
    #expect(
      try lines(unit) == [
        "case (value)", "4'sh8, -4'sd3: y = 8'd1;", "4'd0, 4'd1, -4'sd2, -4'sd1: y = 8'd2;", "default: ;",
        "endcase",
      ])
  }

  @Test func allValuesNeedNoDefault() throws {
    let unit = Unit<Unsigned>(2) { value, y in
      value.match {
        on(0, 2) { y <== 1 }
        on(1...1) { y <== 2 }
        on(3) { y <== 3 }
      }
    }
    #expect(
      try lines(unit) == [
        "case (value)", "2'd0, 2'd2: y = 8'd1;", "2'd1: y = 8'd2;", "2'd3: y = 8'd3;", "endcase",
      ])
  }

  @Test func whatIsWrittenInAnArmIsEnabledByItsValues() throws {
    struct Unit: Module {
      let address, y: Unsigned
      init() { (address, y) = (.input(8), .output(8)) }
      var body: [Statement] {
        let words = Memory("words", depth: 4, of: Unsigned.bits(8))
        address.match {
          on(3, 4) { words.write(1, at: 0) }
          on(0x10...0x1F) { words.write(3, at: 2) }
          otherwise { words.write(2, at: 1) }
        }
        y <== words.read("word", at: 0)
      }
    }
    let text = try Verilog.text(of: Unit().elaborated())
    #expect(text.contains("if (address == 8'd3 || address == 8'd4) begin\n"))
    #expect(text.contains("if (address >= 8'd16 && address <= 8'd31) begin\n"))
  }

  @Test func aLatchIsFoundWhereAValueHasNoArm() throws {
    struct Unit: Module {
      let value, y, z: Unsigned
      init() { (value, y, z) = (.input(2), .output(8), .output(8)) }
      var body: [Statement] {
        value.match {
          on(0...2) {
            y <== 1
            z <== 1
          }
          on(3) { z <== 2 }
        }
      }
    }
    #expect(try findings(of: Unit()).count == 1)
    #expect(try findings(of: Unit())[0].contains("the output 'y' is not assigned on every path"))
  }

  @Test func valuesThatNeverOccurAreReported() {
    let line = #line
    let module = Body {
      number.match {
        on(3) { y <== 1 }
        on(16) { y <== 2 }
        on(3) { y <== 3 }
        on(2...4) { y <== 4 }
        on(7..<7) { y <== 5 }
        otherwise { y <== 6 }
        on(8) { y <== 7 }
      }
      offset.match { on(-9) { y <== 8 } }
    }
    let place = "HardwareTests/NumberMatchTests.swift"
    #expect(
      elaborationErrors(in: module) == [
        "\(place):\(line + 4): error: the value 16 never occurs among unsigned numbers of 4 bits, which are 0 to 15: "
          + "remove it, or match a wider number [match, in body]",
        "\(place):\(line + 5): error: the value 3 has an arm already, at NumberMatchTests.swift:\(line + 3): "
          + "remove it from one of them [match, in body]",
        "\(place):\(line + 6): error: the value 3 has an arm already, at NumberMatchTests.swift:\(line + 3): "
          + "remove it from one of them [match, in body]",
        "\(place):\(line + 7): error: an arm without a value never runs: name values, or remove it [match, in body]",
        "\(place):\(line + 9): error: this arm stands behind the 'otherwise' at NumberMatchTests.swift:\(line + 8), "
          + "which is the last one [match, in body]",
        "\(place):\(line + 11): error: the value -9 never occurs among signed numbers of 4 bits, which are -8 to 7: "
          + "remove it, or match a wider number [match, in body]",
      ])
  }
}

extension Substring {
  fileprivate var trimmingSuffix: Substring {
    var result = self
    while result.last == " " { result.removeLast() }
    return result
  }
}
