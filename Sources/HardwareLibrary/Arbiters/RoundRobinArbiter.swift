import Hardware

/// Grants requests in turn: the first one after the requester that was served last, in a ring.
///
/// Whoever keeps asking is served after at most one grant to each of the others.
///
/// ```waveform
/// cycle     1   2   3   4   5   6   7   8
/// requests  │111                │101
/// advance   ████████▁▁▁▁████████████████████
/// grants    │001│010│100    │001│100│001│100
/// ```
public struct RoundRobinArbiter: Module {
  /// One bit for each requester.
  public let requests: Unsigned
  /// Whether the granted requester is served at the coming edge, so that the turn passes on.
  public let advance: Bit
  /// The granted requester's bit, within the cycle; none where nobody asks.
  public let grants: Unsigned

  /// - Parameter count: requesters, at least 1.
  public init(requests count: Int) {
    precondition(count >= 1, "an arbiter for \(count) requesters; the least is 1")
    requests = .input(count)
    advance = .input()
    grants = .output(count)
  }

  /// `round_robin_arbiter_` and the number of requesters.
  public var moduleName: String { "round_robin_arbiter_\(requests.width)" }

  /// The comment above the Verilog module.
  public var documentation: String? {
    "Grants \(requests.width) requests in turn, beginning after the one that was served last."
  }

  /// A mask of the requesters whose turn comes after the last one served, and two searches for the lowest bit.
  public var body: [Statement] {
    // The requesters after the one that was served last; they come before the rest.
    let later = Unsigned.register("later", requests.width, reset: 0)
    let first = (requests & later).named("first")
    let grant = mux(first.anyBit, first.lowestSetBit, requests.lowestSetBit).named("grant")

    when(advance && grant.anyBit) { later <== ~(grant | (grant &- 1)) }
    grants <== grant

    arbiterRules(requests, grant)
    cover("turn_passed_over_the_end", advance && !first.anyBit && later.anyBit && requests.anyBit)
  }
}
