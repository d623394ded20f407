import Hardware

/// Every parametrisation that the tests use; one Verilator model and one run of the linters serve them all.
enum Blocks {
  static let all: [any Module] = streams + others + crossings

  private static let streams: [any Module] =
    FIFOTests.shallow + FIFOTests.deep + FIFOTests.wide + [
      SkidBufferTests.block, StreamRegisterTests.block, StreamJoinTests.block,
    ]
    + StreamForkTests.lazy + StreamForkTests.eager + StreamMultiplexerTests.multiplexers
    + StreamMultiplexerTests.demultiplexers + StreamWidenerTests.blocks + StreamNarrowerTests.blocks

  private static let others: [any Module] =
    ArbiterTests.priority + ArbiterTests.roundRobin + StreamArbiterTests.priority + StreamArbiterTests.roundRobin
    + CounterTests.blocks + LoopNestTests.blocks + AffineGeneratorTests.blocks + ShiftRegisterTests.blocks
    + RAMTests.twoPorts + RAMTests.onePort + BuffetTests.plain + BuffetTests.updated + BuffetTests.credited

  private static let crossings: [any Module] =
    CrossingTests.synchronisers + CrossingTests.pulses + CrossingTests.handshakes + CrossingTests.counters
    + CrossingTests.fifos
}
