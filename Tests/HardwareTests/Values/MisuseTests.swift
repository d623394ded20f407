import Testing

@testable import Hardware

private let a = Unsigned.wire("a", 8)
private let b = Unsigned.wire("b", 5)
private let s = Signed.wire("s", 8)
private let x = Unsigned.wire("x", 8)
private let z = Signed.wire("z", 8)
private let e = Bit.wire("e")
private enum Phase: CaseIterable { case idle, busy }

// Each stands on the line that is reported.
// swift-format-ignore
private let statementMistakes = [
  Mistake("'x' has 8 bits, but the value has 9: write .truncated(to: 8) to drop the upper bits, or make 'x' 9 bits wide [width]") { x <== a + b },
  Mistake("'x' has 8 bits, but the value has 5: write .extended(to: 8) [width]") { x <== b },
  Mistake("'x' has 8 bits, but the literal 256 needs 9 [width]") { x <== 256 },
  Mistake("'z' has 8 bits, but the literal -129 needs 9 [width]") { z <== -129 },
  Mistake("the unsigned literal -1 is negative [width]") { x <== -1 },
  Mistake("the unsigned literal -1 is negative [width]") { x <== a &+ -1 },
  Mistake("the literal 256 needs 9 bits, but 8 are given here [width]") { e <== a .== 256 },
  Mistake("the literal 2 is no bit; 0 and 1 are [width]") { e <== 2 },
  Mistake("a number of 8 bits is no bit; compare it, or take one bit of it [width]") { e <== Bit(a) },
  Mistake("'&' of 8 and 5 bits: write .extended(to: 8) on the narrower operand [width]") { x <== a & b },
  Mistake("'|' of 5 and 8 bits: write .extended(to: 8) on the narrower operand [width]") { x <== b | a },
  Mistake("a value of 8 bits cannot be extended to 5; use .truncated(to: 5) [width]") { b <== a.extended(to: 5) },
  Mistake("a value of 5 bits cannot be truncated to 8; use .extended(to: 8) [width]") { x <== b.truncated(to: 8) },
  Mistake("a width of 0 bits; the least is 1 [width]") { x <== a.truncated(to: 0) },
  Mistake("a width of 0 bits; the least is 1 [width]") { x <== Unsigned(5, width: 0) },
  Mistake("bit 8 of a value of 8 bits [width]") { e <== a[8] },
  Mistake("bit -1 of a value of 8 bits [width]") { e <== a[-1] },
  Mistake("bit 9 of a value of 8 bits [width]") { e <== a[Unsigned(9)] },
  Mistake("bits 4...8 of a value of 8 bits [width]") { b <== a[4...8] },
  Mistake("an empty range of bits [width]") { b <== a[3..<3] },
  Mistake("a shift by -1 bits; the least is 0 [width]") { x <== a << -1 },
  Mistake("a shift by -2 bits; the least is 0 [width]") { z <== s >> -2 },
  Mistake("the complement of a literal: write it with a width [width]") { x <== ~Unsigned(3) },
  Mistake("a shifted literal: write it with a width [width]") { x <== Unsigned(1) &<< b },
  Mistake("bits of a literal: write it with a width [width]") { e <== Unsigned(5)[0] },
  Mistake("a reduction of a literal: write it with a width [width]") { e <== Unsigned(5).anyBit },
  Mistake("a literal in a concatenation has no width: write Unsigned(value, width: bits) [width]") { x <== concatenate(Unsigned(1), a) },
  Mistake("a value repeated 0 times; the least is 1 [width]") { x <== a.repeated(0) },
  Mistake("a shape has no value: declare a wire, register or port of it [width]") { x <== .bits(8) },
  Mistake("a shape has no value: declare a wire, register or port of it [width]") { x <== a &+ .bits(8) },
  Mistake("element 3 of an array of 2 [width]") { x <== [a, a][Unsigned(3)] },
  Mistake("element -1 of an array of 2 [width]") { x <== [a, a][Unsigned(-1)] },
  Mistake("the unsigned literal -1 is negative [width]") { x <== [a, -1][b] },
  Mistake("signals of different shapes, of 1 and 2 members, cannot be combined [width]") { [x] <== mux(e, [a], [a, a]) },
  Mistake("8 bits cannot be unpacked into a shape of 6 [width]") { [e, e] <== [Bit.shape, .shape, .shape, .shape, .shape, .shape].unpacked(from: a).prefix(2).map { $0 } },
  Mistake("2 members are assigned to 1 [width]") { [x] <== [a, a] },
  Mistake("only a whole wire, register, output or instance input can be assigned, not an expression [target]") { a[0] <== e },
  Mistake("only a whole wire, register, output or instance input can be assigned, not an expression [target]") { a &+ 1 <== x },
  Mistake("'twice' has got its value from .named(_:) [target]") { a.named("twice") <== 3 },
]

// What declares something knows its own line.
// swift-format-ignore
private let declarationMistakes = [
  Mistake("a width of 0 bits; the least is 1 [width]") { Unsigned.wire("w", 0) <== 0 },
  Mistake("a width of -3 bits; the least is 1 [width]") { x <== Unsigned.register("r", -3, reset: 1) },
  Mistake("the literal 16 needs 5 bits, but 4 are given here [width]") { Unsigned.register("r", 4, reset: 16) <== 0 },
  Mistake("the reset value of 'r' is no constant [width]") { Unsigned.register("r", 8, reset: a) <== 0 },
  Mistake("a shape has no value to name [width]") { x <== Unsigned.bits(8).named("n") },
  Mistake("'&' of 8 and 5 bits: write .extended(to: 8) on the narrower operand [width]") { x <== (a & b).named("n") },
  Mistake("a shape has no value to reset to [width]") { x <== Unsigned.bits(8).register("r", reset: .bits(8)) },
  Mistake("this signal has no name; give it one, or store it in a property [name]") { x <== Unsigned.wire(8) },
  Mistake("this signal has no name; give it one, or store it in a property [name]") { Enumerated<Phase>.wire() <== .idle },
]

/// What the operators cannot do travels as a poison to the statement, whose line the report has.
@Suite struct MisuseTests {
  @Test(arguments: statementMistakes)
  private func isReportedAtTheStatement(_ mistake: Mistake) {
    #expect(mistake.found == [mistake.expected])
  }

  @Test(arguments: declarationMistakes)
  private func isReportedAtTheDeclaration(_ mistake: Mistake) {
    #expect(mistake.found == [mistake.expected])
  }

  @Test func aMistakeIsReportedOnce() {
    let line = #line
    let module = Body {
      let wrong = a & b
      let port = Unsigned.wire("w", 0)
      x <== wrong &+ 1
      z <== Signed(bitPattern: wrong)
      port <== 1
      port <== 2
      e <== port.anyBit
    }
    let place = "HardwareTests/MisuseTests.swift"
    #expect(
      elaborationErrors(in: module) == [
        "\(place):\(line + 3): error: a width of 0 bits; the least is 1 [width, in body]",
        "\(place):\(line + 4): error: '&' of 8 and 5 bits: write .extended(to: 8) on the narrower operand [width, in body]",
      ])
  }
}
