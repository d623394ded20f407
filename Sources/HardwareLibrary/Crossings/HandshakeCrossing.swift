import Hardware

/// Takes words into another clock domain, one at a time: the next one is taken when the last one has arrived.
///
/// A word stands still in a memory while a bit that tells of it crosses, and one that acknowledges it crosses back.
/// That takes some cycles of both domains: an ``AsynchronousFIFO`` moves a word in every cycle. Both domains have to
/// be reset together.
///
/// ```waveform
/// cycle           1   2   3   4   5   6   7   8   9   10
/// input_valid     ████████████████████████████▁▁▁▁▁▁▁▁▁▁▁▁
/// input_ready     ████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████▁▁▁▁▁▁▁▁▁▁▁▁
/// input_payload   │10 │11                     ············
/// output_valid    ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
/// output_ready    ████████████████████████████████████████
/// output_payload  ················│10 ····················
/// ```
public struct HandshakeCrossing<Payload: Signal>: Module {
  /// Runs on the one clock.
  public let input: Stream<Payload>
  /// Runs on the other one.
  public let output: Stream<Payload>

  /// The clock domain of `input`.
  public let source: ClockDomain
  /// The clock domain of `output`.
  public let destination: ClockDomain
  private let words: Memory<Payload>
  private let request: Synchroniser
  private let acknowledgement: Synchroniser

  /// - Parameters:
  ///   - payload: the shape of a word.
  ///   - source: the domain of the input.
  ///   - destination: the domain of the output.
  ///   - stages: of the synchronisers, at least 2.
  public init(_ payload: Payload, from source: ClockDomain, to destination: ClockDomain, stages: Int = 2) {
    (input, output) = (.input(payload), .output(payload))
    (self.source, self.destination) = (source, destination)
    words = Memory(depth: 2, of: payload)
    request = Synchroniser(to: destination, stages: stages)
    acknowledgement = Synchroniser(to: source, stages: stages)
  }

  /// `handshake_crossing_`, the bits of a word, the stages and both domains.
  public var moduleName: String {
    "handshake_crossing_w\(input.payload.bitWidth)_\(request.stages)_\(source.label)_to_\(destination.label)"
  }

  /// The comment above the Verilog module.
  public var documentation: String? {
    "Takes words of \(input.payload.bitWidth) bits into another clock domain, one at a time."
  }

  /// Two bits that chase each other through synchronisers: unequal while a word is under way.
  public var body: [Statement] {
    let requested = Bit.register("requested", reset: false, domain: source)
    let acknowledged = Bit.register("acknowledged", reset: false, domain: destination)
    let outputFull = Bit.register("output_full", reset: false, domain: destination)

    input.ready <== acknowledgement.bitOut .== requested
    when(input.fires) {
      requested <== !requested
      words.write(input.payload, at: Unsigned(requested), domain: source)
    }
    request.bitIn <== requested

    let fetch = (request.bitOut .!= acknowledged && (!outputFull || output.ready)).named("fetch")
    when(fetch) {
      acknowledged <== request.bitOut
      outputFull <== true
    }
    .elsewhen(output.ready) { outputFull <== false }
    acknowledgement.bitIn <== acknowledged
    output.valid <== outputFull
    output.payload
      <== words.read(
        "read_word", at: Unsigned(acknowledged), enable: fetch, underWrite: .undefined, domain: destination)

    input.assumeStable("input", domain: source)
    output.expectStable("output", domain: destination)
    expect(
      !fetch || request.bitOut .== requested, "a word stands still while it is taken over", name: "word_stands",
      domain: destination)
    cover("waited", outputFull && !output.ready && request.bitOut .!= acknowledged, domain: destination)
  }
}
