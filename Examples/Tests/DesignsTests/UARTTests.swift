import Designs
import Hardware
import HardwareSimulation
import Testing

/// The lines are written and read by `SerialLine`, which knows nothing of the design.
@Suite struct UARTTests {
  private static let divider = 16

  private func bench(seed: UInt64) throws -> StreamBench {
    let bench = StreamBench(
      try Interpreter(UART(divider: Self.divider, depth: 4).elaborated()), seed: seed)
    try bench.simulator.poke("receive_line", true)
    try bench.simulator.reset()
    return bench
  }

  private func bytes(_ count: Int, seed: UInt64) -> [Int] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in .random(in: 0...255, using: &generator) }
  }

  /// Puts levels on the line, one a cycle, and holds it high from then on until the test is done.
  private func receive(
    _ levels: [Bool], _ bench: StreamBench, extra: Int = 200, each: () throws -> Void = {}
  ) throws {
    for level in levels + Array(repeating: true, count: extra) {
      try bench.simulator.poke("receive_line", level)
      try each()
      try bench.step()
    }
  }

  @Test(arguments: [0, 0.9]) func bytesGoOutBitByBit(stalls: Double) throws {
    let bench = try bench(seed: 1)
    let source = try bench.source("send", stalls: stalls)
    let sent = [0x00, 0xFF, 0x55, 0xAA, 0x01, 0x80] + bytes(40, seed: 2)
    try source.send(sent)
    var levels: [Bool] = []
    let simulator = bench.simulator
    simulator.observe { [unowned simulator] in levels.append(try simulator.peek("transmit_line") == 1) }
    try bench.run(limit: 100_000) { source.isIdle }
    // What is in the FIFO, and one that is on its way.
    try bench.step(6 * 11 * Self.divider)
    #expect(try SerialLine.exactBytes(levels, period: Self.divider) == sent)
  }

  /// Clocks at both ends differ by up to 3 %.
  @Test(arguments: [15.52, 16, 16.48], [0, 0.5]) func bytesComeInFromALineOfAnotherClock(
    period: Double, stalls: Double
  ) throws {
    let bench = try bench(seed: 3)
    let sink = try bench.sink("received", stalls: stalls)
    var generator = SeededGenerator(seed: 4)
    let sent = [0x00, 0xFF, 0x55, 0xAA] + bytes(60, seed: 5)
    let frames = sent.map {
      SerialLine.Frame(byte: $0, pause: Bool.random(using: &generator) ? 0 : .random(in: 0...40, using: &generator))
    }
    try receive(SerialLine.levels(of: frames, period: period), bench)
    #expect(sink.numbers == sent)
  }

  @Test func aByteWithoutStopBitIsNoByte() throws {
    let bench = try bench(seed: 6)
    let sink = try bench.sink("received")
    let frames = [
      SerialLine.Frame(byte: 0x12), .init(byte: 0x34, stop: false), .init(byte: 0x56, pause: 20),
      .init(byte: 0x78),
    ]
    try receive(SerialLine.levels(of: frames, period: 16), bench)
    #expect(sink.numbers == [0x12, 0x56, 0x78])
  }

  @Test func aPulseIsNoStartBit() throws {
    let bench = try bench(seed: 7)
    let sink = try bench.sink("received")
    let pulse = [Bool](repeating: false, count: Self.divider / 4)
    try receive(pulse + [Bool](repeating: true, count: 100), bench)
    try receive(SerialLine.levels(of: [.init(byte: 0x9A)], period: 16), bench)
    #expect(sink.numbers == [0x9A])
  }

  /// Four bytes stand in the FIFO and one before it.
  @Test func whatFindsNoRoomIsLostAndTold() throws {
    let bench = try bench(seed: 8)
    let sent = bytes(7, seed: 9)
    var overruns = 0
    try bench.simulator.poke("received_ready", false)
    try receive(SerialLine.levels(of: sent.map { .init(byte: $0) }, period: 16), bench) {
      overruns += try bench.simulator.peekInt("is_overrun")
    }
    #expect(overruns == 2)
    let sink = try bench.sink("received")
    try bench.step(50)
    #expect(sink.numbers == Array(sent.prefix(5)))
  }
}
