import HardwareLibrary
import Testing

@testable import Hardware

private let pixel = ClockedEnds.pixel

/// All ways that are safe, from registers of one domain into registers of the other.
private struct Safe: Module {
  let start: Bit
  let number: Unsigned
  let isHigh, happened: Bit
  let results: [Unsigned]
  private let synchroniser: Synchroniser
  private let pulse: PulseCrossing
  private let handshake: HandshakeCrossing<Unsigned>
  private let fifo: AsynchronousFIFO<Unsigned>

  init() {
    (start, number) = (.input(), .input(8))
    (isHigh, happened) = (.outputRegister(reset: false, domain: pixel), .outputRegister(reset: false, domain: pixel))
    results = (0..<2).map { _ in .outputRegister(8, reset: 0, domain: pixel) }
    synchroniser = Synchroniser(to: pixel)
    pulse = PulseCrossing(from: .main, to: pixel)
    handshake = HandshakeCrossing(.bits(8), from: .main, to: pixel)
    fifo = AsynchronousFIFO(.bits(8), depth: 4, from: .main, to: pixel)
  }

  var body: [Statement] {
    let source = Bit.register("source", reset: false)
    let word = Unsigned.register("word", 8, reset: 0)
    source <== start
    when(handshake.input.ready && fifo.input.ready) { word <== number }
    synchroniser.bitIn <== source
    pulse.pulseIn <== source && start
    isHigh <== synchroniser.bitOut
    happened <== pulse.pulseOut
    let ends = [(handshake.input, handshake.output), (fifo.input, fifo.output)]
    for ((input, output), result) in zip(ends, results) {
      input.valid <== source
      input.payload <== word
      output.ready <== happened
      when(output.fires) { result <== output.payload }
    }
  }
}

/// A number whose bits cross by a synchroniser each.
private struct BitByBit: Module {
  static let line: UInt = #line
  let result: Unsigned
  private let synchronisers: [Synchroniser]

  init() {
    result = .outputRegister(2, reset: 0, domain: pixel)
    synchronisers = (0..<2).map { _ in Synchroniser(to: pixel) }
  }

  var body: [Statement] {
    let count = Unsigned.register("count", 2, reset: 0)
    count <== count &+ 1
    for (bit, synchroniser) in synchronisers.enumerated() {
      synchroniser.bitIn <== count[bit]  // line + 13
    }
    result <== concatenate(synchronisers[1].bitOut, synchronisers[0].bitOut)
  }
}

/// Logic before a synchroniser may show it what is no value of any cycle.
private struct LogicBefore: Module {
  static let line: UInt = #line
  let start, stop, result: Bit
  private let synchroniser: Synchroniser

  init() {
    (start, stop) = (.input(), .input())
    result = .outputRegister(reset: false, domain: pixel)
    synchroniser = Synchroniser(to: pixel)
  }

  var body: [Statement] {
    let started = Bit.register("started", reset: false)
    let stopped = Bit.register("stopped", reset: false)
    started <== start
    stopped <== stop
    synchroniser.bitIn <== started && !stopped  // line + 15
    result <== synchroniser.bitOut
  }
}

/// What the check of clock crossings says of the blocks that cross.
@Suite struct CrossingCheckTests {
  private let place = "HardwareLibraryTests/CrossingCheckTests.swift:"
  private let advice = "let a single bit cross at a time, by way of two registers in a row"

  private func findings(_ module: any Module) throws -> [String] {
    Checks.run(try module.elaboratedUnchecked()).map(\.description)
  }

  @Test func theBlocksAreSafe() throws {
    let found = try findings(Safe())
    #expect(found == [])
  }

  @Test func theBitsOfANumberAreNot() throws {
    let place = "\(place)\(BitByBit.line + 13)"
    let found = try findings(BitByBit())
    #expect(
      found
        == (0..<2).map {
          "\(place): error: the input 'bit_in' of the instance 'synchronisers_\($0)' runs on 'pixel_clock' but follows "
            + "the register 'count' of 'clock': \(advice) [crossing, in bit_by_bit]"
        })
  }

  @Test func logicBeforeASynchroniserIsNot() throws {
    let found = try findings(LogicBefore())
    #expect(
      found == [
        "\(place)\(LogicBefore.line + 15): error: the input 'bit_in' of the instance 'synchroniser' runs on "
          + "'pixel_clock' but follows the register 'started' of 'clock': \(advice) [crossing, in logic_before]"
      ])
  }
}
