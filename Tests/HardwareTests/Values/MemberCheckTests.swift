import Testing

@testable import Hardware

// Structures whose `map` is wrong, each in another way.

private struct Forgetful: Signal {
  var row, column: Unsigned
  static var shape: Forgetful { Forgetful(row: .bits(4), column: .bits(4)) }
  func map(_ each: SignalMap) -> Forgetful { Forgetful(row: each(row), column: column) }
}

private struct Repeating: Signal {
  var row, column: Unsigned
  static var shape: Repeating {
    // One object for both members: it is the member that counts, not the value.
    let bits = Unsigned.bits(4)
    return Repeating(row: bits, column: bits)
  }
  func map(_ each: SignalMap) -> Repeating { Repeating(row: each(row), column: each(row)) }
}

private struct Blind: Signal {
  var value: Bit
  func map(_ each: SignalMap) -> Blind { self }
}

private struct Outer: Signal {
  var tag: Bit
  var inner: [Forgetful]
  func map(_ each: SignalMap) -> Outer { Outer(tag: each(tag), inner: each(inner)) }
}

private struct Halving: Signal {
  var pair: (Bit, Bit)
  var word: Right
  func map(_ each: SignalMap) -> Halving {
    Halving(pair: (each(pair.0), pair.1), word: Right(low: each(word.low), high: word.high))
  }
}

private struct Optional1: Signal {
  var always: Bit
  var sometimes: Bit?
  func map(_ each: SignalMap) -> Optional1 { Optional1(always: each(always), sometimes: sometimes) }
}

private struct Right: Signal {
  var low, high: Unsigned
  static var shape: Right { Right(low: .bits(3), high: .bits(3)) }
  func map(_ each: SignalMap) -> Right { Right(low: each(low), high: each(high)) }
}

private struct Holder<Value: Signal>: Module {
  let held: Value
  init(_ shape: Value, line: UInt) { held = shape.input(fileID: "Tests/Holder.swift", line: line) }
  var body: [Statement] { [] }
}

private struct Mixed: Interface {
  let data: Forgetful
  let accepted: Bit
}

private struct Server: Module {
  let port: Mixed
  init() { port = Mixed(data: Forgetful.shape.input(fileID: "Tests/Server.swift", line: 3), accepted: .input()) }
  var body: [Statement] { [] }
}

private struct Table: Module {
  let words = Memory(depth: 4, of: Forgetful.shape)
  var body: [Statement] { [] }
}

private let forgets = "Forgetful.map(_:) passes over the member 'column': apply `each` to it"

@Suite struct MemberCheckTests {
  private func errors(_ module: any Module) -> [String] {
    elaborationErrors(in: module).filter { $0.contains(".map(_:)") }
  }

  @Test func aForgottenMemberIsNamedWithItsTypeAndPlace() {
    #expect(
      errors(Holder(Forgetful.shape, line: 7)) == ["Tests/Holder.swift:7: error: 'held': \(forgets) [width, in holder]"])
    #expect(errors(Server()) == ["Tests/Server.swift:3: error: 'port_data': \(forgets) [width, in server]"])
    #expect(
      errors(Holder(Blind(value: .shape), line: 9)) == [
        "error: 'held': Blind.map(_:) passes over the member 'value': apply `each` to it [width, in holder]"
      ])
    #expect(errors(Table()) == ["error: 'words': \(forgets) [width, in table]"])
  }

  @Test func aMemberTakenTwiceIsNamed() {
    let errors = errors(Holder(Repeating.shape, line: 1))
    #expect(
      errors == [
        "Tests/Holder.swift:1: error: 'held': Repeating.map(_:) applies `each` to the member 'row' more than once "
          + "[width, in holder]",
        "Tests/Holder.swift:1: error: 'held': Repeating.map(_:) passes over the member 'column': apply `each` to it "
          + "[width, in holder]",
      ])
  }

  @Test func nestedStructuresAnswerForThemselves() {
    let outer = Outer(tag: .shape, inner: [.shape, .shape])
    #expect(errors(Holder(outer, line: 2)) == ["Tests/Holder.swift:2: error: 'held': \(forgets) [width, in holder]"])
    let halving = Halving(pair: (.shape, .shape), word: .shape)
    #expect(
      errors(Holder(halving, line: 3)) == [
        "Tests/Holder.swift:3: error: 'held': Halving.map(_:) passes over the member 'pair_1': apply `each` to it "
          + "[width, in holder]",
        "Tests/Holder.swift:3: error: 'held': Halving.map(_:) passes over the member 'word_high': apply `each` to it "
          + "[width, in holder]",
      ])
  }

  @Test func anOptionalMemberThatWasNotThereBeforeIsSeen() {
    #expect(errors(Holder(Optional1(always: .shape, sometimes: nil), line: 1)).isEmpty)
    #expect(MemberCheck.firstMistake(in: Optional1(always: .shape, sometimes: nil)) == nil)
    #expect(
      MemberCheck.firstMistake(in: Optional1(always: .shape, sometimes: .shape))
        == "Optional1.map(_:) passes over the member 'sometimes': apply `each` to it")
    #expect(errors(Holder(Optional1(always: .shape, sometimes: .shape), line: 1)).count == 1)
  }

  @Test func whatIsRightPasses() {
    #expect(errors(Holder(Right.shape, line: 1)).isEmpty)
    #expect(errors(Holder([Right.shape, .shape], line: 1)).isEmpty)
    #expect(errors(Holder([[Unsigned.bits(3)], [.bits(4), .bits(5)]], line: 1)).isEmpty)
  }

  // Each stands on the line that is reported.
  // swift-format-ignore
  private static let localMistakes = [
    Mistake("\(forgets) [width]") { Forgetful.shape.wire("here").row <== 0 },
    Mistake("\(forgets) [width]") { Forgetful.shape.register("here").row <== 0 },
    Mistake("\(forgets) [width]") { Forgetful(row: 3, column: 4).named("here").row <== 0 },
    Mistake("\(forgets) [width]") { Unsigned.wire("flat", 4) <== Forgetful(row: 3, column: 4).packed },
    Mistake("\(forgets) [width]") { Unsigned.wire("flat", 4) <== Forgetful.shape.unpacked(from: Unsigned(1, width: 4)).row },
    Mistake("Blind.map(_:) passes over the member 'value': apply `each` to it [width]") { Blind(value: .wire("to")) <== Blind(value: true) },
  ]

  @Test(arguments: localMistakes) func isReportedWhereItIsMade(mistake: Mistake) {
    #expect(mistake.found == [mistake.expected])
  }
}
