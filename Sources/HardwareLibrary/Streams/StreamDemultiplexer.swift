import Hardware

/// Sends each word of a stream to one of several sinks.
///
/// ```waveform
/// cycle              1   2   3   4   5   6
/// selection          ▁▁▁▁████████▁▁▁▁▁▁▁▁▁▁▁▁
/// input_valid        ████████████████▁▁▁▁▁▁▁▁
/// input_ready        ████▁▁▁▁████████████████
/// input_payload      │10 │11     │12 ········
/// outputs_0_valid    ████▁▁▁▁▁▁▁▁████▁▁▁▁▁▁▁▁
/// outputs_0_ready    ████████████████████████
/// outputs_0_payload  │10 ········│12 ········
/// outputs_1_valid    ▁▁▁▁████████▁▁▁▁▁▁▁▁▁▁▁▁
/// outputs_1_ready    ▁▁▁▁▁▁▁▁████████████████
/// outputs_1_payload  ····│11     ············
/// ```
public struct StreamDemultiplexer<Payload: Signal>: Module {
  /// Which one; stays while a word waits at the input.
  public let selection: Unsigned
  /// The words, each for the sink that is selected.
  public let input: Stream<Payload>
  /// The sinks, by their numbers.
  public let outputs: [Stream<Payload>]

  /// A demultiplexer.
  ///
  /// - Parameters:
  ///   - payload: the shape of a word.
  ///   - outputs: how many sinks, at least 1.
  public init(_ payload: Payload, outputs count: Int) {
    precondition(count >= 1, "a demultiplexer to \(count) streams; the least is 1")
    selection = .input(Netlist.addressWidth(of: count))
    input = .input(payload)
    outputs = (0..<count).map { _ in .output(payload) }
  }

  /// `stream_demultiplexer_`, the bits of a word and the number of sinks.
  public var moduleName: String { "stream_demultiplexer_w\(input.payload.bitWidth)_n\(outputs.count)" }

  /// The comment above the Verilog module.
  public var documentation: String? { "Sends each word to the selected one of \(outputs.count) sinks." }

  /// Words are only moved, so one module serves all widths.
  public var widthParameter: WidthParameter? {
    WidthParameter(
      of: [("input_payload", input.payload)]
        + outputs.enumerated().map { ("outputs_\($0)_payload", $1.payload) },
      moduleName: "stream_demultiplexer_n\(outputs.count)", documentation: documentation)
  }

  /// A multiplexer for `ready`, and a comparison for each `valid`; there is no state.
  public var body: [Statement] {
    input.ready <== outputs.map(\.ready)[selection]
    for (index, output) in outputs.enumerated() {
      output.valid <== input.valid && selection .== Unsigned(index)
      output.payload <== input.payload
      output.expectStable("outputs_\(index)")
    }
    input.assumeStable("input")
    selectionStays("selection", selection, while: input.valid && !input.ready)
  }
}
