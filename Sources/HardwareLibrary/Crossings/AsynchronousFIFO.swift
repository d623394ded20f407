import Hardware

/// A first-in-first-out buffer between two clock domains; its first word falls through.
///
/// The words are in a memory that the one clock writes and the other one reads. Each side tells the other one by Gray
/// code how far it has come, so that it learns late, but never wrongly, of what the other did. Without stalls it moves
/// a word in every cycle of the slower clock if it is deep enough: `2 * stages + 4` is always enough for clocks of
/// about equal speed.
///
/// Both domains have to be reset together, each in its own clock; the resets may end at different times.
///
/// ```waveform
/// cycle           1   2   3   4   5   6   7   8   9   10
/// input_valid     ████████████████████████████████▁▁▁▁▁▁▁▁
/// input_ready     ████████████████▁▁▁▁▁▁▁▁████████████████
/// input_payload   │10 │11 │12 │13 │14             ········
/// output_valid    ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████████████████▁▁▁▁▁▁▁▁
/// output_ready    ████████████████████████████████████████
/// output_payload  ················│10 │11 │12 │13 ········
/// ```
public struct AsynchronousFIFO<Payload: Signal>: Module {
  /// Runs on the one clock.
  public let input: Stream<Payload>
  /// Runs on the other one.
  public let output: Stream<Payload>

  /// Words in the memory; one more waits at the output.
  public let depth: Int
  /// The clock domain of `input`.
  public let source: ClockDomain
  /// The clock domain of `output`.
  public let destination: ClockDomain
  private let words: Memory<Payload>
  private let head: GrayCounter
  private let tail: GrayCounter
  private let headSeen: [Synchroniser]
  private let tailSeen: [Synchroniser]

  /// - Parameters:
  ///   - payload: the shape of a word.
  ///   - depth: words in the memory: a power of two, at least 2.
  ///   - source: the domain of the input.
  ///   - destination: the domain of the output.
  ///   - stages: of the synchronisers, at least 2.
  public init(
    _ payload: Payload, depth: Int, from source: ClockDomain, to destination: ClockDomain, stages: Int = 2
  ) {
    precondition(
      depth >= 2 && depth & (depth - 1) == 0,
      "an asynchronous FIFO of depth \(depth); depths are powers of two from 2 up")
    (input, output) = (.input(payload), .output(payload))
    (self.depth, self.source, self.destination) = (depth, source, destination)
    words = Memory(depth: depth, of: payload)
    // One bit more than addresses have tells a full memory from an empty one.
    let width = words.addressWidth + 1
    (head, tail) = (GrayCounter(width: width, domain: destination), GrayCounter(width: width, domain: source))
    headSeen = (0..<width).map { _ in Synchroniser(to: source, stages: stages) }
    tailSeen = (0..<width).map { _ in Synchroniser(to: destination, stages: stages) }
  }

  /// `asynchronous_fifo_`, the bits of a word, the depth, the stages and both domains.
  public var moduleName: String {
    "asynchronous_fifo_w\(input.payload.bitWidth)_d\(depth)_\(headSeen[0].stages)_"
      + "\(source.label)_to_\(destination.label)"
  }

  /// The comment above the Verilog module.
  public var documentation: String? {
    "A first-word-fall-through FIFO of \(depth) words of \(input.payload.bitWidth) bits between two clock domains.\n"
      + "Both have to be reset together."
  }

  /// A memory between two Gray counters, each of which crosses into the other domain bit by bit.
  public var body: [Statement] {
    connectPointers
    writeSide
    readSide
    input.assumeStable("input", domain: source)
    output.expectStable("output", domain: destination)
  }

  @StatementBuilder private var connectPointers: [Statement] {
    for bit in tail.gray.indices {
      tailSeen[bit].bitIn <== tail.gray[bit]
      headSeen[bit].bitIn <== head.gray[bit]
    }
  }

  @StatementBuilder private var writeSide: [Statement] {
    // The codes of two numbers that are `depth` apart differ in their upper two bits.
    let full = tail.gray.indices.map { bit in
      tail.gray[bit] .== (bit >= tail.gray.count - 2 ? !headSeen[bit].bitOut : headSeen[bit].bitOut)
    }.all.named("full")
    let push = input.fires.named("push")
    input.ready <== !full
    tail.step <== push
    when(push) { words.write(input.payload, at: tail.value.truncated(to: words.addressWidth), domain: source) }
    expect(
      tail.value &- head.value .<= Unsigned(depth, width: tail.value.width),
      "it never holds more words than its depth", name: "no_overflow", domain: source)
    cover("filled_up", full, domain: source)
  }

  @StatementBuilder private var readSide: [Statement] {
    let outputFull = Bit.register("output_full", reset: false, domain: destination)
    let empty = head.gray.indices.map { head.gray[$0] .== tailSeen[$0].bitOut }.all.named("empty")
    let fetch = (!empty && (!outputFull || output.ready)).named("fetch")
    head.step <== fetch
    when(fetch) { outputFull <== true }
      .elsewhen(output.ready) { outputFull <== false }
    output.valid <== outputFull
    output.payload
      <== words.read(
        "read_word", at: head.value.truncated(to: words.addressWidth), enable: fetch, underWrite: .undefined,
        domain: destination)
    expect(
      !fetch || head.value .!= tail.value, "it never gives a word that was not written", name: "no_underflow",
      domain: destination)
    cover("ran_dry", empty && !outputFull, domain: destination)
  }
}
