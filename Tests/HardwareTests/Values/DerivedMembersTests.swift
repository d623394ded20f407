import Testing

@testable import Hardware

private struct Entry<Payload: Signal>: Signal {
  var tag: Unsigned
  var isLast: Bit?
  var payload: Payload
  let note: String
  var lanes: [Signed]
  var mask: [Bit]?
}

private let entry = Entry(
  tag: .bits(3), isLast: nil, payload: Point(x: .bits(4), y: .bits(5)), note: "kept",
  lanes: [.bits(2), .bits(2)], mask: [.shape, .shape])

private struct Point: Signal {
  var x, y: Unsigned
}

private struct Fixed: Signal {
  var low: Unsigned
  let high: Unsigned
}

private struct FixedParts: Signal {
  var low: Unsigned
  let extra: Bit?
  let lanes: [Bit]
  let name: String
}

private struct Around: Signal {
  var inner: [Fixed]
}

private struct Odd: Signal {
  var pair: (Bit, Bit)
  var anything: any Signal
  var inner: Point
}

private enum Choice: Signal {
  case bit(Bit)
}

private final class Shared: Signal {
  let bit: Bit = .shape
}

private struct Holder<Value: Signal>: Module {
  let held: Value
  init(_ shape: Value, line: UInt) { held = shape.input(fileID: "Tests/Holder.swift", line: line) }
  var body: [Statement] { [] }
}

@Suite struct DerivedMembersTests {
  private func errors(_ value: some Signal) -> [String] { elaborationErrors(in: Holder(value, line: 7)) }

  @Test func membersAreRebuiltInTheOrderOfDeclaration() throws {
    let ports = try Holder(entry, line: 1).elaborated().top
    #expect(
      ports.ports.map { "\(ports[$0].name) \(ports[$0].width)" } == [
        "held_tag 3", "held_payload_x 4", "held_payload_y 5", "held_lanes_0 2", "held_lanes_1 2", "held_mask_0 1",
        "held_mask_1 1",
      ])
    #expect(entry.leaves.map(\.type.width) == [3, 4, 5, 2, 2, 1, 1])
    #expect(entry.wire("w").note == "kept")
    #expect(entry.wire("w").isLast == nil)
  }

  @Test func anOptionalSignalThatIsThereIsAMember() {
    var full = entry
    full.isLast = .shape
    #expect(full.leaves.map(\.type.width) == [3, 1, 4, 5, 2, 2, 1, 1])
    #expect(full.unpacked(from: .bits(19).wire("w")).isLast != nil)
    #expect(MemberCheck.mistakes(in: full).isEmpty)
  }

  @Test func aConstantMemberIsNamedWithItsType() {
    let message = "map(_:) cannot be derived for Fixed with 'let high': write 'var high'"
    #expect(
      errors(Fixed(low: .bits(2), high: .bits(2))) == [
        "Tests/Holder.swift:7: error: 'held': \(message) [width, in holder]"
      ])
    #expect(MemberCheck.firstMistake(in: Around(inner: [Fixed(low: .bits(2), high: .bits(2))])) == message)
  }

  // What is not there now may be there in the next value of the type.
  @Test func constantPartsAreNamedThoughTheyAreEmpty() {
    let value = FixedParts(low: .bits(2), extra: nil, lanes: [], name: "n")
    #expect(
      MemberCheck.mistakes(in: value) == [
        "map(_:) cannot be derived for FixedParts with 'let extra': write 'var extra'",
        "map(_:) cannot be derived for FixedParts with 'let lanes': write 'var lanes'",
      ])
  }

  @Test func signalsInOtherThingsAreNamed() {
    let fix = "store signals, arrays of signals or optionals of these, or write map(_:)"
    let value = Odd(pair: (.shape, .shape), anything: Bit.shape, inner: Point(x: .bits(1), y: .bits(1)))
    #expect(
      MemberCheck.mistakes(in: value) == [
        "map(_:) cannot be derived for Odd with the member 'pair': \(fix)",
        "map(_:) cannot be derived for Odd with the member 'anything': \(fix)",
      ])
  }

  @Test func onlyStructuresHaveADerivedMap() {
    #expect(
      MemberCheck.firstMistake(in: Choice.bit(.shape))
        == "map(_:) is derived for structures only: make Choice one, or write its map(_:)")
    #expect(
      MemberCheck.firstMistake(in: Shared())
        == "map(_:) is derived for structures only: make Shared one, or write its map(_:)")
  }

  // Each stands on the line that is reported.
  // swift-format-ignore
  private static let localMistakes = [
    Mistake("map(_:) cannot be derived for Fixed with 'let high': write 'var high' [width]") { Fixed(low: 1, high: 2).named("here").low <== 0 },
    Mistake("map(_:) cannot be derived for Fixed with 'let high': write 'var high' [width]") { Fixed(low: .bits(1), high: .bits(1)).wire("here").low <== 0 },
  ]

  @Test(arguments: localMistakes) func isReportedWhereItIsMade(mistake: Mistake) {
    #expect(mistake.found == [mistake.expected])
  }
}
