import Hardware

/// Two words that belong together.
public struct Joined<First: Signal, Second: Signal>: Signal {
  public var first: First
  public var second: Second

  public init(first: First, second: Second) {
    self.first = first
    self.second = second
  }
}

/// Pairs the words of two streams; both move at the same edge. There is no state: `ready` of each waits for `valid` of
/// the other.
///
/// ```waveform
/// cycle                  1   2   3   4   5   6   7
/// first_valid            ████████████████████▁▁▁▁▁▁▁▁
/// first_ready            ▁▁▁▁████▁▁▁▁████████▁▁▁▁▁▁▁▁
/// first_payload          │10     │11     │12 ········
/// second_valid           ▁▁▁▁████████████████▁▁▁▁▁▁▁▁
/// second_ready           ████████▁▁▁▁████████▁▁▁▁▁▁▁▁
/// second_payload         ····│20 │21     │22 ········
/// output_valid           ▁▁▁▁████████████████▁▁▁▁▁▁▁▁
/// output_ready           ████████▁▁▁▁████████████████
/// output_payload_first   ····│10 │11     │12 ········
/// output_payload_second  ····│20 │21     │22 ········
/// ```
public struct StreamJoin<First: Signal, Second: Signal>: Module {
  public let first: Stream<First>
  public let second: Stream<Second>
  public let output: Stream<Joined<First, Second>>

  public init(_ first: First, _ second: Second) {
    self.first = .input(first)
    self.second = .input(second)
    output = .output(Joined(first: first, second: second))
  }

  public var moduleName: String { "stream_join_w\(first.payload.bitWidth)_w\(second.payload.bitWidth)" }

  public var documentation: String? { "Pairs the words of two streams." }

  public var body: [Statement] {
    output.valid <== first.valid && second.valid
    output.payload <== Joined(first: first.payload, second: second.payload)
    first.ready <== output.ready && second.valid
    second.ready <== output.ready && first.valid

    first.assumeStable("first")
    second.assumeStable("second")
    output.expectStable("output")
    expect(first.fires .== second.fires, "both streams move together", name: "together")
  }
}
