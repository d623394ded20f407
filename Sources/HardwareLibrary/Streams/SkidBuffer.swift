import Hardware

/// Cuts every path through a stream, in both directions, at full throughput.
///
/// Payload, `valid` and `ready` all leave it from registers. When the sink stops, the word that is already under way
/// slips into a second register. A word is at the output one cycle after it was taken.
///
/// ```waveform
/// cycle           1   2   3   4   5   6   7   8   9
/// input_valid     ████████████████████████▁▁▁▁▁▁▁▁▁▁▁▁
/// input_ready     ████████▁▁▁▁▁▁▁▁████████████████████
/// input_payload   │10 │11 │12         │13 ············
/// output_valid    ▁▁▁▁████████████████████████▁▁▁▁▁▁▁▁
/// output_ready    ████▁▁▁▁▁▁▁▁████████████████████████
/// output_payload  ····│10         │11 │12 │13 ········
/// ```
public struct SkidBuffer<Payload: Signal>: Module {
  /// The words that go in; its `ready` is a register.
  public let input: Stream<Payload>
  /// The words that come out; `valid` and the payload are registers.
  public let output: Stream<Payload>

  /// A buffer for words of the shape `payload`.
  public init(_ payload: Payload) {
    input = .input(payload)
    output = .output(payload)
  }

  /// `skid_buffer_` and the bits of a word.
  public var moduleName: String { "skid_buffer_w\(input.payload.bitWidth)" }

  /// The comment above the Verilog module.
  public var documentation: String? {
    "A register in both directions of a stream of \(input.payload.bitWidth) bits, at full throughput."
  }

  /// Words are only moved, so one module serves all widths.
  public var widthParameter: WidthParameter? {
    WidthParameter(
      of: [("input_payload", input.payload), ("output_payload", output.payload)], moduleName: "skid_buffer",
      documentation: "A register in both directions of a stream, at full throughput.")
  }

  /// Two registers for words; the second one is used only while `ready` is 0.
  public var body: [Statement] {
    let ready = Bit.register("ready", reset: true)
    let valid = Bit.register("valid", reset: false)
    let word = input.payload.register("word")
    let skidded = input.payload.register("skidded")
    let free = (!valid || output.ready).named("free")

    when(free) {
      valid <== !ready || input.valid
      word <== mux(ready, input.payload, skidded)
      ready <== true
    }
    .elsewhen(input.valid) { ready <== false }
    when(ready) { skidded <== input.payload }

    input.ready <== ready
    output.valid <== valid
    output.payload <== word

    expect(ready || valid, "a word slips aside only behind another", name: "skidded_behind")
    input.assumeStable("input")
    output.expectStable("output")
    cover("stopped", !ready)
    cover("resumed", !ready && output.ready)
  }
}
