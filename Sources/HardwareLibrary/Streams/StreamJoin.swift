import Hardware

/// Two words that belong together.
public struct Joined<First: Signal, Second: Signal>: Signal {
  /// The word of the first stream.
  public var first: First
  /// The word of the second stream.
  public var second: Second

  /// Two words side by side, from signals or from shapes.
  public init(first: First, second: Second) {
    self.first = first
    self.second = second
  }
}

/// Pairs the words of two streams; both move at the same edge.
///
/// There is no state: `ready` of each waits for `valid` of the other.
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
  /// The one stream.
  public let first: Stream<First>
  /// The other stream.
  public let second: Stream<Second>
  /// The pairs: the n-th word of the one with the n-th word of the other.
  public let output: Stream<Joined<First, Second>>

  /// A join for words of the shapes `first` and `second`.
  public init(_ first: First, _ second: Second) {
    self.first = .input(first)
    self.second = .input(second)
    output = .output(Joined(first: first, second: second))
  }

  /// `stream_join_` and the bits of both words.
  public var moduleName: String { "stream_join_w\(first.payload.bitWidth)_w\(second.payload.bitWidth)" }

  /// The comment above the Verilog module.
  public var documentation: String? { "Pairs the words of two streams." }

  /// Three gates; there is no state.
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
