import Hardware

/// One register in the forward direction of a stream, at full throughput.
///
/// `valid` and the payload leave it from registers; `ready` passes through it within the cycle. Where that path must be
/// cut too, use `SkidBuffer`.
///
/// ```waveform
/// cycle           1   2   3   4   5   6   7   8
/// input_valid     ████████████████████▁▁▁▁▁▁▁▁▁▁▁▁
/// input_ready     ████▁▁▁▁▁▁▁▁████████████████████
/// input_payload   │10 │11         │12 ············
/// output_valid    ▁▁▁▁████████████████████▁▁▁▁▁▁▁▁
/// output_ready    ████▁▁▁▁▁▁▁▁████████████████████
/// output_payload  ····│10         │11 │12 ········
/// ```
public struct StreamRegister<Payload: Signal>: Module {
  /// The words that go in; `ready` depends on that of the output within the cycle.
  public let input: Stream<Payload>
  /// The words that come out; `valid` and the payload are registers.
  public let output: Stream<Payload>

  /// A register for words of the shape `payload`.
  public init(_ payload: Payload) {
    input = .input(payload)
    output = .output(payload)
  }

  /// `stream_register_` and the bits of a word.
  public var moduleName: String { "stream_register_w\(input.payload.bitWidth)" }

  /// The comment above the Verilog module.
  public var documentation: String? {
    "A register in the forward direction of a stream of \(input.payload.bitWidth) bits; ready passes through."
  }

  /// Words are only moved, so one module serves all widths.
  public var widthParameter: WidthParameter? {
    WidthParameter(
      of: [("input_payload", input.payload), ("output_payload", output.payload)], moduleName: "stream_register",
      documentation: "A register in the forward direction of a stream; ready passes through.")
  }

  /// A register for the word and one for `valid`, which take what comes whenever they are free.
  public var body: [Statement] {
    let valid = Bit.register("valid", reset: false)
    let word = input.payload.register("word")

    when(input.ready) { valid <== input.valid }
    when(input.fires) { word <== input.payload }

    input.ready <== !valid || output.ready
    output.valid <== valid
    output.payload <== word

    input.assumeStable("input")
    output.expectStable("output")
    cover("replaced", input.fires && output.fires)
  }
}
