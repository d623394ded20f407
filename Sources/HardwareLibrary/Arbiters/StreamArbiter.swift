import Hardware

/// Merges several streams into one, word by word.
///
/// A word that has been offered at the output stays there until it has moved, whoever asks meanwhile. No state but that
/// choice and the turn; `valid` and `ready` pass through within the cycle.
///
/// ```waveform
/// cycle             1   2   3   4   5   6   7
/// inputs_0_valid    ▁▁▁▁████████████████████▁▁▁▁
/// inputs_0_ready    ▁▁▁▁▁▁▁▁▁▁▁▁████▁▁▁▁████▁▁▁▁
/// inputs_0_payload  ····│10         │11     ····
/// inputs_1_valid    ████████████████████▁▁▁▁▁▁▁▁
/// inputs_1_ready    ▁▁▁▁▁▁▁▁████▁▁▁▁████▁▁▁▁▁▁▁▁
/// inputs_1_payload  │20         │21     ········
/// output_valid      ████████████████████████▁▁▁▁
/// output_ready      ▁▁▁▁▁▁▁▁████████████████████
/// output_payload    │20         │10 │21 │11 ····
/// source            │1          │0  │1  │0  ····
/// ```
public struct StreamArbiter<Payload: Signal>: Module {
  /// Which of several streams that have a word goes first.
  public enum Policy: String, Hashable, Sendable {
    /// The lowest-numbered stream that has a word.
    case priority
    /// The streams in turn.
    case roundRobin
  }

  /// The streams that are merged, by their numbers.
  public let inputs: [Stream<Payload>]
  /// The words of all of them, each once; those of one stream in their order.
  public let output: Stream<Payload>
  /// The number of the stream from which the word at the output comes.
  public let source: Unsigned

  private let priorityArbiter: PriorityArbiter?
  private let roundRobinArbiter: RoundRobinArbiter?

  /// - Parameters:
  ///   - payload: the shape of a word.
  ///   - inputs: how many streams, at least 1.
  ///   - policy: who goes first.
  public init(_ payload: Payload, inputs count: Int, policy: Policy = .roundRobin) {
    precondition(count >= 1, "an arbiter for \(count) streams; the least is 1")
    inputs = (0..<count).map { _ in .input(payload) }
    output = .output(payload)
    source = .output(Netlist.addressWidth(of: count))
    priorityArbiter = policy == .priority ? PriorityArbiter(requests: count) : nil
    roundRobinArbiter = policy == .roundRobin ? RoundRobinArbiter(requests: count) : nil
  }

  /// `stream_arbiter_`, the policy, the bits of a word and the number of streams.
  public var moduleName: String {
    "stream_arbiter_\(priorityArbiter == nil ? "round_robin" : "priority")_w\(output.payload.bitWidth)_n\(inputs.count)"
  }

  /// The comment above the Verilog module.
  public var documentation: String? {
    "Merges \(inputs.count) streams, \(priorityArbiter == nil ? "in turn" : "the lowest-numbered first")."
  }

  /// Words are only moved, so one module serves all widths.
  public var widthParameter: WidthParameter? {
    WidthParameter(
      of: inputs.enumerated().map { ("inputs_\($0)_payload", $1.payload) } + [("output_payload", output.payload)],
      moduleName: "stream_arbiter_\(priorityArbiter == nil ? "round_robin" : "priority")_n\(inputs.count)",
      documentation: documentation)
  }

  /// An arbiter, whose choice is kept until the word has moved, and a multiplexer.
  public var body: [Statement] {
    let offered = Bit.register("offered", reset: false)
    let chosen = Unsigned.register("chosen", inputs.count)
    let valids = concatenate(inputs.map(\.valid).reversed()).named("valids")
    // A choice that has been offered is the only request until it has moved.
    let requests = mux(offered, chosen, valids).named("requests")
    let grants = Unsigned.wire("grants", inputs.count)

    offered <== output.valid && !output.ready
    chosen <== grants
    connectArbiter(requests, grants)

    output.valid <== requests.anyBit
    output.payload <== inputs.map(\.payload)[source]
    source <== grants.oneHotIndex
    for (index, input) in inputs.enumerated() {
      input.ready <== grants[index] && output.ready
      input.assumeStable("inputs_\(index)")
    }
    when(offered) {
      expect(chosen .== chosen.lowestSetBit, "one stream has been chosen", name: "one_chosen")
      expect((chosen & valids).anyBit, "the chosen stream still has its word", name: "chosen_valid")
    }
    output.expectStable("output")
    cover("overtaken", offered && (valids & ~chosen).anyBit)
  }

  @StatementBuilder private func connectArbiter(_ requests: Unsigned, _ grants: Unsigned) -> [Statement] {
    if let priorityArbiter {
      priorityArbiter.requests <== requests
      grants <== priorityArbiter.grants
    }
    if let roundRobinArbiter {
      roundRobinArbiter.requests <== requests
      roundRobinArbiter.advance <== output.fires
      grants <== roundRobinArbiter.grants
    }
  }
}
