import Testing

@testable import Hardware

private struct Bundle: Signal {
  var first: Unsigned
  var second: Bit
}

/// Neither a `Signal` nor an `Interface`: walked through all the same.
private struct Plain: Sendable {
  let inner: Bit
  let note: String
}

private enum Source: Sendable {
  case none
  case one(Bit)
  case named(wide: Unsigned, Bit)
}

private struct Everything: Module {
  let single: Bit
  private let hidden: Bit
  let pair: (Bit, right: Unsigned)
  let list: [Unsigned]
  let nested: [[Bit]]
  let bundles: [Bundle]
  let present: Bit?
  let absent: Bit?
  let optionalBundle: Bundle?
  let plain: Plain
  let sources: [Source]
  let existential: any Signal
  let size: Int
  let words: Memory<Bundle>
  let scratch: [Memory<Bit>]
  let explicit: Bit

  init() {
    single = .input()
    hidden = .input()
    pair = (.input(), .input(3))
    list = (0..<2).map { _ in .input(4) }
    nested = [[], [.input(), .input()], [.input()]]
    bundles = (0..<2).map { _ in Bundle(first: .input(2), second: .input()) }
    present = .input()
    absent = nil
    optionalBundle = Bundle(first: .input(2), second: .input())
    plain = Plain(inner: .input(), note: "kept")
    sources = [.none, .one(.input()), .named(wide: .input(9), .input())]
    existential = Unsigned.input(6)
    size = 3
    words = Memory(depth: 2, of: Bundle(first: .bits(2), second: .shape))
    scratch = [Memory(depth: 2, of: .shape), Memory("named", depth: 2, of: .shape)]
    explicit = .wire("otherName")
  }

  var body: [Statement] {
    explicit <== single
    words.write(bundles[0], at: 0)
    for memory in scratch { memory.write(single, at: 0) }
  }
}

@Suite struct PropertyTests {
  @Test func everyPropertyGivesItsName() throws {
    let top = try Everything().elaborated().top
    #expect(
      top.nets.map(\.name) == [
        "single", "hidden", "pair_0", "pair_right", "list_0", "list_1", "nested_1_0", "nested_1_1", "nested_2_0",
        "bundles_0_first", "bundles_0_second", "bundles_1_first", "bundles_1_second", "present",
        "optional_bundle_first", "optional_bundle_second", "plain_inner",
        "sources_1_one", "sources_2_named_wide", "sources_2_named_1", "existential", "other_name",
      ])
    #expect(top.memories.map(\.name) == ["words", "scratch_0", "named"])
  }

  @Test func hardwareInADictionaryIsRefused() {
    struct Keyed: Module {
      let lanes: [String: Bit]
      init() { lanes = ["a": .input(), "b": .input()] }
      var body: [Statement] {}
    }
    #expect(
      elaborationErrors(in: Keyed()) == [
        "error: 'lanes' has no order that names could follow; keep hardware in arrays [name, in keyed]"
      ])
  }

  @Test func aStoredPortOfNoWidthIsReportedWhereItIsDeclared() {
    struct Empty: Module {
      static let line = #line
      let number: Unsigned
      let list: [Signed]
      init() {
        number = .input(0)
        list = [.register(4, reset: 9)]
      }
      var body: [Statement] {}
    }
    let place = "HardwareTests/PropertyTests.swift"
    #expect(
      elaborationErrors(in: Empty()) == [
        "\(place):\(Empty.line + 4): error: 'number': a width of 0 bits; the least is 1 [width, in empty]",
        "\(place):\(Empty.line + 5): error: 'list_0': the literal 9 needs 5 bits, but 4 are given here [width, in empty]",
      ])
  }
}
