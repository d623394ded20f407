import Testing

@testable import Hardware

private let pixel = ClockDomain("pixel")

private struct Crossing: Module {
  static let line: UInt = #line
  let number: Unsigned
  let result: Unsigned
  init() { (number, result) = (.input(4), .output(4)) }
  var body: [Statement] {
    let source = Unsigned.register("source", 4)
    let target = Unsigned.register("target", 4, domain: pixel)
    source <== number
    target <== source &+ 1  // line + 8
    result <== target
  }
}

private struct Synchronised: Module {
  let start: Bit
  let result: Bit
  init() { (start, result) = (.input(), .output()) }
  var body: [Statement] {
    let source = Bit.register("source")
    let first = Bit.register("first", domain: pixel)
    let second = Bit.register("second", domain: pixel)
    source <== start
    first <== source
    second <== first
    result <== second
  }
}

private struct TappedTooEarly: Module {
  static let line: UInt = #line
  let start: Bit
  let result: Bit
  init() { (start, result) = (.input(), .output()) }
  var body: [Statement] {
    let source = Bit.register("source")
    let first = Bit.register("first", domain: pixel)
    let second = Bit.register("second", domain: pixel)
    source <== start
    first <== source  // line + 9
    second <== first
    result <== second && first
  }
}

private struct Synchroniser: Module {
  let taken, given: Bit
  init() { (taken, given) = (.input(), .output()) }
  var body: [Statement] {
    let first = Bit.register("first", domain: pixel)
    let second = Bit.register("second", domain: pixel)
    first <== taken
    second <== first
    given <== second
  }
}

private struct Hierarchy: Module {
  static let line: UInt = #line
  let start: Bit
  let result: Bit
  let good, bad: Synchroniser
  init() {
    (start, result) = (.input(), .output())
    (good, bad) = (Synchroniser(), Synchroniser())
  }
  var body: [Statement] {
    let source = Bit.register("source")
    source <== start
    good.taken <== source
    bad.taken <== source && start  // line + 12
    let target = Bit.register("target")
    target <== good.given  // line + 14
    result <== target || bad.given
  }
}

private struct TwoClockMemory: Module {
  static let line: UInt = #line
  let address: Unsigned
  let registered, direct: Unsigned
  init() {
    address = .input(2)
    (registered, direct) = (.output(4), .output(4))
  }
  var body: [Statement] {
    let words = Memory("words", depth: 4, of: Unsigned.bits(4))
    let place = Unsigned.register("place", 2)
    let sample = Unsigned.register("sample", 4, domain: pixel)
    place <== address
    words.write(Unsigned(3, width: 4), at: place)
    words.write(Unsigned(5, width: 4), at: place, domain: pixel)  // line + 13
    registered <== words.read("taken", at: address, domain: pixel)
    sample <== words.read("seen", at: address, latency: .combinational)  // line + 15
    direct <== sample
  }
}

@Suite struct ClockCrossingCheckTests {
  private let place = "HardwareTests/ClockCrossingCheckTests.swift:"
  private let advice = "let a single bit cross at a time, by way of two registers in a row"

  @Test func aRegisterThatFollowsAnotherClock() throws {
    let found = try findings(of: Crossing())
    #expect(
      found == [
        "\(place)\(Crossing.line + 8): error: the register 'target' runs on 'pixel_clock' but follows the register "
          + "'source' of 'clock': \(advice) [crossing, in crossing]"
      ])
  }

  @Test func twoRegistersInARowMayTakeABit() throws {
    let found = try findings(of: Synchronised())
    #expect(found == [])
  }

  @Test func theFirstOfTheTwoIsReadByTheSecondOnly() throws {
    let found = try findings(of: TappedTooEarly())
    #expect(
      found == [
        "\(place)\(TappedTooEarly.line + 9): error: the register 'first' runs on 'pixel_clock' but follows the "
          + "register 'source' of 'clock': \(advice) [crossing, in tapped_too_early]"
      ])
  }

  @Test func throughTheHierarchy() throws {
    let found = try findings(of: Hierarchy())
    #expect(
      found == [
        "\(place)\(Hierarchy.line + 12): error: the input 'taken' of the instance 'bad' runs on 'pixel_clock' but "
          + "follows the register 'source' of 'clock': \(advice) [crossing, in hierarchy]",
        "\(place)\(Hierarchy.line + 14): error: the register 'target' runs on 'clock' but follows the output "
          + "'given' of the instance 'good' of 'pixel_clock': \(advice) [crossing, in hierarchy]",
      ])
  }

  @Test func aMemoryIsWrittenByOneClockAndReadAtOnceByNoOther() throws {
    let found = try findings(of: TwoClockMemory())
    #expect(
      found == [
        "\(place)\(TwoClockMemory.line + 13): error: the memory 'words' is written on 'clock' and 'pixel_clock': "
          + "let one clock write it [crossing, in two_clock_memory]",
        "\(place)\(TwoClockMemory.line + 13): error: the write to the memory 'words' runs on 'pixel_clock' but "
          + "follows the register 'place' of 'clock': \(advice) [crossing, in two_clock_memory]",
        "\(place)\(TwoClockMemory.line + 15): error: the register 'sample' runs on 'pixel_clock' but follows the "
          + "word 'seen' read from the memory 'words' of 'clock': \(advice) [crossing, in two_clock_memory]",
      ])
  }
}
