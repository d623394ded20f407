import BigInt
import Testing

@testable import Hardware

private let a = Unsigned.wire("a", 8)
private let b = Unsigned.wire("b", 5)
private let s = Signed.wire("s", 8)
private let t = Signed.wire("t", 5)
private let e = Bit.wire("e")

/// An expression with the width and the sign that its value must have.
private struct Shape: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let expression: Expression
  let width: Int
  let isSigned: Bool

  init(_ name: String, _ value: some Hardware.Leaf, _ width: Int) {
    testDescription = name
    expression = value.expression
    self.width = width
    isSigned = value is Signed
  }
}

// swift-format-ignore
private let shapes = [
  Shape("a + b", a + b, 9), Shape("b + a", b + a, 9), Shape("a + 1", a + 1, 9), Shape("1 + 1", 1 + 1 as Unsigned, 2),
  Shape("a - b", a - b, 9), Shape("a * b", a * b, 13), Shape("a * 3", a * 3, 10),
  Shape("a &+ b", a &+ b, 8), Shape("b &- a", b &- a, 8), Shape("a &* b", a &* b, 8), Shape("b &+ 1", b &+ 1, 5),
  Shape("s + t", s + t, 9), Shape("s - t", s - t, 9), Shape("s * t", s * t, 13), Shape("-s", -s, 9),
  Shape("s + 1", s + 1, 9), Shape("s * -3", s * -3, 11), Shape("t - 100", t - 100, 9),
  Shape("s &+ t", s &+ t, 8), Shape("t &- s", t &- s, 8), Shape("s &* t", s &* t, 8), Shape("t &+ -1", t &+ -1, 5),
  Shape("a & 15", a & 15, 8), Shape("a | a", a | a, 8), Shape("a ^ a", a ^ a, 8), Shape("~a", ~a, 8),
  Shape("s & -1", s & -1, 8), Shape("s | s", s | s, 8), Shape("s ^ s", s ^ s, 8), Shape("~s", ~s, 8),
  Shape("a << 3", a << 3, 11), Shape("a >> 3", a >> 3, 8), Shape("a &<< b", a &<< b, 8), Shape("a &>> b", a &>> b, 8),
  Shape("s << 3", s << 3, 11), Shape("s >> 3", s >> 3, 8), Shape("s &<< b", s &<< b, 8), Shape("s &>> b", s &>> b, 8),
  Shape("a << 0", a << 0, 8), Shape("a >> 0", a >> 0, 8),
  Shape("a .== b", a .== b, 1), Shape("a .< 3", a .< 3, 1), Shape("s .>= t", s .>= t, 1), Shape("e .!= e", e .!= e, 1),
  Shape("!e", !e, 1), Shape("e && e", e && e, 1), Shape("e ^ e", e ^ e, 1),
  Shape("a[3]", a[3], 1), Shape("a[b]", a[b], 1), Shape("a[4...7]", a[4...7], 4), Shape("s[0..<3]", s[0..<3], 3),
  Shape("a.truncated", a.truncated(to: 3), 3), Shape("s.truncated", s.truncated(to: 3), 3),
  Shape("a.extended", a.extended(to: 20), 20), Shape("s.extended", s.extended(to: 20), 20),
  Shape("a.resized", a.resized(to: 4), 4), Shape("s.resized", s.resized(to: 30), 30),
  Shape("anyBit", a.anyBit, 1), Shape("allBits", s.allBits, 1), Shape("parity", a.parity, 1), Shape("top", s.mostSignificantBit, 1),
  Shape("Signed(a)", Signed(a), 9), Shape("Signed(bitPattern: a)", Signed(bitPattern: a), 8),
  Shape("Unsigned(bitPattern: s)", Unsigned(bitPattern: s), 8), Shape("Unsigned(e)", Unsigned(e), 1),
  Shape("mux", mux(e, a, b), 8), Shape("mux of signed", mux(e, t, s), 8), Shape("mux with literal", mux(e, 0, b), 5),
  Shape("concatenate", concatenate(a, e, s), 17), Shape("repeated", e.repeated(4), 4), Shape("packed", s.packed, 8),
]

@Suite struct OperatorWidthTests {
  @Test(arguments: shapes)
  private func widthsFollowFromTheOperands(_ shape: Shape) {
    #expect(!shape.expression.isPoison)
    #expect(shape.expression.width == shape.width)
    #expect(shape.expression.isSigned == shape.isSigned)
  }

  @Test func aLiteralTakesTheWidthOfWhatItMeets() {
    #expect((a .== 255).expression.operands[1].width == 8)
    #expect((3 .< a).expression.operands[0].width == 8)
    #expect(mux(e, 1, a).expression.operands[1].width == 8)
    #expect((a + 300).width == 10)
    #expect((Unsigned(1) << 3).expression.literalValue == 8)
    #expect((Signed(-9) >> 1).expression.literalValue == -5)
  }

  @Test func literalsMayBeWiderThanAnyIntegerOfSwift() {
    let value: Unsigned = 0x1_0000_0000_0000_0000_0000_0000_0000_0001
    #expect(value.expression.literalValue == BigInt(1) << 128 + 1)
    let negative: Signed = -0x8000_0000_0000_0000_0000_0000_0000_0000
    #expect(negative.expression.settled.width == 128)
    #expect(negative.expression.literalValue == -(BigInt(1) << 127))
    #expect((Unsigned.wire("w", 130) &+ 0xFFFF_FFFF_FFFF_FFFF_FFFF).width == 130)
  }

  @Test(arguments: [(0, 1, 1), (1, 1, 2), (2, 2, 3), (255, 8, 9), (256, 9, 10)])
  func numbersNeedAsManyBits(_ value: Int, _ unsigned: Int, _ signed: Int) {
    #expect(Expression.minimumWidth(of: BigInt(value), signed: false) == unsigned)
    #expect(Expression.minimumWidth(of: BigInt(value), signed: true) == signed)
  }

  @Test(arguments: [(-1, 1), (-2, 2), (-3, 3), (-128, 8), (-129, 9)])
  func negativeNumbersNeedAsManyBits(_ value: Int, _ width: Int) {
    #expect(Expression.minimumWidth(of: BigInt(value), signed: true) == width)
  }

  @Test func aWidenedConstantIsAConstant() {
    #expect(Unsigned(5, width: 4).extended(to: 9).expression.constantValue == 5)
    #expect(Signed(-5, width: 4).extended(to: 9).expression.constantValue == -5)
  }
}
