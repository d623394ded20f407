import Hardware

/// Passes on one of several streams; the others wait.
///
/// ```waveform
/// cycle             1   2   3   4   5   6   7
/// selection         ▁▁▁▁▁▁▁▁████████████▁▁▁▁▁▁▁▁
/// inputs_0_valid    ████████████████████████▁▁▁▁
/// inputs_0_ready    ████████▁▁▁▁▁▁▁▁▁▁▁▁████████
/// inputs_0_payload  │10 │11 │12             ····
/// inputs_1_valid    ████████████████████▁▁▁▁▁▁▁▁
/// inputs_1_ready    ▁▁▁▁▁▁▁▁▁▁▁▁████████▁▁▁▁▁▁▁▁
/// inputs_1_payload  │20             │21 ········
/// output_valid      ████████████████████████▁▁▁▁
/// output_ready      ████████▁▁▁▁████████████████
/// output_payload    │10 │11 │20     │21 │12 ····
/// ```
public struct StreamMultiplexer<Payload: Signal>: Module {
  /// Which one; stays while a word waits at the output.
  public let selection: Unsigned
  /// The streams, by their numbers; those that are not selected wait.
  public let inputs: [Stream<Payload>]
  /// The words of the stream that is selected.
  public let output: Stream<Payload>

  /// A multiplexer.
  ///
  /// - Parameters:
  ///   - payload: the shape of a word.
  ///   - inputs: how many streams, at least 1.
  public init(_ payload: Payload, inputs count: Int) {
    precondition(count >= 1, "a multiplexer of \(count) streams; the least is 1")
    selection = .input(Netlist.addressWidth(of: count))
    inputs = (0..<count).map { _ in .input(payload) }
    output = .output(payload)
  }

  /// `stream_multiplexer_`, the bits of a word and the number of streams.
  public var moduleName: String { "stream_multiplexer_w\(output.payload.bitWidth)_n\(inputs.count)" }

  /// The comment above the Verilog module.
  public var documentation: String? { "Passes on the selected one of \(inputs.count) streams; the others wait." }

  /// Words are only moved, so one module serves all widths.
  public var widthParameter: WidthParameter? {
    WidthParameter(
      of: inputs.enumerated().map { ("inputs_\($0)_payload", $1.payload) } + [("output_payload", output.payload)],
      moduleName: "stream_multiplexer_n\(inputs.count)", documentation: documentation)
  }

  /// Multiplexers for `valid` and the payload, and a comparison for each `ready`; there is no state.
  public var body: [Statement] {
    output.valid <== inputs.map(\.valid)[selection]
    output.payload <== inputs.map(\.payload)[selection]
    for (index, input) in inputs.enumerated() {
      input.ready <== output.ready && selection .== Unsigned(index)
      input.assumeStable("inputs_\(index)")
    }
    selectionStays("selection", selection, while: output.valid && !output.ready)
    output.expectStable("output")
  }
}
