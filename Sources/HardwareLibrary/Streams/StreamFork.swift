import Hardware

/// Hands each word of a stream to several sinks.
///
/// ```waveform
/// cycle              1   2   3   4   5   6   7
/// input_valid        ████████████████████▁▁▁▁▁▁▁▁
/// input_ready        ▁▁▁▁▁▁▁▁████▁▁▁▁████▁▁▁▁▁▁▁▁
/// input_payload      │10         │11     ········
/// outputs_0_valid    ████▁▁▁▁▁▁▁▁████████▁▁▁▁▁▁▁▁
/// outputs_0_ready    ████████████▁▁▁▁████████████
/// outputs_0_payload  │10 ········│11     ········
/// outputs_1_valid    ████████████████▁▁▁▁▁▁▁▁▁▁▁▁
/// outputs_1_ready    ▁▁▁▁▁▁▁▁████████▁▁▁▁▁▁▁▁▁▁▁▁
/// outputs_1_payload  │10         │11 ············
/// ```
public struct StreamFork<Payload: Signal>: Module {
  /// When the sinks take a word: together, or each by itself.
  public enum Style: String, Hashable, Sendable {
    /// All sinks take the word at the same edge. There is no state; but `valid` at an output waits for `ready` of the
    /// others and may be withdrawn, so the sinks' `ready` must not wait for `valid`.
    case lazy
    /// Each sink takes the word when it likes, and the next word comes when all of them have it. One bit of state for
    /// each output; the outputs keep the rules of a stream.
    case eager
  }

  /// The words that all sinks get.
  public let input: Stream<Payload>
  /// The sinks, each of which gets every word.
  public let outputs: [Stream<Payload>]

  private let style: Style

  /// - Parameters:
  ///   - payload: the shape of a word.
  ///   - outputs: how many sinks, at least 1.
  ///   - style: whether the sinks take a word together or each by itself.
  public init(_ payload: Payload, outputs count: Int, style: Style = .eager) {
    precondition(count >= 1, "a fork to \(count) outputs; the least is 1")
    input = .input(payload)
    outputs = (0..<count).map { _ in .output(payload) }
    self.style = style
  }

  /// `stream_fork_`, the style, the bits of a word and the number of sinks.
  public var moduleName: String { "stream_fork_\(style.rawValue)_w\(input.payload.bitWidth)_n\(outputs.count)" }

  /// The comment above the Verilog module.
  public var documentation: String? {
    switch style {
    case .lazy: "Hands each word to \(outputs.count) sinks, which take it at the same edge."
    case .eager: "Hands each word to \(outputs.count) sinks, each of which takes it when it is ready."
    }
  }

  /// Words are only moved, so one module serves all widths.
  public var widthParameter: WidthParameter? {
    WidthParameter(
      of: [("input_payload", input.payload)]
        + outputs.enumerated().map { ("outputs_\($0)_payload", $1.payload) },
      moduleName: "stream_fork_\(style.rawValue)_n\(outputs.count)", documentation: documentation)
  }

  /// Gates alone for the lazy style; for the eager one a bit for each sink that has the word already.
  public var body: [Statement] {
    for output in outputs { output.payload <== input.payload }
    switch style {
    case .lazy: lazyBody
    case .eager: eagerBody
    }
    input.assumeStable("input")
  }

  @StatementBuilder private var lazyBody: [Statement] {
    input.ready <== outputs.map(\.ready).all
    for index in outputs.indices {
      let others = outputs.indices.filter { $0 != index }.map { outputs[$0].ready }
      outputs[index].valid <== input.valid && others.all
    }
    if let first = outputs.first {
      for (index, output) in outputs.enumerated().dropFirst() {
        expect(output.fires .== first.fires, "all outputs move together", name: "outputs_\(index)_together")
      }
    }
  }

  @StatementBuilder private var eagerBody: [Statement] {
    let taken = outputs.indices.map { Bit.register("taken_\($0)", reset: false) }
    input.ready <== zip(outputs, taken).map { $0.ready || $1 }.all
    for (index, output) in outputs.enumerated() {
      output.valid <== input.valid && !taken[index]
      when(input.fires) { taken[index] <== false }
        .elsewhen(output.fires) { taken[index] <== true }
      output.expectStable("outputs_\(index)")
    }
    expect(!taken.any || input.valid, "a word that some sink has is still there for the others", name: "word_stays")
    cover("taken_by_some", taken.any)
  }
}
