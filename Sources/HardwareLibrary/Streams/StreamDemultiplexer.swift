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
  public let input: Stream<Payload>
  public let outputs: [Stream<Payload>]

  public init(_ payload: Payload, outputs count: Int) {
    precondition(count >= 1, "a demultiplexer to \(count) streams; the least is 1")
    selection = .input(Netlist.addressWidth(of: count))
    input = .input(payload)
    outputs = (0..<count).map { _ in .output(payload) }
  }

  public var moduleName: String { "stream_demultiplexer_w\(input.payload.bitWidth)_n\(outputs.count)" }

  public var documentation: String? { "Sends each word to the selected one of \(outputs.count) sinks." }

  public var widthParameter: WidthParameter? {
    WidthParameter(
      of: [("input_payload", input.payload)]
        + outputs.enumerated().map { ("outputs_\($0)_payload", $1.payload) },
      moduleName: "stream_demultiplexer_n\(outputs.count)", documentation: documentation)
  }

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
